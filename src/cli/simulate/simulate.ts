import { readAll } from '../../foundation/document/read-all.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { isRefusal } from '../../kernels/roofline/cost-model.js';
import { tileOperators } from '../../sim/machine/tile-operators.js';
import { traceInference } from '../../sim/machine/trace-inference.js';
import { questionOf, runSimulation } from '../../sim/simulate/run-simulation.js';
import { createTileCostModel } from '../../sim/tile/tile-cost-model.js';
import type { LlmArchitecture } from '../../workloads/models/llm-architecture.js';
import { loadModel } from '../inputs/load-model.js';
import { resolveChipArgument } from '../inputs/resolve-chip.js';
import { print, printError, printJson } from '../outputs/output.js';
import { choicesOf } from './simulate-choices.js';
import { costTerms, describeTokenCost } from './simulate-cost.js';
import { simulateFiles } from './simulate-files.js';
import type { GivenArguments } from './simulate-options.js';
import { readSystem, spreadCounts, wayOf } from './simulate-spread.js';
import { describeAnswer, describeElasticity } from './simulate-text.js';
import { idleSizes, refuseUnusedOptions } from './simulate-uses.js';
import { hostGapSec, kernelGapSec, simulatedCosts } from './simulated-costs.js';
import { describeTiles, tileDetailJson, tileOptions } from './tile-detail.js';
import { parseTraceWindow, writeTraceFile } from './trace-file.js';

/** Runs `simulate`. */
export async function simulate(args: GivenArguments): Promise<void> {
  if (!(await simulateFiles(args))) await simulateModel(args);
}

async function simulateModel(args: GivenArguments): Promise<void> {
  const [, , chip, architecture, hostWaitSec, kernelWaitSec, window, terms, way, tiles] = readAll([
    () => refuseUnusedOptions('model', args),
    () =>
      requireWholeNumbers({
        batch: args.batch,
        context: args.context,
        input: args.input,
        output: args.output,
        tp: args.tp,
        pp: args.pp,
        layers: args.layers ?? 1,
        ...spreadCounts(args),
      }),
    () => resolveChipArgument(args.chip),
    () => loadModel(requireModel(args.model ?? args.workload)),
    () => hostGapSec(args.hostGap),
    () => kernelGapSec(args.kernelGap),
    () => parseTraceWindow(args.traceWindow),
    () => costTerms(args),
    () => wayOf(args),
    () => tileOptions(args),
  ] as const);
  requireLayers(args.layers, architecture);
  if (args.quiet !== true) idleSizes(args).forEach(printError);
  const described = readSystem(args.system, chip);
  const tileModel = tiles === null ? null : createTileCostModel(tiles);
  const costs = await simulatedCosts(args, tileModel, kernelWaitSec);
  const choices = choicesOf(args, way, { hostGapSec: hostWaitSec, kernelGapSec: kernelWaitSec }, terms);
  const question = questionOf(chip, architecture, choices, described);
  const result = runSimulation(question, costs, terms, args.elasticity);
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
  const operators = tileModel === null ? [] : tileOperators(question, result.placement, tileModel);
  const { elasticity, ...simulation } = result;
  if (args.json) {
    printJson({
      ...simulation,
      ...(tiles === null ? {} : { detail: tileDetailJson(operators, tiles) }),
      ...(elasticity === null ? {} : { elasticity }),
    });
    return;
  }
  print(describeAnswer(result, `${architecture.name} on ${result.placement.count} x ${chip.name}, ${result.dtype}`));
  if (tiles !== null) print(`\n${describeTiles(operators)}`);
  print(`\n${describeTokenCost(result.cost, terms)}`);
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
      found: `It must be a whole number from 1 to 10,000,000; found ${value}.`,
      fix: 'Give such a number.',
    })),
  );
}
