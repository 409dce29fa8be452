import { type Dtype, dtypeLayout } from '../../../operators/dtype.js';

interface ElementType {
  readonly name: string;
  readonly bytes: number;
  /** Path that products of this type take; null where there is none. */
  readonly dtype: Dtype | null;
  readonly isFloat: boolean;
}

/** Element types by their number in the format. */
const TYPES: Readonly<Record<number, ElementType>> = {
  1: { name: 'float', bytes: 4, dtype: 'fp32', isFloat: true },
  2: { name: 'uint8', bytes: 1, dtype: 'int8', isFloat: false },
  3: { name: 'int8', bytes: 1, dtype: 'int8', isFloat: false },
  4: { name: 'uint16', bytes: 2, dtype: null, isFloat: false },
  5: { name: 'int16', bytes: 2, dtype: null, isFloat: false },
  6: { name: 'int32', bytes: 4, dtype: null, isFloat: false },
  7: { name: 'int64', bytes: 8, dtype: null, isFloat: false },
  9: { name: 'bool', bytes: 1, dtype: null, isFloat: false },
  10: { name: 'float16', bytes: 2, dtype: 'fp16', isFloat: true },
  11: { name: 'double', bytes: 8, dtype: null, isFloat: true },
  12: { name: 'uint32', bytes: 4, dtype: null, isFloat: false },
  13: { name: 'uint64', bytes: 8, dtype: null, isFloat: false },
  16: { name: 'bfloat16', bytes: 2, dtype: 'bf16', isFloat: true },
  17: { name: 'float8e4m3fn', bytes: 1, dtype: 'fp8', isFloat: true },
  18: { name: 'float8e4m3fnuz', bytes: 1, dtype: 'fp8', isFloat: true },
  19: { name: 'float8e5m2', bytes: 1, dtype: 'fp8', isFloat: true },
  20: { name: 'float8e5m2fnuz', bytes: 1, dtype: 'fp8', isFloat: true },
  21: { name: 'uint4', bytes: 0.5, dtype: 'int4', isFloat: false },
  22: { name: 'int4', bytes: 0.5, dtype: 'int4', isFloat: false },
};

export const FLOAT = 1;
export const INT8 = 3;
export const INT32 = 6;
export const INT64 = 7;
export const BOOL = 9;

export function elementTypeName(type: number): string {
  return TYPES[type]?.name ?? `element type ${type}`;
}

export function isFloatType(type: number): boolean {
  return TYPES[type]?.isFloat ?? false;
}

/** Bytes of an element; floats as `floatDtype` where one is chosen. */
export function elementBytes(type: number, floatDtype: Dtype | null): number {
  if (floatDtype !== null && isFloatType(type)) return dtypeLayout(floatDtype).activationBytes;
  return TYPES[type]?.bytes ?? 4;
}

/** Path that products of a type take, `floatDtype` for floats where one is chosen; null where there is none. */
export function productDtype(type: number, floatDtype: Dtype | null): Dtype | null {
  if (floatDtype !== null && isFloatType(type)) return floatDtype;
  return TYPES[type]?.dtype ?? null;
}
