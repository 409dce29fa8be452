import { z } from 'zod';

const count = z.int().min(0).max(1_073_741_824).nullish();
const flag = z.boolean().nullish();
const word = z.string().max(200).nullish();

/** Where a config says how its weights are quantised (several tools, several shapes). */
const quantization = z.looseObject({
  quant_method: word,
  weight_block_size: z.array(z.number()).nullish(),
  modules_to_not_convert: z.array(z.string()).nullish(),
  ignore: z.array(z.string()).nullish(),
  bits: z.number().nullish(),
  quant_algo: word,
  config_groups: z
    .record(
      z.string(),
      z.looseObject({
        weights: z.looseObject({ num_bits: z.number().nullish(), type: word }).nullish(),
        input_activations: z.looseObject({ num_bits: z.number().nullish() }).nullish(),
      }),
    )
    .nullish(),
});

/** The fields of a language model's `config.json` that decide shapes; all others are ignored. */
export const huggingFaceFields = z.looseObject({
  model_type: word,
  hidden_size: count,
  n_embd: count,
  num_hidden_layers: count,
  n_layer: count,
  num_attention_heads: count,
  n_head: count,
  num_key_value_heads: count,
  head_dim: count,
  intermediate_size: count,
  intermediate_size_mlp: count,
  ffn_dim: count,
  n_inner: count,
  vocab_size: count,
  max_position_embeddings: count,
  n_positions: count,
  tie_word_embeddings: flag,
  hidden_act: word,
  hidden_activation: word,
  mlp_hidden_act: word,
  activation_function: word,
  sliding_window: count,
  use_sliding_window: flag,
  max_window_layers: count,
  sliding_window_pattern: count,
  layer_types: z.array(z.string().max(100)).max(4096).nullish(),
  num_experts: count,
  num_local_experts: count,
  n_routed_experts: count,
  num_experts_per_tok: count,
  experts_per_token: count,
  top_k_experts: count,
  moe_intermediate_size: count,
  n_shared_experts: count,
  shared_expert_intermediate_size: count,
  moe_shared_expert_intermediate_size: count,
  first_k_dense_replace: count,
  moe_layer_freq: count,
  decoder_sparse_step: count,
  interleave_moe_layer_step: count,
  mlp_only_layers: z.array(z.int().min(0)).max(4096).nullish(),
  q_lora_rank: count,
  kv_lora_rank: count,
  qk_nope_head_dim: count,
  qk_rope_head_dim: count,
  v_head_dim: count,
  index_n_heads: count,
  index_head_dim: count,
  index_topk: count,
  attn_output_gate: flag,
  attention_k_eq_v: flag,
  global_head_dim: count,
  num_global_key_value_heads: count,
  full_attention_interval: count,
  linear_num_key_heads: count,
  linear_num_value_heads: count,
  linear_key_head_dim: count,
  linear_value_head_dim: count,
  linear_conv_kernel_dim: count,
  hybrid_override_pattern: z.string().max(4096).nullish(),
  mamba_num_heads: count,
  mamba_head_dim: count,
  ssm_state_size: count,
  n_groups: count,
  conv_kernel: count,
  torch_dtype: word,
  dtype: word,
  quantization_config: quantization.nullish(),
});

export const huggingFaceConfig = huggingFaceFields.extend({ text_config: huggingFaceFields.nullish() });

export type HuggingFaceConfig = z.output<typeof huggingFaceConfig>;
export type HuggingFaceFields = z.output<typeof huggingFaceFields>;
