import type { Argv } from 'yargs';
import { MACHINE_DEFAULTS } from '../../sim/machine/place/machine-defaults.js';
import { DTYPES } from '../../workloads/operators/dtype.js';
import { GRAPH_DTYPE, GRAPH_OPTIONS } from '../options/graph-options.js';
import { grouped } from '../options/option-groups.js';
import { JSON_OUTPUT, OUT_FILE } from '../options/shared-options.js';

export function listOptions(yargs: Argv) {
  return yargs
    .options(grouped('Output:', { json: JSON_OUTPUT }))
    .example('$0 workloads list', 'models with their sizes, and hash functions');
}

export type ListArguments = Awaited<ReturnType<typeof listOptions>['argv']>;

const PASS_OPTIONS = grouped('What to run:', {
  phase: {
    choices: ['prefill', 'decode'],
    default: 'decode',
    describe: 'forward pass over the prompt, or for one more token',
  },
  batch: { type: 'number', default: MACHINE_DEFAULTS.batchOfStep, describe: 'sequences in the batch' },
  input: {
    type: 'number',
    default: MACHINE_DEFAULTS.inputTokens,
    describe: 'prefill: tokens of the prompt of each sequence',
  },
  context: {
    type: 'number',
    default: MACHINE_DEFAULTS.contextTokens,
    describe: 'decode: context length, tokens in the KV cache of each sequence',
  },
  dtype: { choices: DTYPES, describe: 'number format of the linear layers; default: as published' },
  tp: { type: 'number', default: 1, describe: 'tensor parallelism: chips that divide each layer' },
} as const);

export function showOptions(yargs: Argv) {
  return yargs
    .positional('model', { type: 'string', demandOption: true, describe: 'catalog name, or path of a model or graph' })
    .options(PASS_OPTIONS)
    .options(GRAPH_OPTIONS)
    .options(grouped('Output:', { json: JSON_OUTPUT }))
    .example('$0 workloads show llama-3.1-8b --phase prefill', 'operators of a prompt of 1024 tokens');
}

export type ShowArguments = Awaited<ReturnType<typeof showOptions>['argv']>;

export function importOptions(yargs: Argv) {
  return yargs
    .positional('file', {
      type: 'string',
      demandOption: true,
      describe: 'Hugging Face config.json, ONNX model, SCALE-Sim topology CSV or Timeloop problem',
    })
    .options(GRAPH_OPTIONS)
    .options(grouped('Graph files:', { dtype: GRAPH_DTYPE }))
    .options(
      grouped('Output:', {
        out: OUT_FILE,
        json: { type: 'boolean', default: false, describe: 'print a summary as JSON to standard output' },
      } as const),
    )
    .example('$0 workloads import config.json -o my-model.yaml', 'then use it as --model my-model.yaml')
    .example('$0 workloads import model.onnx --dim batch=8 -o my-graph.json', 'then: --workload my-graph.json');
}

export type ImportArguments = Awaited<ReturnType<typeof importOptions>['argv']>;
