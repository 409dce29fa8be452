import type { Dtype } from '../../../workloads/operators/dtype.js';

const SIXTEEN_BIT: readonly Dtype[] = ['bf16', 'fp16', 'fp16_mixed'];
const WEIGHT_ONLY: readonly Dtype[] = ['int4_wo', 'int8_wo', 'w4a16_mxfp4'];

/**
 * Formats whose fits may stand in for a format without rows, nearest first; formats of one step are interchangeable.
 * The stand-in lends its efficiencies and fixed times, never its peak rate or its bytes.
 */
export function dtypeRelatives(dtype: Dtype): readonly (readonly Dtype[])[] {
  switch (dtype) {
    case 'bf16':
    case 'fp16':
    case 'fp16_mixed':
      return [SIXTEEN_BIT, ['fp32']];
    case 'fp32':
      return [['fp32'], SIXTEEN_BIT];
    case 'tf32':
    case 'int8':
    case 'int8_acc32':
    case 'int4':
      return [[dtype], SIXTEEN_BIT];
    case 'int8_sq':
      return [['int8_sq']];
    case 'int4_wo':
    case 'int8_wo':
    case 'w4a16_mxfp4':
      return [[dtype], WEIGHT_ONLY, SIXTEEN_BIT];
    case 'fp8':
      return [['fp8'], ['fp8_block']];
    case 'fp8_block':
      return [['fp8_block'], ['fp8']];
    case 'mxfp8':
      return [['fp8_block'], ['fp8']];
    case 'mxfp4':
      return [['nvfp4'], ['fp8_block'], ['fp8']];
    case 'bf16_2of4':
      return [SIXTEEN_BIT];
    case 'fp8_2of4':
      return [['fp8']];
    case 'int8_2of4':
    case 'int8_1of4':
      return [['int8']];
    case 'nvfp4':
      return [['nvfp4'], ['fp8_block'], ['fp8']];
    case 'w4a8_mxfp4_mxfp8':
      return [['w4a8_mxfp4_mxfp8'], ['nvfp4'], ['fp8_block'], ['fp8']];
  }
}
