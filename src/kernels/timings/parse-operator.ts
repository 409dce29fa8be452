import { z } from 'zod';
import { didYouMean } from '../../foundation/errors/did-you-mean.js';
import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import { DTYPES } from '../../workloads/operators/dtype.js';
import { KV_DTYPES } from '../../workloads/operators/kv-dtype.js';
import type { Operator } from '../../workloads/operators/operator.js';

const count = z.coerce.number().int().positive();
const countOrZero = z.coerce.number().int().nonnegative();
const dtype = z.enum(DTYPES as [string, ...string[]]).default('bf16');
const kvDtype = z.enum(KV_DTYPES as [string, ...string[]]).default('bf16');
const attention = {
  batch: count.default(1),
  kvLen: count,
  heads: count,
  kvHeads: count,
  headDim: count.default(128),
  window: countOrZero.default(0),
  dtype,
  kvDtype,
};
const rowwise = { op: z.string().min(1), m: count, n: count, dtype };
const collective = { ranks: count, bytes: count, dtype };

const operator = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('gemm'), m: count, n: count, k: count, dtype }),
  z.strictObject({ kind: z.literal('batched_gemm'), batch: count, m: count, n: count, k: count, dtype }),
  z.strictObject({ kind: z.literal('attention_prefill'), qLen: count, ...attention }),
  z.strictObject({ kind: z.literal('attention_decode'), ...attention }),
  z.strictObject({
    kind: z.literal('moe'),
    tokens: count,
    hidden: count,
    inter: count,
    experts: count,
    topk: count,
    tp: count.default(1),
    ep: count.default(1),
    gated: z.stringbool().default(true),
    distribution: z.string().default('balanced'),
    dtype,
  }),
  ...(['norm', 'activation', 'rope', 'elementwise', 'softmax'] as const).map((kind) =>
    z.strictObject({ kind: z.literal(kind), ...rowwise }),
  ),
  ...(['all_reduce', 'all_gather', 'reduce_scatter', 'alltoall', 'send_recv'] as const).map((kind) =>
    z.strictObject({ kind: z.literal(kind), ...collective }),
  ),
  z.strictObject({
    kind: z.literal('hash'),
    algorithm: z.string().default('hash'),
    hashes: count,
    intOpsPerHash: count,
    offChipBytesPerHash: countOrZero.default(0),
  }),
]);

/**
 * Reads an operator from its kind and `name=value` words.
 *
 * @throws UserError with every word that is wrong
 * @example parseOperator('gemm', ['m=16', 'n=4096', 'k=4096']).kind // 'gemm'
 */
export function parseOperator(kind: string, words: readonly string[]): Operator {
  const problems: Problem[] = [];
  const fields: Record<string, string> = { kind };
  for (const word of words) {
    const at = word.indexOf('=');
    if (at <= 0) problems.push(problem(word, 'It is not of the form name=value.'));
    else fields[word.slice(0, at)] = word.slice(at + 1);
  }
  const result = operator.safeParse(fields);
  if (!result.success) problems.push(...result.error.issues.flatMap((issue) => problemsOf(issue, fields)));
  if (problems.length > 0) throw new UserError(problems);
  return result.data as Operator;
}

const KINDS = operator.options.map(({ shape }) => shape.kind.value);

/** What is wrong with a word, in the words of a command line rather than of the schema. */
function problemsOf(issue: z.core.$ZodIssue, fields: Readonly<Record<string, string>>): Problem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => problem(key, 'The operator has no such size.'));
  const name = String(issue.path[0] ?? 'kind');
  const given = fields[name];
  if (name === 'kind') {
    const meant = didYouMean(String(given), KINDS);
    const fix = meant === null ? `Write one of: ${KINDS.join(', ')}.` : `Did you mean ${meant}?`;
    return [{ ...problem('kind', `${JSON.stringify(given)} is not an operator.`), fix }];
  }
  if (given === undefined) return [problem(name, 'It is missing.')];
  const wanted = issue.code === 'invalid_value' ? `one of ${issue.values.join(', ')}` : 'a whole number of at least 1';
  return [problem(name, `It must be ${wanted}; found ${JSON.stringify(given)}.`)];
}

function problem(path: string, found: string): Problem {
  const fix = 'Write for example: kernels estimate gemm m=16 n=4096 k=4096 dtype=bf16.';
  return { code: 'bad-operator', file: 'command line', line: null, path, found, fix };
}
