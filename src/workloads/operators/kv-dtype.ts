import type { KvDtype } from './operator.js';

const BYTES: Readonly<Record<KvDtype, number>> = { fp32: 4, fp16: 2, bf16: 2, fp8: 1, int8: 1, int4: 0.5 };

export const KV_DTYPES = Object.keys(BYTES) as readonly KvDtype[];

/** Stored bytes of one element of a KV cache. */
export function kvDtypeBytes(dtype: KvDtype): number {
  return BYTES[dtype];
}
