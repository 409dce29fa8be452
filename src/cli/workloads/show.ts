import { decodeGraph, prefillGraph } from '../../workloads/graphs/llm-graph.js';
import type { LlmArchitecture } from '../../workloads/models/llm-architecture.js';
import { tensorParallel } from '../../workloads/placement/tensor-parallel.js';
import { isModelPath, loadModel } from '../inputs/load-model.js';
import { loadWorkload } from '../inputs/load-workload.js';
import { requirePositive } from '../inputs/require-positive.js';
import { print, printJson } from '../outputs/output.js';
import { describeGroups, groupTotals, summariseGraph } from '../simulate/graph-groups.js';
import { billions, modelSummary } from './model-summary.js';
import type { ShowArguments } from './options.js';

/** Runs `workloads show`. */
export async function showWorkload(args: ShowArguments): Promise<void> {
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

function show(args: ShowArguments, model: LlmArchitecture): void {
  const { batch, input, context, tp } = args;
  requirePositive({ batch, input, context, tp });
  const precision = { batch, dtype: args.dtype ?? null, kvDtype: null };
  const whole =
    args.phase === 'prefill'
      ? prefillGraph(model, { ...precision, inputTokens: input, cachedTokens: 0 })
      : decodeGraph(model, { ...precision, contextTokens: context });
  const graph = tensorParallel(whole, tp);
  const groups = groupTotals(graph);
  const about = { ...modelSummary(model), notes: model.notes };
  if (args.json) {
    printJson({ model: about, graph: { name: graph.name, operators: graph.nodes.length, groups } });
    return;
  }
  print(`${model.name}: ${billions(about.parameters)} parameters, ${billions(about.activeParameters)} active`);
  print(`${model.layers.length} layers, width ${model.hidden}, vocabulary ${model.vocab}; source: ${model.source}`);
  if (model.notes !== '') print(model.notes);
  print(`\n${graph.name}: ${graph.nodes.length} operators${tp > 1 ? ' on each rank' : ''}\n`);
  print(describeGroups(groups));
}
