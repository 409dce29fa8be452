import { z } from 'zod';
import { DESIGN_VOLUME } from '../../chips/silicon/design-volume.js';
import { SITE_DEFAULTS } from '../../foundation/defaults/site-defaults.js';
import { DTYPES, type Dtype } from '../../workloads/operators/dtype.js';
import { KV_DTYPES } from '../../workloads/operators/kv-dtype.js';
import type { KvDtype } from '../../workloads/operators/operator.js';
import type { ContextExchange } from '../../workloads/placement/context-prefill.js';
import { NO_OVERLAP, type OverlapShares } from '../chip/overlap.js';
import { MACHINE_DEFAULTS } from '../machine/place/machine-defaults.js';

/** Share of the time of each kind of collective that other work hides; default 0. */
export type OverlapByKind = { readonly [Kind in keyof OverlapShares]?: number | undefined };

/** What may be said of a simulation beside its chip and model; whatever is left out is as in the command `simulate`. */
export interface SimulateOptions {
  /** A step of generation, the reading of a prompt, or a request from its prompt to its last token; default `decode`. */
  readonly phase?: 'prefill' | 'decode' | 'request' | undefined;
  /** Sequences at once of the whole machine; default 1. */
  readonly batch?: number | undefined;
  /** Decode: context length; default 1024. */
  readonly contextTokens?: number | undefined;
  /** Prefill and request: tokens of the prompt; default 1024. */
  readonly inputTokens?: number | undefined;
  /** Request: tokens of the answer; default 1024. */
  readonly outputTokens?: number | undefined;
  /** Number format of the linear layers; default bf16. */
  readonly dtype?: Dtype | undefined;
  /** Number format of the KV cache; default as the activations. */
  readonly kvDtype?: KvDtype | null | undefined;
  /** Ranks of tensor parallelism (TP); default 1. */
  readonly tp?: number | undefined;
  /** Stages of pipeline parallelism (PP); default 1. */
  readonly pp?: number | undefined;
  /** Ranks of expert parallelism (EP); default 1. */
  readonly ep?: number | undefined;
  /** Ranks of context parallelism (CP); default 1. */
  readonly cp?: number | undefined;
  /** Replicas that share the batch, data parallelism (DP); default 1. */
  readonly dp?: number | undefined;
  /** Parts of a replica's batch in a pipeline; null is one a stage. */
  readonly microbatches?: number | null | undefined;
  /** Share of the time of collectives that other work hides, 0 to 1, of all or by kind; default 0. */
  readonly overlap?: number | OverlapByKind | undefined;
  /** How the keys of a prefill reach the other ranks of context parallelism; default `ring`. */
  readonly exchange?: ContextExchange | undefined;
  /** Nodes, network and hosts: the text of a system file, or what it says as plain data; null is the chip's usual network. */
  readonly system?: string | object | null | undefined;
  /** Wait of a pass for its host, seconds; null is that of the system, else 1.2 ms. */
  readonly hostGapSec?: number | null | undefined;
  /** Wait before each kernel for a host that launches them one by one, seconds; default 0. */
  readonly kernelGapSec?: number | undefined;
  /** Layers to run alone, without embedding and head; null is the whole model. */
  readonly onlyLayers?: number | null | undefined;
  /** Boards over which a maker spreads what a design costs once; default 100,000. */
  readonly volume?: number | undefined;
  /** Price of electricity, USD per kWh; default 0.06. */
  readonly usdPerKwh?: number | undefined;
  /** PUE of the site; default 1.1. */
  readonly pue?: number | undefined;
  /** Years of use; null is the chip's own. */
  readonly lifetimeYears?: number | null | undefined;
  /** Share of its life that a board works, above 0 to 1; default 1. */
  readonly load?: number | undefined;
  /** Whether to say what more of each resource of the chip does, which takes six more simulations; default false. */
  readonly elasticity?: boolean | undefined;
}

/** Ranges of options: beyond them a figure is a slip of the pen. */
export const SIMULATE_LIMITS = {
  count: { low: 1, high: 1e7 },
  volume: { low: 1, high: 1e9 },
  usdPerKwh: { low: 0, high: 100 },
  pue: { low: 1, high: 3 },
  lifetimeYears: { low: 0.01, high: 100 },
  load: { low: 0.001, high: 1 },
  hostGapSec: { low: 0, high: 10 },
  /** Far above any launch, and so short that the gaps of a large graph stay within the clock of a run. */
  kernelGapSec: { low: 0, high: 0.01 },
} as const;

type Limits = (typeof SIMULATE_LIMITS)[keyof typeof SIMULATE_LIMITS];

const within = ({ low, high }: Limits) => z.number().min(low).max(high);
const count = z.int().min(SIMULATE_LIMITS.count.low).max(SIMULATE_LIMITS.count.high);
const share = z.number().min(0).max(1);
const shares = z.strictObject({
  all_reduce: share.default(0),
  all_gather: share.default(0),
  reduce_scatter: share.default(0),
  alltoall: share.default(0),
  send_recv: share.default(0),
});

/** Options as given, with the system as the text of its file, to be filled with the defaults of the command. */
export const simulateOptionsSchema = z.strictObject({
  phase: z.enum(['prefill', 'decode', 'request']).default('decode'),
  batch: count.default(MACHINE_DEFAULTS.batchOfStep),
  contextTokens: count.default(MACHINE_DEFAULTS.contextTokens),
  inputTokens: count.default(MACHINE_DEFAULTS.inputTokens),
  outputTokens: count.default(MACHINE_DEFAULTS.outputTokens),
  dtype: z.enum(DTYPES as [Dtype, ...Dtype[]]).default(MACHINE_DEFAULTS.dtype),
  kvDtype: z
    .enum(KV_DTYPES as [KvDtype, ...KvDtype[]])
    .nullable()
    .default(null),
  tp: count.default(1),
  pp: count.default(1),
  ep: count.default(1),
  cp: count.default(1),
  dp: count.default(1),
  microbatches: count.nullable().default(null),
  overlap: z
    .union([
      share.transform((all) => ({
        all_reduce: all,
        all_gather: all,
        reduce_scatter: all,
        alltoall: all,
        send_recv: all,
      })),
      shares,
    ])
    .default(NO_OVERLAP),
  exchange: z.enum(['ring', 'all-gather']).default('ring'),
  system: z.string().nullable().default(null),
  hostGapSec: within(SIMULATE_LIMITS.hostGapSec).nullable().default(null),
  kernelGapSec: within(SIMULATE_LIMITS.kernelGapSec).default(0),
  onlyLayers: count.nullable().default(null),
  volume: within(SIMULATE_LIMITS.volume).default(DESIGN_VOLUME.value),
  usdPerKwh: within(SIMULATE_LIMITS.usdPerKwh).default(SITE_DEFAULTS.usdPerKwh),
  pue: within(SIMULATE_LIMITS.pue).default(SITE_DEFAULTS.pue),
  lifetimeYears: within(SIMULATE_LIMITS.lifetimeYears).nullable().default(null),
  load: within(SIMULATE_LIMITS.load).default(1),
  elasticity: z.boolean().default(false),
}) satisfies z.ZodType<unknown, Omit<SimulateOptions, 'system'> & { readonly system?: string | null | undefined }>;

/** Options with every default filled in. */
export type SimulateChoices = Omit<z.output<typeof simulateOptionsSchema>, 'system'>;
