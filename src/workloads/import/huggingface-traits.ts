/** What a model family's code fixes and its config does not say. */
export interface FamilyTraits {
  readonly qkNorm: 'none' | 'head' | 'token';
  readonly postNorms: boolean;
  readonly positions: 'rotary' | 'learned' | 'none';
  readonly norm: 'rmsnorm' | 'layernorm';
  /** Feed-forward parts have a gate. */
  readonly gated: boolean;
  /** The library's default where the config does not say whether embeddings are tied. */
  readonly tiedByDefault: boolean;
  /** Which layers slide where the config has a window but no list of layer types. */
  readonly sliding: 'all' | 'none' | 'even' | 'five-of-six';
}

const LLAMA: FamilyTraits = {
  qkNorm: 'none',
  postNorms: false,
  positions: 'rotary',
  norm: 'rmsnorm',
  gated: true,
  tiedByDefault: false,
  sliding: 'none',
};
const QWEN3: FamilyTraits = { ...LLAMA, qkNorm: 'head' };
const GEMMA: FamilyTraits = { ...LLAMA, postNorms: true, tiedByDefault: true };
const GPT: FamilyTraits = {
  ...LLAMA,
  positions: 'learned',
  norm: 'layernorm',
  gated: false,
  tiedByDefault: true,
};

/** Families by `model_type`, as the model code of the transformers library (4.57) defines them. */
export const FAMILY_TRAITS: Readonly<Record<string, FamilyTraits>> = {
  llama: LLAMA,
  mistral: { ...LLAMA, sliding: 'all' },
  mixtral: { ...LLAMA, sliding: 'all' },
  phi3: { ...LLAMA, sliding: 'all' },
  qwen2: LLAMA,
  qwen2_moe: LLAMA,
  qwen3: QWEN3,
  qwen3_moe: QWEN3,
  qwen3_next: QWEN3,
  qwen3_5_text: QWEN3,
  qwen3_5_moe_text: QWEN3,
  deepseek_v2: LLAMA,
  deepseek_v3: LLAMA,
  deepseek_v32: LLAMA,
  kimi_k2: LLAMA,
  glm_moe_dsa: LLAMA,
  gpt_oss: { ...LLAMA, sliding: 'even' },
  minimax_m2: { ...LLAMA, qkNorm: 'token' },
  llama4_text: LLAMA,
  gemma2: { ...GEMMA, sliding: 'even' },
  gemma3_text: { ...GEMMA, qkNorm: 'head', sliding: 'five-of-six' },
  gemma4_text: { ...GEMMA, qkNorm: 'head', sliding: 'five-of-six' },
  nemotron_h: { ...LLAMA, positions: 'none', gated: false },
  gpt2: GPT,
  opt: GPT,
};
