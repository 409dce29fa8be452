import type { Argv, CommandModule } from 'yargs';
import { readAll } from '../../foundation/read-all.js';
import { parseQuantity } from '../../foundation/units.js';
import { UserError } from '../../foundation/user-error.js';
import { isRefusal } from '../../kernels/cost-model.js';
import { createDefaultCostModel, launchedCostModel } from '../../kernels/index.js';
import { memoCostModel } from '../../kernels/memo-cost-model.js';
import { createTileCostModel } from '../../sim/chip/tile/tile-cost-model.js';
import { chipElasticities } from '../../study/chip-elasticity.js';
import { type InferenceQuestion, simulateInference } from '../../study/simulate-inference.js';
import { tileOperators } from '../../study/tile-operators.js';
import { tokenCost } from '../../study/token-cost.js';
import { traceInference } from '../../study/trace-inference.js';
import { DTYPES, type Dtype } from '../../workloads/dtype.js';
import type { LlmArchitecture } from '../../workloads/llm-architecture.js';
import type { KvDtype } from '../../workloads/operator.js';
import { loadModel } from '../load-model.js';
import { withGraphOptions } from '../load-workload.js';
import { print, printJson } from '../output.js';
import { calibrationsFor } from '../resolve-calibrations.js';
import { resolveChipArgument } from '../resolve-chip.js';
import { describeTiles, tileDetailJson, tileOptions } from '../tile-detail.js';
import { parseTraceWindow, writeTraceFile } from '../trace-file.js';
import { withTimings } from '../with-timings.js';
import { costOptions, costTerms, describeTokenCost } from './simulate-cost.js';
import { simulateFiles } from './simulate-files.js';
import { HOST_GAP_SEC, hostPowerW, readSystem, spreadCounts, spreadOf, spreadOptions } from './simulate-spread.js';
import { describeAnswer, describeElasticity } from './simulate-text.js';

const KV_DTYPES = ['fp32', 'fp16', 'bf16', 'fp8', 'int8', 'int4'] as const satisfies readonly KvDtype[];

function options(yargs: Argv) {
  return withGraphOptions(spreadOptions(costOptions(yargs)))
    .option('chip', { type: 'string', demandOption: true, describe: 'catalog name, alias or path of a chip file' })
    .option('model', { type: 'string', describe: 'language model, such as llama-3.1-8b, or a path' })
    .option('topology', { type: 'string', describe: 'instead of a model: SCALE-Sim topology CSV, compute cycles only' })
    .option('workload', { type: 'string', describe: 'file of a workload in any format that workloads import reads' })
    .option('mapping', { type: 'string', describe: 'how a --workload of loops is mapped: Timeloop map.txt' })
    .option('energy', { type: 'string', describe: 'with --mapping: energies per action, an Accelergy ERT_summary' })
    .option('phase', { choices: ['prefill', 'decode', 'request'] as const, default: 'decode' as const })
    .option('batch', { type: 'number', default: 1, describe: 'sequences at once' })
    .option('context', { type: 'number', default: 1024, describe: 'decode: keys that the new token sees' })
    .option('input', { type: 'number', default: 1024, describe: 'prompt tokens' })
    .option('output', { type: 'number', default: 1024, describe: 'request: tokens produced' })
    .option('dtype', { choices: DTYPES, describe: 'path of the linear layers; default bf16, of graphs as they say' })
    .option('kv-dtype', { choices: KV_DTYPES, describe: 'format of the KV cache; default as the activations' })
    .option('tensor', { type: 'number', default: 1, describe: 'ranks of tensor parallelism' })
    .option('layers', { type: 'number', describe: 'only so many layers, without embedding and head' })
    .option('pipeline', { type: 'number', default: 1, describe: 'pipeline stages' })
    .option('host-gap', { type: 'string', describe: 'wait for the host a pass, at idle power; default 1.2 ms' })
    .option('kernel-gap', {
      type: 'string',
      default: '0 us',
      describe: 'wait for a host that launches kernels one by one instead of replaying a graph, each kernel',
    })
    .option('detail', {
      choices: ['operator', 'tile'] as const,
      default: 'operator' as const,
      describe: 'operator: calibrated closed forms; tile: tile events over the white box',
    })
    .option('tie-break', { type: 'string', describe: 'tile: order of simultaneous events, fifo or shuffle:<seed>' })
    .option('elasticity', { type: 'boolean', default: false, describe: 'what 10 % more of each resource would do' })
    .option('trace', { type: 'string', describe: 'file for the trace of one pass, to open in Perfetto' })
    .option('trace-window', { type: 'string', describe: 'part of the trace to keep, such as "1 ms..2 ms"' })
    .option('timings', { type: 'string', describe: 'measured table or folder to take the same chip from' })
    .option('json', { type: 'boolean', default: false })
    .example('$0 simulate --chip h100-sxm --model llama-3.1-8b --phase decode --batch 1', 'one decode step')
    .example('$0 simulate --chip l40s --model qwen3-32b --dtype fp8 --phase request --batch 8', 'a whole request');
}

type GivenArguments = Awaited<ReturnType<typeof options>['argv']>;
type Arguments = GivenArguments & { readonly dtype: Dtype };

