import type { Argv, CommandModule } from 'yargs';
import { decodeGraph, prefillGraph } from '../../workloads/graphs/llm-graph.js';
import { kvBytesPerToken, type LlmArchitecture } from '../../workloads/models/llm-architecture.js';
import { builtinModels } from '../../workloads/models/model-catalog.js';
import { countParameters } from '../../workloads/models/parameter-tensors.js';
import { DTYPES } from '../../workloads/operators/dtype.js';
import { tensorParallel } from '../../workloads/placement/tensor-parallel.js';
import { HASH_ALGORITHMS } from '../../workloads/pow/hash-graphs.js';
import { isModelPath, loadModel } from '../inputs/load-model.js';
import { loadWorkload, withGraphOptions } from '../inputs/load-workload.js';
import { requirePositive } from '../inputs/require-positive.js';
import { formatTable, print, printJson } from '../outputs/output.js';
import { describeGroups, groupTotals, summariseGraph } from '../simulate/graph-groups.js';
import { workloadsImportCommand } from './import.js';

export const workloadsCommand: CommandModule = {
  command: 'workloads',
  describe: 'language models and work functions: list, show, import',
  builder: (yargs) =>
    yargs
      .command(listCommand)
      .command(showCommand)
      .command(workloadsImportCommand)
      .demandCommand(1, 'Name one of list, show, import.'),
  handler: () => {},
};

const listCommand: CommandModule = {
  command: 'list',
  describe: 'models and hash functions that come with the package',
  builder: (yargs) => yargs.option('json', { type: 'boolean', default: false }).example('$0 workloads list', ''),
  handler: (args) => list(args.json === true),
};

function showOptions(yargs: Argv) {
  return withGraphOptions(yargs)
    .positional('model', { type: 'string', demandOption: true, describe: 'catalog name, or path of a model or graph' })
    .option('phase', { choices: ['prefill', 'decode'] as const, default: 'decode' as const })
    .option('batch', { type: 'number', default: 1, describe: 'sequences at once' })
    .option('input', { type: 'number', default: 1024, describe: 'prefill: prompt tokens' })
    .option('context', { type: 'number', default: 1024, describe: 'decode: keys that the new token sees' })
    .option('dtype', { choices: DTYPES, describe: 'path of the linear layers; default as published' })
    .option('tensor', { type: 'number', default: 1, describe: 'ranks of tensor parallelism' })
    .option('json', { type: 'boolean', default: false })
    .example('$0 workloads show llama-3.1-8b --phase prefill', 'what a prompt of 1024 tokens asks of a chip');
}

type ShowArguments = Awaited<ReturnType<typeof showOptions>['argv']>;

const showCommand: CommandModule = {
  command: 'show <model>',
  describe: 'sizes of a model and the operators of one pass by group',
  builder: (yargs) => showOptions(yargs),
  handler: async (args) => showAny(args as unknown as ShowArguments),
};

async function showAny(args: ShowArguments): Promise<void> {
  const workload = isModelPath(args.model) ? await loadWorkload(args.model, args) : null;
  if (workload === null || workload.kind === 'model') {
    show(args, workload?.model ?? loadModel(args.model));
    return;
  }
  const summary = summariseGraph(workload.described);
  if (args.json) {
    printJson({ graph: summary });
    return;
  }
  print(`${summary.name}: ${summary.operators} operators${summary.notes === '' ? '' : `. ${summary.notes}`}\n`);
  print(describeGroups(summary.groups));
}

interface ModelSummary {
  readonly id: string;
  readonly family: string;
  readonly layers: number;
  readonly parameters: number;
  readonly activeParameters: number;
  readonly kvBytesPerToken: number;
  readonly maxContext: number;
  readonly confidence: string;
  readonly source: string;
}

function summary(model: LlmArchitecture): ModelSummary {
  const { total, active } = countParameters(model);
  return {
    id: model.id,
    family: model.family,
    layers: model.layers.length,
    parameters: total,
    activeParameters: active,
    kvBytesPerToken: kvBytesPerToken(model, 2),
    maxContext: model.maxContext,
    confidence: model.confidence,
    source: model.source,
  };
}

function list(json: boolean): void {
  const models = [...builtinModels().values()].map(summary);
  const hashes = Object.entries(HASH_ALGORITHMS).map(([name, { notes, ...cost }]) => ({ name, ...cost, notes }));
  if (json) {
    printJson({ models, hashes });
    return;
  }
  const modelRows = models.map((model) => [
    model.id,
    model.family,
    String(model.layers),
    billions(model.parameters),
    billions(model.activeParameters),
    `${(model.kvBytesPerToken / 1024).toFixed(1)} KiB`,
  ]);
  print(formatTable(['model', 'family', 'layers', 'parameters', 'active', 'KV/token at 16 bits'], modelRows));
  const hashRows = hashes.map((hash) => [hash.name, String(hash.intOpsPerHash), String(hash.offChipBytesPerHash)]);
  print(`\n${formatTable(['hash function', 'integer ops/hash', 'off-chip bytes/hash'], hashRows)}`);
}

function show(args: ShowArguments, model: LlmArchitecture): void {
  const { batch, input, context, tensor } = args;
  requirePositive({ batch, input, context, tensor });
  const precision = { batch, dtype: args.dtype ?? null, kvDtype: null };
  const whole =
    args.phase === 'prefill'
      ? prefillGraph(model, { ...precision, inputTokens: input, cachedTokens: 0 })
      : decodeGraph(model, { ...precision, contextTokens: context });
  const graph = tensorParallel(whole, tensor);
  const groups = groupTotals(graph);
  const about = { ...summary(model), notes: model.notes };
  if (args.json) {
    printJson({ model: about, graph: { name: graph.name, operators: graph.nodes.length, groups } });
    return;
  }
  print(`${model.name}: ${billions(about.parameters)} parameters, ${billions(about.activeParameters)} active`);
  print(`${model.layers.length} layers, width ${model.hidden}, vocabulary ${model.vocab}; source: ${model.source}`);
  if (model.notes !== '') print(model.notes);
  print(`\n${graph.name}: ${graph.nodes.length} operators${tensor > 1 ? ' on each rank' : ''}\n`);
  print(describeGroups(groups));
}

function billions(count: number): string {
  return `${(count / 1e9).toFixed(2)}e9`;
}
