/**
 * A numeric path through a linear layer, named as kernel tables name them: what the operands are stored as and which
 * datapath multiplies them. `int8_wo`, `int4_wo` and `w4a16_mxfp4` are weight-only (16-bit arithmetic). `mxfp8` and `mxfp4`
 * are OCP block formats on both sides; `_2of4` and `_1of4` keep so many weights of each four, which cells may skip.
 */
export type Dtype =
  | 'fp32'
  | 'tf32'
  | 'fp16'
  | 'fp16_mixed'
  | 'bf16'
  | 'fp8'
  | 'fp8_block'
  | 'nvfp4'
  | 'int8'
  | 'int8_sq'
  | 'int8_acc32'
  | 'int8_wo'
  | 'int4'
  | 'int4_wo'
  | 'w4a16_mxfp4'
  | 'w4a8_mxfp4_mxfp8'
  | 'mxfp8'
  | 'mxfp4'
  | 'bf16_2of4'
  | 'fp8_2of4'
  | 'int8_2of4'
  | 'int8_1of4';

export interface DtypeLayout {
  /** Stored bytes a weight, block scales included. */
  readonly weightBytes: number;
  /** Bytes an activation enters and leaves with. */
  readonly activationBytes: number;
  /** The peak rate in a chip description that this path multiplies at. */
  readonly rate: RateName;
  /** Elements that share a scale which the datapath applies; null where it needs to know of none. */
  readonly blockElements: number | null;
  /** Structured sparsity of the weights; null where all are kept. */
  readonly sparsity: { readonly kept: number; readonly of: number } | null;
}

/** Peak-rate columns of a chip description. */
export type RateName = 'fp32' | 'tf32' | 'fp16' | 'fp8' | 'fp4' | 'int8' | 'int4';

// Block scales: fp8_block one fp32 per 128x128; nvfp4 one fp8 per 16; mxfp4 one e8m0 per 32; int4 one fp16 per 128.
// N of M weights: a two-bit index for each that is kept.
type Stored = Pick<DtypeLayout, 'weightBytes' | 'activationBytes' | 'rate'> & Partial<DtypeLayout>;
const LAYOUTS: Readonly<Record<Dtype, Stored>> = {
  fp32: { weightBytes: 4, activationBytes: 4, rate: 'fp32' },
  tf32: { weightBytes: 4, activationBytes: 4, rate: 'tf32' },
  fp16: { weightBytes: 2, activationBytes: 2, rate: 'fp16' },
  fp16_mixed: { weightBytes: 2, activationBytes: 2, rate: 'fp16' },
  bf16: { weightBytes: 2, activationBytes: 2, rate: 'fp16' },
  fp8: { weightBytes: 1, activationBytes: 2, rate: 'fp8' },
  fp8_block: { weightBytes: 1 + 4 / 16384, activationBytes: 2, rate: 'fp8' },
  nvfp4: { weightBytes: 0.5 + 1 / 16, activationBytes: 2, rate: 'fp4', blockElements: 16 },
  int8: { weightBytes: 1, activationBytes: 1, rate: 'int8' },
  int8_sq: { weightBytes: 1, activationBytes: 2, rate: 'int8' },
  int8_acc32: { weightBytes: 1, activationBytes: 1, rate: 'int8' },
  int8_wo: { weightBytes: 1, activationBytes: 2, rate: 'fp16' },
  int4: { weightBytes: 0.5, activationBytes: 0.5, rate: 'int4' },
  int4_wo: { weightBytes: 0.5 + 2 / 128, activationBytes: 2, rate: 'fp16' },
  w4a16_mxfp4: { weightBytes: 0.5 + 1 / 32, activationBytes: 2, rate: 'fp16' },
  w4a8_mxfp4_mxfp8: { weightBytes: 0.5 + 1 / 32, activationBytes: 2, rate: 'fp8', blockElements: 32 },
  mxfp8: { weightBytes: 1 + 1 / 32, activationBytes: 2, rate: 'fp8', blockElements: 32 },
  mxfp4: { weightBytes: 0.5 + 1 / 32, activationBytes: 2, rate: 'fp4', blockElements: 32 },
  bf16_2of4: { weightBytes: 1 + 1 / 8, activationBytes: 2, rate: 'fp16', sparsity: { kept: 2, of: 4 } },
  fp8_2of4: { weightBytes: 0.5 + 1 / 8, activationBytes: 2, rate: 'fp8', sparsity: { kept: 2, of: 4 } },
  int8_2of4: { weightBytes: 0.5 + 1 / 8, activationBytes: 1, rate: 'int8', sparsity: { kept: 2, of: 4 } },
  int8_1of4: { weightBytes: 0.25 + 1 / 16, activationBytes: 1, rate: 'int8', sparsity: { kept: 1, of: 4 } },
};

const COMPLETE = Object.fromEntries(
  Object.entries(LAYOUTS).map(([dtype, layout]) => [dtype, { blockElements: null, sparsity: null, ...layout }]),
) as Readonly<Record<Dtype, DtypeLayout>>;

export const DTYPES = Object.keys(LAYOUTS) as readonly Dtype[];

export function dtypeLayout(dtype: Dtype): DtypeLayout {
  return COMPLETE[dtype];
}
