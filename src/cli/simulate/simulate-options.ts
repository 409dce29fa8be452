import type { Argv } from 'yargs';
import { DTYPES } from '../../workloads/operators/dtype.js';
import type { KvDtype } from '../../workloads/operators/operator.js';
import { withGraphOptions } from '../inputs/graph-options.js';
import { costOptions, spreadOptions } from './machine-options.js';
import { SIMULATE_DEFAULTS } from './simulate-uses.js';

const KV_DTYPES = ['fp32', 'fp16', 'bf16', 'fp8', 'int8', 'int4'] as const satisfies readonly KvDtype[];

export function simulateOptions(yargs: Argv) {
  return withGraphOptions(spreadOptions(costOptions(yargs)))
    .option('chip', { type: 'string', demandOption: true, describe: 'catalog name, alias or path of a chip file' })
    .option('model', { type: 'string', describe: 'language model, such as llama-3.1-8b, or a path' })
    .option('topology', { type: 'string', describe: 'instead of a model: SCALE-Sim topology CSV, compute cycles only' })
    .option('workload', { type: 'string', describe: 'file of a workload in any format that workloads import reads' })
    .option('mapping', { type: 'string', describe: 'how a --workload of loops is mapped: Timeloop map.txt' })
    .option('energy', { type: 'string', describe: 'with --mapping: energies per action, an Accelergy ERT_summary' })
    .option('phase', { choices: ['prefill', 'decode', 'request'] as const, default: SIMULATE_DEFAULTS.phase })
    .option('batch', { type: 'number', default: SIMULATE_DEFAULTS.batch, describe: 'sequences at once' })
    .option('context', {
      type: 'number',
      default: SIMULATE_DEFAULTS.context,
      describe: 'decode: keys that the new token sees',
    })
    .option('input', { type: 'number', default: SIMULATE_DEFAULTS.input, describe: 'prompt tokens' })
    .option('output', { type: 'number', default: SIMULATE_DEFAULTS.output, describe: 'request: tokens produced' })
    .option('dtype', { choices: DTYPES, describe: 'path of the linear layers; default bf16, of graphs as they say' })
    .option('kv-dtype', { choices: KV_DTYPES, describe: 'format of the KV cache; default as the activations' })
    .option('tensor', { type: 'number', default: SIMULATE_DEFAULTS.tensor, describe: 'ranks of tensor parallelism' })
    .option('layers', { type: 'number', describe: 'only so many layers, without embedding and head' })
    .option('pipeline', { type: 'number', default: SIMULATE_DEFAULTS.pipeline, describe: 'pipeline stages' })
    .option('host-gap', { type: 'string', describe: 'wait for the host a pass, at idle power; default 1.2 ms' })
    .option('kernel-gap', {
      type: 'string',
      default: SIMULATE_DEFAULTS.kernelGap,
      describe: 'wait for a host that launches kernels one by one instead of replaying a graph, each kernel',
    })
    .option('detail', {
      choices: ['operator', 'tile'] as const,
      default: SIMULATE_DEFAULTS.detail,
      describe: 'operator: calibrated closed forms; tile: tile events over the white box',
    })
    .option('tie-break', { type: 'string', describe: 'tile: order of simultaneous events, fifo or shuffle:<seed>' })
    .option('elasticity', {
      type: 'boolean',
      default: SIMULATE_DEFAULTS.elasticity,
      describe: 'what 10 % more of each resource would do',
    })
    .option('trace', { type: 'string', describe: 'file for the trace of one pass, to open in Perfetto' })
    .option('trace-window', { type: 'string', describe: 'part of the trace to keep, such as "1 ms..2 ms"' })
    .option('timings', { type: 'string', describe: 'measured table or folder to take the same chip from' })
    .option('json', { type: 'boolean', default: false })
    .example('$0 simulate --chip h100-sxm --model llama-3.1-8b --phase decode --batch 1', 'one decode step')
    .example('$0 simulate --chip l40s --model qwen3-32b --dtype fp8 --phase request --batch 8', 'a whole request');
}

/** Options as given; `dtype` is left to the kind of run where nobody chose it. */
export type GivenArguments = Awaited<ReturnType<typeof simulateOptions>['argv']>;
