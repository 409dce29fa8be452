import type { ActivationFunction, FeedForward } from '../models/llm-architecture.js';
import type { ConfigReader } from './config-reader.js';
import type { FamilyTraits } from './huggingface-traits.js';

const ACTIVATIONS: Readonly<Record<string, ActivationFunction>> = {
  silu: 'silu',
  swish: 'silu',
  gelu: 'gelu',
  gelu_new: 'gelu',
  gelu_pytorch_tanh: 'gelu',
  relu: 'relu',
  relu2: 'relu2',
};

/** The feed-forward part of layer `index`. */
export function layerFeedForward(reader: ConfigReader, traits: FamilyTraits, index: number): FeedForward {
  return hasExperts(reader, index) ? moe(reader, traits) : dense(reader, traits);
}

export function dense(reader: ConfigReader, traits: FamilyTraits): FeedForward {
  const { fields } = reader;
  // GPT-2 leaves the width out where it is four times the hidden size.
  const inter =
    fields.model_type === 'gpt2' && (fields.n_inner ?? 0) === 0
      ? 4 * reader.count('n_embd')
      : reader.count('intermediate_size_mlp', 'intermediate_size', 'ffn_dim', 'n_inner');
  return { kind: 'dense', inter, gated: traits.gated, activation: activation(reader) };
}

export function moe(reader: ConfigReader, traits: FamilyTraits): FeedForward {
  const experts = reader.count('n_routed_experts', 'num_experts', 'num_local_experts');
  const topk = reader.count('num_experts_per_tok', 'experts_per_token', 'top_k_experts');
  if (topk > experts)
    reader.refuse('num_experts_per_tok', `A token cannot choose ${topk} of ${experts} experts.`, 'Correct it.');
  const inter = reader.count('moe_intermediate_size', 'intermediate_size');
  return {
    kind: 'moe',
    experts,
    topk,
    inter,
    sharedInter: sharedInter(reader, inter),
    gated: traits.gated,
    activation: activation(reader),
  };
}

function hasExperts(reader: ConfigReader, index: number): boolean {
  const { fields } = reader;
  const experts = fields.n_routed_experts ?? fields.num_experts ?? fields.num_local_experts ?? 0;
  if (experts <= 1) return false;
  if (fields.mlp_only_layers?.includes(index)) return false;
  if (index < (fields.first_k_dense_replace ?? 0)) return false;
  const step = fields.moe_layer_freq ?? fields.decoder_sparse_step ?? fields.interleave_moe_layer_step ?? 1;
  // DeepSeek counts layers from 0, the two others from 1.
  return fields.moe_layer_freq != null ? index % Math.max(1, step) === 0 : (index + 1) % Math.max(1, step) === 0;
}

/** Width of the part that every token visits beside its routed experts. */
function sharedInter(reader: ConfigReader, inter: number): number {
  const { fields } = reader;
  if (fields.model_type === 'gemma4_text') return reader.count('intermediate_size');
  if (fields.model_type === 'llama4_text') return inter;
  const shared = fields.n_shared_experts ?? 0;
  if ((fields.moe_shared_expert_intermediate_size ?? 0) > 0)
    return shared * reader.count('moe_shared_expert_intermediate_size');
  return fields.shared_expert_intermediate_size ?? shared * inter;
}

function activation(reader: ConfigReader): ActivationFunction {
  const { fields } = reader;
  const name = fields.mlp_hidden_act ?? fields.hidden_act ?? fields.hidden_activation ?? fields.activation_function;
  if (name == null) return 'silu';
  const known = ACTIVATIONS[name];
  if (known === undefined) {
    const names = Object.keys(ACTIVATIONS).join(', ');
    reader.refuse('hidden_act', `Activation ${JSON.stringify(name)} has no operator here.`, `Use one of ${names}.`);
  }
  return known ?? 'silu';
}
