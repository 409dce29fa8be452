import { z } from 'zod';
import { DTYPES } from '../operators/dtype.js';
import { KV_DTYPES } from '../operators/kv-dtype.js';
import type { LlmArchitecture, LlmLayer } from './llm-architecture.js';

// Largest model published has a few hundred layers and widths below 2^20; beyond these limits a file is hostile.
const MAX_LAYERS = 4096;
const size = z.int().min(1).max(1_048_576);
const width = z.int().min(1).max(16_777_216);
const ratio = z.int().min(0).max(16_777_216);

const dtype = z.enum(DTYPES as readonly [string, ...string[]] as never) as z.ZodType<(typeof DTYPES)[number]>;
const kvDtype = z.enum(KV_DTYPES as readonly [string, ...string[]] as never) as z.ZodType<(typeof KV_DTYPES)[number]>;

const gqa = z.strictObject({
  kind: z.literal('gqa'),
  heads: size,
  kvHeads: size,
  headDim: size,
  window: ratio.default(0),
  qkNorm: z.enum(['none', 'head', 'token']).default('none'),
  outputGate: z.boolean().default(false),
  keyIsValue: z.boolean().default(false),
});

const mla = z.strictObject({
  kind: z.literal('mla'),
  heads: size,
  queryRank: size.nullable().default(null),
  latentDim: size,
  nopeDim: size,
  ropeDim: size,
  valueDim: size,
  indexer: z.strictObject({ heads: size, headDim: size, topk: size }).nullable().default(null),
});

const linear = z.strictObject({
  kind: z.literal('linear'),
  keyHeads: size,
  valueHeads: size,
  keyDim: size,
  valueDim: size,
  convWidth: size,
});

const mamba2 = z.strictObject({
  kind: z.literal('mamba2'),
  heads: size,
  headDim: size,
  stateDim: size,
  groups: size,
  convWidth: size,
});

const activation = z.enum(['silu', 'gelu', 'relu', 'relu2']).default('silu');

const dense = z.strictObject({
  kind: z.literal('dense'),
  inter: width,
  gated: z.boolean().default(true),
  activation,
});

const moe = z.strictObject({
  kind: z.literal('moe'),
  experts: size,
  topk: size,
  inter: width,
  sharedInter: ratio.default(0),
  gated: z.boolean().default(true),
  activation,
});

const block = z.strictObject({
  mixer: z.discriminatedUnion('kind', [gqa, mla, linear, mamba2]).nullable().default(null),
  feedForward: z.discriminatedUnion('kind', [dense, moe]).nullable().default(null),
});

const dtypes = z.strictObject({
  mixer: dtype.default('bf16'),
  feedForward: dtype.default('bf16'),
  experts: dtype.default('bf16'),
  head: dtype.default('bf16'),
  activations: z.enum(['fp32', 'fp16', 'bf16']).default('bf16'),
  kv: kvDtype.default('bf16'),
});

/** The file format of a model description: named blocks, and the order in which they are stacked. */
export const architectureFileSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    family: z.string().min(1).max(100),
    aliases: z.array(z.string().min(1).max(200)).max(100).default([]),
    source: z.string().min(1).max(2000),
    confidence: z.enum(['high', 'medium', 'low']),
    notes: z.string().max(4000).default(''),
    hidden: width,
    vocab: width,
    tiedEmbeddings: z.boolean(),
    maxContext: z.int().min(1).max(1_073_741_824),
    positions: z.enum(['rotary', 'learned', 'none']).default('rotary'),
    norm: z.enum(['rmsnorm', 'layernorm']).default('rmsnorm'),
    postNorms: z.boolean().default(false),
    blocks: z.record(z.string().min(1).max(100), block),
    /** Each entry stacks its blocks `repeat` times. */
    layers: z
      .array(
        z.strictObject({
          blocks: z.array(z.string()).min(1).max(MAX_LAYERS),
          repeat: z.int().min(1).max(MAX_LAYERS).default(1),
        }),
      )
      .min(1)
      .max(MAX_LAYERS),
    dtypes: dtypes.prefault({}),
  })
  .check((context) => {
    const file = context.value;
    for (const issue of architectureFaults(file)) {
      context.issues.push({ code: 'custom', input: file, path: [...issue.path], message: issue.message });
    }
  });

export type ArchitectureFile = z.output<typeof architectureFileSchema>;

/** A model description as a file states it. */
export type ModelDescription = z.input<typeof architectureFileSchema>;

interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Rules between fields: what a schema of single fields cannot say. */
function architectureFaults(file: {
  readonly blocks: Readonly<Record<string, LlmLayer>>;
  readonly layers: readonly { readonly blocks: readonly string[]; readonly repeat: number }[];
}): Fault[] {
  const faults: Fault[] = [];
  let layers = 0;
  file.layers.forEach((entry, index) => {
    layers += entry.blocks.length * entry.repeat;
    entry.blocks.forEach((name, position) => {
      if (!Object.hasOwn(file.blocks, name))
        faults.push({ path: ['layers', index, 'blocks', position], message: `No block is named ${name}.` });
    });
  });
  if (layers > MAX_LAYERS) faults.push({ path: ['layers'], message: `${layers} layers are more than ${MAX_LAYERS}.` });
  for (const [name, { mixer, feedForward }] of Object.entries(file.blocks)) {
    if (mixer === null && feedForward === null)
      faults.push({ path: ['blocks', name], message: 'A block needs a mixer, a feedForward or both.' });
    if (mixer?.kind === 'gqa' && mixer.heads % mixer.kvHeads !== 0)
      faults.push({
        path: ['blocks', name, 'mixer', 'kvHeads'],
        message: `${mixer.heads} heads cannot share ${mixer.kvHeads} key-value heads evenly.`,
      });
    if (feedForward?.kind === 'moe' && feedForward.topk > feedForward.experts)
      faults.push({
        path: ['blocks', name, 'feedForward', 'topk'],
        message: `A token cannot choose ${feedForward.topk} of ${feedForward.experts} experts.`,
      });
  }
  return faults;
}

/** Stacks the blocks of a parsed file into layers. `id` is the name that users give, such as `llama-3.1-8b`. */
export function expandArchitecture(id: string, file: ArchitectureFile): LlmArchitecture {
  const { blocks, layers, ...rest } = file;
  const stacked = layers.flatMap((entry) =>
    Array.from({ length: entry.repeat }, () => entry.blocks.map((name) => blocks[name] as LlmLayer)).flat(),
  );
  return { id, ...rest, layers: stacked };
}
