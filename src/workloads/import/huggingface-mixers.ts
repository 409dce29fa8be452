import type { GqaMixer, LinearAttentionMixer, MambaMixer, Mixer, MlaMixer } from '../models/llm-architecture.js';
import type { ConfigReader } from './config-reader.js';
import type { FamilyTraits } from './huggingface-traits.js';

/** What mixes tokens in one layer, in the words of `layer_types` or a hybrid pattern. */
export type LayerType = 'full_attention' | 'sliding_attention' | 'linear_attention' | 'mamba' | 'none';

/** The kind of every layer; an unknown kind is refused by name. */
export function layerTypes(reader: ConfigReader, traits: FamilyTraits, layers: number): LayerType[] {
  const { fields } = reader;
  if (fields.layer_types) return listedTypes(reader, fields.layer_types, layers);
  const slides = (fields.sliding_window ?? 0) > 0 && fields.use_sliding_window !== false;
  return Array.from({ length: layers }, (_, index) => {
    const interval = fields.full_attention_interval ?? 0;
    if (interval > 0 && (fields.linear_num_value_heads ?? 0) > 0)
      return (index + 1) % interval === 0 ? 'full_attention' : 'linear_attention';
    return slides && slidesAt(traits, index, fields.sliding_window_pattern ?? 6)
      ? 'sliding_attention'
      : 'full_attention';
  });
}

function listedTypes(reader: ConfigReader, listed: readonly string[], layers: number): LayerType[] {
  if (listed.length !== layers)
    reader.refuse('layer_types', `layer_types lists ${listed.length} of ${layers} layers.`, 'List every layer.');
  return listed.map((type) => {
    switch (type) {
      case 'full_attention':
      case 'sliding_attention':
      case 'linear_attention':
        return type;
      // A chunk bounds what a token sees; full attention is the upper bound.
      case 'chunked_attention':
        return 'full_attention';
      default:
        reader.refuse('layer_types', `Layer type ${JSON.stringify(type)} has no operators here.`, 'Remove the layer.');
        return 'none';
    }
  });
}

function slidesAt(traits: FamilyTraits, index: number, pattern: number): boolean {
  switch (traits.sliding) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'even':
      return index % 2 === 0;
    case 'five-of-six':
      return (index + 1) % pattern !== 0;
    default:
      return unknownSliding(traits.sliding);
  }
}

/** The mixer of one layer. */
export function layerMixer(reader: ConfigReader, traits: FamilyTraits, type: LayerType): Mixer | null {
  switch (type) {
    case 'none':
      return null;
    case 'mamba':
      return mamba(reader);
    case 'linear_attention':
      return linear(reader);
    case 'full_attention':
    case 'sliding_attention':
      return (reader.fields.kv_lora_rank ?? 0) > 0 ? mla(reader) : gqa(reader, traits, type);
    default:
      return unknownSliding(type);
  }
}

function gqa(reader: ConfigReader, traits: FamilyTraits, type: 'full_attention' | 'sliding_attention'): GqaMixer {
  const { fields } = reader;
  const heads = reader.count('num_attention_heads', 'n_head');
  const global = type === 'full_attention';
  const hidden = reader.count('hidden_size', 'n_embd');
  const headDim = (global ? fields.global_head_dim : null) ?? fields.head_dim ?? hidden / heads;
  const kvHeads = (global ? fields.num_global_key_value_heads : null) ?? fields.num_key_value_heads ?? heads;
  if (!Number.isInteger(headDim))
    reader.refuse('num_attention_heads', `${heads} heads do not divide a width of ${hidden}.`, 'Add head_dim.');
  if (heads % Math.max(1, kvHeads) !== 0)
    reader.refuse('num_key_value_heads', `${heads} heads cannot share ${kvHeads} key-value heads.`, 'Correct it.');
  return {
    kind: 'gqa',
    heads,
    kvHeads,
    headDim,
    window: global ? 0 : reader.count('sliding_window'),
    qkNorm: traits.qkNorm,
    outputGate: fields.attn_output_gate ?? false,
    keyIsValue: global && (fields.attention_k_eq_v ?? false),
  };
}

function mla(reader: ConfigReader): MlaMixer {
  const { fields } = reader;
  const rank = fields.q_lora_rank ?? 0;
  const indexed = (fields.index_topk ?? 0) > 0;
  return {
    kind: 'mla',
    heads: reader.count('num_attention_heads'),
    queryRank: rank > 0 ? rank : null,
    latentDim: reader.count('kv_lora_rank'),
    nopeDim: reader.count('qk_nope_head_dim'),
    ropeDim: reader.count('qk_rope_head_dim'),
    valueDim: reader.count('v_head_dim'),
    indexer: indexed
      ? {
          heads: reader.count('index_n_heads'),
          headDim: reader.count('index_head_dim'),
          topk: reader.count('index_topk'),
        }
      : null,
  };
}

function linear(reader: ConfigReader): LinearAttentionMixer {
  return {
    kind: 'linear',
    keyHeads: reader.count('linear_num_key_heads'),
    valueHeads: reader.count('linear_num_value_heads'),
    keyDim: reader.count('linear_key_head_dim'),
    valueDim: reader.count('linear_value_head_dim'),
    convWidth: reader.count('linear_conv_kernel_dim'),
  };
}

function mamba(reader: ConfigReader): MambaMixer {
  return {
    kind: 'mamba2',
    heads: reader.count('mamba_num_heads'),
    headDim: reader.count('mamba_head_dim'),
    stateDim: reader.count('ssm_state_size'),
    groups: reader.count('n_groups'),
    convWidth: reader.count('conv_kernel'),
  };
}

function unknownSliding(kind: never): never {
  throw new Error(`no rule is defined for ${JSON.stringify(kind)}`);
}
