import type { Dtype } from '../operators/dtype.js';
import { type TensorDtypes, uniformDtypes } from '../operators/tensor-dtypes.js';
import type { ConfigReader } from './config-reader.js';
import type { HuggingFaceFields } from './huggingface-config.js';

/** What each class of tensor is stored as, from `torch_dtype` and the quantisation section. */
export function publishedDtypes(reader: ConfigReader): TensorDtypes {
  const { fields } = reader;
  const stored = fields.torch_dtype ?? fields.dtype ?? 'bfloat16';
  const base = uniformDtypes(stored === 'float16' ? 'fp16' : stored === 'float32' ? 'fp32' : 'bf16', null);
  const quantization = fields.quantization_config;
  if (quantization == null) return base;
  const format = quantizedFormat(reader, quantization);
  if (format === null) return base;
  const excluded = [...(quantization.modules_to_not_convert ?? []), ...(quantization.ignore ?? [])].join(' ');
  const unless = (pattern: RegExp): Dtype => (pattern.test(excluded) ? base.mixer : format);
  return {
    ...base,
    mixer: unless(/self_attn/),
    feedForward: format === 'w4a16_mxfp4' ? base.feedForward : unless(/shared_experts|mlp\\?\.\(gate/),
    experts: format,
  };
}

function quantizedFormat(
  reader: ConfigReader,
  quantization: NonNullable<HuggingFaceFields['quantization_config']>,
): Dtype | null {
  const method = quantization.quant_method ?? quantization.quant_algo ?? 'none';
  switch (method.toLowerCase()) {
    case 'fp8':
      return quantization.weight_block_size ? 'fp8_block' : 'fp8';
    case 'mxfp4':
      return 'w4a16_mxfp4';
    case 'nvfp4':
      return 'nvfp4';
    case 'gptq':
    case 'awq':
      return quantization.bits === 8 ? 'int8_wo' : 'int4_wo';
    case 'compressed-tensors':
    case 'modelopt': {
      const format = groupFormat(quantization);
      if (format !== null) return format;
      break;
    }
    default:
  }
  reader.refuse(
    'quantization_config',
    `Quantisation ${JSON.stringify(method)} has no numeric path here.`,
    'Remove quantization_config and choose a dtype yourself.',
  );
  return null;
}

function groupFormat(quantization: NonNullable<HuggingFaceFields['quantization_config']>): Dtype | null {
  const group = Object.values(quantization.config_groups ?? {})[0];
  const bits = group?.weights?.num_bits;
  const weightOnly = group?.input_activations == null;
  if (group?.weights?.type === 'float') return bits === 8 ? 'fp8' : bits === 4 && !weightOnly ? 'nvfp4' : null;
  if (group?.weights?.type !== 'int') return null;
  if (weightOnly) return bits === 4 ? 'int4_wo' : bits === 8 ? 'int8_wo' : null;
  return bits === 8 ? 'int8_sq' : null;
}
