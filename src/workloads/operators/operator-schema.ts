import { z } from 'zod';
import { DTYPES, type Dtype } from './dtype.js';
import { KV_DTYPES } from './kv-dtype.js';
import type { KvDtype, Operator } from './operator.js';

const MAX_SIZE = 2 ** 50;
const count = z.int().min(1).max(MAX_SIZE);
const countOrZero = z.int().min(0).max(MAX_SIZE);
const amount = z.number().min(0).max(1e24);
const text = z.string().min(1).max(200);
const dtype = z.enum(DTYPES as readonly [string, ...string[]] as never) as z.ZodType<Dtype>;
const kvDtype = z.enum(KV_DTYPES as readonly [string, ...string[]] as never) as z.ZodType<KvDtype>;
const product = { m: count, n: count, k: count, dtype };
const attention = { batch: count, kvLen: count, heads: count, kvHeads: count, headDim: count, window: countOrZero };

/** One operator as a graph file holds it: every field written out. */
export const operatorSchema: z.ZodType<Operator> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('gemm'), ...product }),
  z.strictObject({ kind: z.literal('batched_gemm'), batch: count, ...product }),
  z.strictObject({ kind: z.literal('attention_prefill'), qLen: count, ...attention, dtype, kvDtype }),
  z.strictObject({ kind: z.literal('attention_decode'), ...attention, dtype, kvDtype }),
  z.strictObject({
    kind: z.literal('mla_prefill'),
    ...{ batch: count, qLen: count, kvLen: count, heads: count, qkDim: count, valueDim: count },
    selectedKeys: countOrZero,
    dtype,
  }),
  z.strictObject({
    kind: z.literal('mla_decode'),
    ...{ batch: count, kvLen: count, heads: count, latentDim: count, ropeDim: count, dtype, kvDtype },
  }),
  z.strictObject({
    kind: z.literal('moe'),
    ...{ tokens: count, hidden: count, inter: count, experts: count, topk: count, tp: count, ep: count },
    gated: z.boolean(),
    distribution: text,
    dtype,
  }),
  ...(['norm', 'softmax', 'activation', 'rope', 'elementwise'] as const).map((kind) =>
    z.strictObject({ kind: z.literal(kind), op: text, m: count, n: count, dtype }),
  ),
  ...(['all_reduce', 'all_gather', 'reduce_scatter', 'alltoall', 'send_recv'] as const).map((kind) =>
    z.strictObject({ kind: z.literal(kind), ranks: count, bytes: amount, dtype }),
  ),
  z.strictObject({
    kind: z.literal('hash'),
    algorithm: text,
    hashes: count,
    intOpsPerHash: count,
    offChipBytesPerHash: countOrZero,
  }),
  z.strictObject({
    kind: z.literal('vector'),
    name: text,
    ops: amount,
    bytes: amount,
    arithmetic: z.enum(['float', 'int32']),
    dtype,
  }),
]) as z.ZodType<Operator>;
