import type { Argv } from 'yargs';
import { MACHINE_DEFAULTS } from '../../sim/machine/machine-defaults.js';
import { DTYPES } from '../../workloads/operators/dtype.js';
import { GRAPH_DTYPE, withGraphOptions } from '../inputs/graph-options.js';

export function listOptions(yargs: Argv) {
  return yargs.option('json', { type: 'boolean', default: false }).example('$0 workloads list', '');
}

export type ListArguments = Awaited<ReturnType<typeof listOptions>['argv']>;

export function showOptions(yargs: Argv) {
  return withGraphOptions(yargs)
    .positional('model', { type: 'string', demandOption: true, describe: 'catalog name, or path of a model or graph' })
    .option('phase', { choices: ['prefill', 'decode'] as const, default: 'decode' as const })
    .option('batch', { type: 'number', default: MACHINE_DEFAULTS.batchOfStep, describe: 'sequences at once' })
    .option('input', { type: 'number', default: MACHINE_DEFAULTS.inputTokens, describe: 'prefill: prompt tokens' })
    .option('context', {
      type: 'number',
      default: MACHINE_DEFAULTS.contextTokens,
      describe: 'decode: keys that the new token sees',
    })
    .option('dtype', { choices: DTYPES, describe: 'path of the linear layers; default as published' })
    .option('tensor', { type: 'number', default: 1, describe: 'ranks of tensor parallelism' })
    .option('json', { type: 'boolean', default: false })
    .example('$0 workloads show llama-3.1-8b --phase prefill', 'what a prompt of 1024 tokens asks of a chip');
}

export type ShowArguments = Awaited<ReturnType<typeof showOptions>['argv']>;

export function importOptions(yargs: Argv) {
  return withGraphOptions(yargs)
    .positional('file', {
      type: 'string',
      demandOption: true,
      describe: 'Hugging Face config.json, ONNX model, SCALE-Sim topology CSV or Timeloop problem',
    })
    .option('dtype', GRAPH_DTYPE)
    .option('output', { alias: 'o', type: 'string', describe: 'file to write; default standard output' })
    .option('json', { type: 'boolean', default: false, describe: 'print a summary as JSON' })
    .example('$0 workloads import config.json -o my-model.yaml', 'then use it as --model my-model.yaml')
    .example(
      '$0 workloads import model.onnx --dim batch=8 -o my-graph.json',
      'then use it as --workload my-graph.json',
    );
}

export type ImportArguments = Awaited<ReturnType<typeof importOptions>['argv']>;
