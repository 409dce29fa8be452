import { describe, expect, it } from '@jest/globals';
import { countParameters, importHuggingFace } from '../../../src/workloads/index.js';

const base = {
  model_type: 'llama',
  hidden_size: 64,
  num_hidden_layers: 4,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  intermediate_size: 128,
  vocab_size: 100,
  max_position_embeddings: 256,
};
const read = (config: object) => importHuggingFace('tiny', 'config.json', JSON.stringify(config, null, 1));

describe('importHuggingFace', () => {
  it('reads a plain Llama: grouped heads, gated feed-forward, untied embeddings', () => {
    const model = read(base);
    expect(model.layers).toHaveLength(4);
    expect(model.layers[0]?.mixer).toMatchObject({ kind: 'gqa', heads: 4, kvHeads: 2, headDim: 16, window: 0 });
    const attention = 64 * 64 * 2 + 2 * 64 * 32;
    expect(countParameters(model).total).toBe(4 * (attention + 3 * 64 * 128 + 2 * 64) + 64 + 2 * 100 * 64);
  });

  it('reads latent attention, shared experts and dense first layers', () => {
    const { num_key_value_heads, ...rest } = base;
    const model = read({
      ...rest,
      model_type: 'deepseek_v3',
      q_lora_rank: 32,
      kv_lora_rank: 16,
      qk_nope_head_dim: 8,
      qk_rope_head_dim: 4,
      v_head_dim: 8,
      n_routed_experts: 8,
      num_experts_per_tok: 2,
      n_shared_experts: 2,
      moe_intermediate_size: 24,
      moe_layer_freq: 1,
      first_k_dense_replace: 1,
    });
    expect(num_key_value_heads).toBe(2);
    expect(model.layers[0]?.mixer).toMatchObject({ kind: 'mla', queryRank: 32, latentDim: 16, indexer: null });
    expect(model.layers.map((layer) => layer.feedForward?.kind)).toEqual(['dense', 'moe', 'moe', 'moe']);
    expect(model.layers[1]?.feedForward).toMatchObject({ experts: 8, topk: 2, inter: 24, sharedInter: 48 });
  });

  it('reads windows from layer types, and from the family where there are none', () => {
    const windows = (config: object) =>
      read(config).layers.map(({ mixer }) => (mixer?.kind === 'gqa' ? mixer.window : null));
    const listed = ['sliding_attention', 'full_attention', 'sliding_attention', 'full_attention'];
    expect(windows({ ...base, sliding_window: 32, layer_types: listed })).toEqual([32, 0, 32, 0]);
    expect(windows({ ...base, model_type: 'gemma2', sliding_window: 32 })).toEqual([32, 0, 32, 0]);
    expect(windows({ ...base, model_type: 'mistral', sliding_window: 32 })).toEqual([32, 32, 32, 32]);
    expect(windows({ ...base, model_type: 'qwen2', sliding_window: 32, use_sliding_window: false })).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('reads a hybrid pattern of state-space, attention and expert layers', () => {
    const model = read({
      ...base,
      model_type: 'nemotron_h',
      hybrid_override_pattern: 'M*E-',
      mlp_hidden_act: 'relu2',
      mamba_num_heads: 4,
      mamba_head_dim: 16,
      ssm_state_size: 8,
      n_groups: 2,
      conv_kernel: 4,
      n_routed_experts: 4,
      num_experts_per_tok: 2,
      moe_intermediate_size: 32,
    });
    expect(model.layers.map((layer) => layer.mixer?.kind ?? layer.feedForward?.kind)).toEqual([
      'mamba2',
      'gqa',
      'moe',
      'dense',
    ]);
    expect(model.layers[3]?.feedForward).toMatchObject({ gated: false, activation: 'relu2' });
  });

  it('takes the text part of a multimodal model and says so', () => {
    const model = read({ model_type: 'kimi_k25', text_config: base, vision_config: { hidden_size: 7 } });
    expect([model.hidden, model.notes]).toEqual([64, 'Text part only.']);
  });

  it('reads published formats: fp8 blocks, and experts alone in MXFP4', () => {
    const fp8 = read({ ...base, quantization_config: { quant_method: 'fp8', weight_block_size: [128, 128] } });
    expect(fp8.dtypes).toMatchObject({ mixer: 'fp8_block', feedForward: 'fp8_block', head: 'bf16' });
    const mxfp4 = read({
      ...base,
      quantization_config: { quant_method: 'mxfp4', modules_to_not_convert: ['model.layers.*.self_attn'] },
    });
    expect(mxfp4.dtypes).toMatchObject({ mixer: 'bf16', feedForward: 'bf16', experts: 'w4a16_mxfp4' });
  });

  it('names with its line what has no counterpart, all at once', () => {
    const config = { ...base, hidden_act: 'snake', layer_types: ['full_attention', 'warp', 'warp', 'full_attention'] };
    expect(() => read(config)).toThrow(/Activation "snake"/);
    expect(() => read(config)).toThrow(/config\.json:\d+: layer_types: Layer type "warp"/);
    expect(() => read({ ...base, quantization_config: { quant_method: 'magic' } })).toThrow(/Quantisation "magic"/);
  });

  it('refuses an unknown family by name, and lists every missing size', () => {
    expect(() => read({ ...base, model_type: 'lama' })).toThrow('Did you mean llama?');
    expect(() => read({ model_type: 'llama' })).toThrow(/hidden_size.*\n(.*\n)*.*max_position_embeddings/);
  });

  it('refuses sizes that no model has, in bounded time', () => {
    expect(() => read({ ...base, num_hidden_layers: 1_000_000 })).toThrow('1000000 layers are more than 4096.');
    expect(() => read({ ...base, hidden_size: -1 })).toThrow();
    expect(() => read({ ...base, num_key_value_heads: 3 })).toThrow('4 heads cannot share 3 key-value heads.');
  });
});
