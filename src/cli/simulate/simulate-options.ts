import type { Argv } from 'yargs';
import { DTYPES } from '../../workloads/operators/dtype.js';
import type { KvDtype } from '../../workloads/operators/operator.js';
import { GRAPH_OPTIONS } from '../options/graph-options.js';
import { grouped } from '../options/option-groups.js';
import { CHIP_ARGUMENT, JSON_OUTPUT, TIMINGS } from '../options/shared-options.js';
import { COST_OPTIONS, PARALLELISM_OPTIONS } from './machine-options.js';
import { SIMULATE_DEFAULTS } from './simulate-uses.js';

const KV_DTYPES = ['fp32', 'fp16', 'bf16', 'fp8', 'int8', 'int4'] as const satisfies readonly KvDtype[];

const RUN_OPTIONS = grouped('What to run:', {
  model: { type: 'string', describe: 'language model: name from workloads list, or path of a model file' },
  phase: {
    choices: ['prefill', 'decode', 'request'],
    default: SIMULATE_DEFAULTS.phase,
    describe: 'forward pass over the prompt, forward pass for one more token, or a whole request',
  },
  batch: { type: 'number', default: SIMULATE_DEFAULTS.batch, describe: 'sequences in the batch' },
  context: {
    type: 'number',
    default: SIMULATE_DEFAULTS.context,
    describe: 'decode: context length, tokens in the KV cache of each sequence',
  },
  input: {
    type: 'number',
    default: SIMULATE_DEFAULTS.input,
    describe: 'prefill and request: tokens of the prompt of each sequence',
  },
  output: {
    type: 'number',
    default: SIMULATE_DEFAULTS.output,
    describe: 'request: tokens generated for each sequence',
  },
  dtype: {
    choices: DTYPES,
    describe: 'number format of the linear layers; default: bf16, in a graph file what the file says',
  },
  'kv-dtype': { choices: KV_DTYPES, describe: 'number format of the KV cache; default: that of the activations' },
  layers: { type: 'number', describe: 'run this many layers alone, without embedding and head; default: all' },
  workload: { type: 'string', describe: 'file of a model or graph in any format that workloads import reads' },
  topology: { type: 'string', describe: 'SCALE-Sim topology CSV: compute cycles on a systolic array, no model' },
  mapping: { type: 'string', describe: 'Timeloop map.txt: how the loops of --workload are mapped' },
  energy: { type: 'string', describe: 'with --mapping: energy of each action, an Accelergy ERT_summary file' },
} as const);

const KERNEL_OPTIONS = grouped('Host and kernels:', {
  'host-gap': { type: 'string', describe: 'time between two forward passes, spent by the host; default: 1.2 ms' },
  'kernel-gap': {
    type: 'string',
    default: SIMULATE_DEFAULTS.kernelGap,
    describe: 'time before each kernel where the host launches them singly rather than as one CUDA graph',
  },
  timings: TIMINGS,
  detail: {
    choices: ['operator', 'tile'],
    default: SIMULATE_DEFAULTS.detail,
    describe: 'operator: calibrated closed forms; tile: every tile of every kernel as events, by the white box',
  },
  'tie-break': { type: 'string', describe: 'with --detail tile: order of simultaneous events, fifo or shuffle:<seed>' },
} as const);

const OUTPUT_OPTIONS = grouped('Output:', {
  elasticity: {
    type: 'boolean',
    default: SIMULATE_DEFAULTS.elasticity,
    describe: 'also the gain in throughput and energy from 10 % more of each resource of the chip',
  },
  trace: { type: 'string', describe: 'write a trace of one forward pass to this file, for ui.perfetto.dev' },
  'trace-window': { type: 'string', describe: 'part of the trace to keep, such as "1 ms..2 ms"; default: all' },
  json: JSON_OUTPUT,
} as const);

export function simulateOptions(yargs: Argv) {
  return yargs
    .options(grouped('Required:', { chip: CHIP_ARGUMENT }))
    .options(RUN_OPTIONS)
    .options(PARALLELISM_OPTIONS)
    .options(KERNEL_OPTIONS)
    .options(COST_OPTIONS)
    .options(GRAPH_OPTIONS)
    .options(OUTPUT_OPTIONS)
    .example('$0 simulate --chip h100-sxm --model llama-3.1-8b', 'one decode step at batch 1')
    .example('$0 simulate --chip h100-sxm --model llama-3.1-70b --tp 8 --batch 32', 'divided among eight chips')
    .example('$0 simulate --chip l40s --model qwen3-32b --dtype fp8 --phase request', 'a whole request');
}

/** Options as given; `dtype` is left to the kind of run where nobody chose it. */
export type GivenArguments = Awaited<ReturnType<typeof simulateOptions>['argv']>;