export const simulateCommand: CommandModule = {
  command: 'simulate',
  describe: 'simulate a model on a chip: seconds, joules and where they go',
  builder: (yargs) => options(yargs),
  handler: async (given) => {
    const args = given as unknown as GivenArguments;
    if (await simulateFiles(args)) return;
    await simulate({ ...args, model: args.model ?? args.workload, dtype: args.dtype ?? 'bf16' });
  },
};

async function simulate(args: Arguments): Promise<void> {
  const [, chip, architecture, hostGapSec, kernelGapSec, window, terms, spread, tiles] = readAll([
    () =>
      requireWholeNumbers({
        batch: args.batch,
        context: args.context,
        input: args.input,
        output: args.output,
        tensor: args.tensor,
        pipeline: args.pipeline,
        layers: args.layers ?? 1,
        ...spreadCounts(args),
      }),
    () => resolveChipArgument(args.chip),
    () => loadModel(requireModel(args.model)),
    () => (args.hostGap === undefined ? null : parseQuantity(args.hostGap, 'seconds', '--host-gap')),
    () => parseQuantity(args.kernelGap, 'seconds', '--kernel-gap'),
    () => parseTraceWindow(args.traceWindow),
    () => costTerms(args),
    () => spreadOf(args),
    () => tileOptions(args),
  ] as const);
  requireLayers(args.layers, architecture);
  const described = readSystem(args.system, chip);
  const tileModel = tiles === null ? null : createTileCostModel(tiles);
  const modelled = tileModel ?? createDefaultCostModel(calibrationsFor(args.chip));
  const graphCosts = memoCostModel(args.timings === undefined ? modelled : await withTimings(modelled, args.timings));
  const costs = kernelGapSec === 0 ? graphCosts : launchedCostModel(graphCosts, kernelGapSec);
  const question: InferenceQuestion = {
    chip,
    architecture,
    phase: args.phase,
    dtype: args.dtype,
    kvDtype: args.kvDtype ?? null,
    batch: args.batch,
    contextTokens: args.context,
    inputTokens: args.input,
    outputTokens: args.output,
    tensor: args.tensor,
    pipeline: args.pipeline,
    hostGapSec: hostGapSec ?? described?.hostGapSec ?? HOST_GAP_SEC,
    onlyLayers: args.layers ?? null,
    spread: { ...spread, network: described?.network ?? null, hostPowerW: hostPowerW(described, args) },
  };
  const result = simulateInference(question, costs);
  if ('refused' in result) {
    throw new UserError([
      {
        code: 'infeasible',
        file: 'command line',
        line: null,
        path: 'simulate',
        found: result.refused,
        fix: result.fix,
      },
    ]);
  }
  if (args.trace !== undefined) {
    const events = traceInference(question, result.placement, costs, window, tileModel);
    // The answer above has run the same operators, so none of them is refused here.
    if (!isRefusal(events))
      writeTraceFile(args.trace, events, {
        chip: chip.id,
        model: architecture.id,
        detail: args.detail,
        fingerprint: result.fingerprint,
      });
  }
  const dollars = tokenCost(result, chip, terms);
  const operators = tileModel === null ? [] : tileOperators(question, result.placement, tileModel);
  const elasticity = args.elasticity ? chipElasticities(question, result, costs) : null;
  if (args.json) {
    const head = { chip: chip.id, model: architecture.id, dtype: args.dtype, batch: args.batch };
    printJson({
      ...head,
      ...result,
      cost: dollars === null ? null : { ...dollars, terms },
      ...(tiles === null ? {} : { detail: tileDetailJson(operators, tiles) }),
      ...(elasticity === null ? {} : { elasticity }),
    });
    return;
  }
  print(describeAnswer(result, `${architecture.name} on ${result.placement.count} x ${chip.name}, ${args.dtype}`));
  if (tiles !== null) print(`\n${describeTiles(operators)}`);
  if (dollars !== null) print(`\n${describeTokenCost(dollars, terms)}`);
  if (elasticity !== null) print(`\n${describeElasticity(elasticity)}`);
}

function requireModel(model: string | undefined): string {
  if (model !== undefined) return model;
  const found = 'There is no --model.';
  const fix = 'Name a model, such as --model llama-3.1-8b, or the file of a --workload.';
  throw new UserError([{ code: 'missing-option', file: 'command line', line: null, path: '--model', found, fix }]);
}

function requireLayers(layers: number | undefined, { name, layers: all }: LlmArchitecture): void {
  if (layers === undefined || layers <= all.length) return;
  const found = `${name} has ${all.length} layers.`;
  const fix = 'Ask for no more layers than there are.';
  throw new UserError([{ code: 'bad-option', file: 'command line', line: null, path: '--layers', found, fix }]);
}

function requireWholeNumbers(values: Readonly<Record<string, number>>): void {
  const wrong = Object.entries(values).filter(([, value]) => !(Number.isInteger(value) && value >= 1 && value <= 1e7));
  if (wrong.length === 0) return;
  throw new UserError(
    wrong.map(([name, value]) => ({
      code: 'bad-option',
      file: 'command line',
      line: null,
      path: `--${name}`,
      found: `${value} is no whole number from 1 to 10,000,000.`,
      fix: 'Give a whole number.',
    })),
  );
}
