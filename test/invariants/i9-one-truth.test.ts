import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { quantileSorted as libraryQuantileSorted } from 'simple-statistics';
import {
  builtinCatalog,
  type Chip,
  chipFigures,
  designFigures,
  nearestProcessNode,
  peakOpsPerSec,
  resolveChip,
  systemOf,
} from '../../src/chips/index.js';
import { DESIGN_VOLUME } from '../../src/chips/silicon/design-volume.js';
import { nreCost } from '../../src/chips/silicon/nre-cost.js';
import { SIMULATE_DEFAULTS } from '../../src/cli/simulate/simulate-uses.js';
import { modelSummary } from '../../src/cli/workloads/model-summary.js';
import { NETWORK_DEFAULTS } from '../../src/foundation/defaults/network-defaults.js';
import { RUN_DEFAULTS } from '../../src/foundation/defaults/run-defaults.js';
import { SITE_DEFAULTS } from '../../src/foundation/defaults/site-defaults.js';
import { isAbsent, type Reasoned, SECONDS_PER_YEAR, scaleBand } from '../../src/foundation/index.js';
import { parseQuantity } from '../../src/foundation/quantity/units.js';
import { bundledCalibrations } from '../../src/kernels/calibrated/bundled-calibrations.js';
import { createCalibratedCostModel } from '../../src/kernels/calibrated/calibrated-cost-model.js';
import { WEIGHT_COPIES } from '../../src/kernels/roofline/weight-copies.js';
import { DEFAULT_MINERS } from '../../src/pow-model/market/fleet/miner-defaults.js';
import { bandOverRuns } from '../../src/pow-model/market/metrics/band-over-runs.js';
import { DEFAULT_RUN_OPTIONS, runGraph } from '../../src/sim/chip/run-graph.js';
import { PLAIN_WAY } from '../../src/sim/machine/pass/inference-pass.js';
import { MACHINE_DEFAULTS } from '../../src/sim/machine/place/machine-defaults.js';
import { machineOf } from '../../src/sim/machine/place/machine-of.js';
import { type InferenceAnswer, simulateInference } from '../../src/sim/machine/simulate-inference.js';
import { tokenCost } from '../../src/sim/machine/token-cost.js';
import { median, quantiles, spreadOfRuns } from '../../src/stats/index.js';
import { designedSchema } from '../../src/study/files/designed/designed-file.js';
import { givenSchema } from '../../src/study/files/given/given-file.js';
import { rewardsSchema } from '../../src/study/files/rewards/rewards-file.js';
import { powRate } from '../../src/study/rates/pow-rate.js';
import type { PowRate } from '../../src/study/rates/rate-figures.js';
import { chipOption, MACS_PER_TMAC, peakTmacPerSec } from '../../src/study/run/designed/chip-option.js';
import { factoryCost } from '../../src/study/run/machine/factory-cost.js';
import { builtinModels, decodeGraph, operatorCost, resolveModel, weightBytes } from '../../src/workloads/index.js';
import { uniformDtypes } from '../../src/workloads/operators/tensor-dtypes.js';
import { runText, SMALL_STUDY } from '../study/study-fixture.js';

const root = join(import.meta.dirname, '../..');
const costs = createCalibratedCostModel(bundledCalibrations());
const model = resolveModel('llama-3.1-8b', builtinModels());
const h100 = resolveChip(builtinCatalog(), 'h100-sxm');
const lpddr = resolveChip(builtinCatalog(), 'hypo-7nm-lpddr');
const design = lpddr.design!;

/** What `study` prints, and what `simulate` prints of the same machines. */
const study = runText(SMALL_STUDY);
const [h100Machine, lpddrMachine] = [study.machines[0]!, study.machines[1]!];
const h100Chat = h100Machine.workloads[0]!;
const lpddrChat = lpddrMachine.workloads[0]!;

function simulated(chip: Chip, dtype: 'bf16' | 'int8'): InferenceAnswer {
  const answer = simulateInference(
    {
      machine: machineOf(chip, { dtype, kvDtype: dtype, batch: 8, tp: 1, pp: 1 }),
      architecture: model,
      phase: 'request',
      contextTokens: MACHINE_DEFAULTS.contextTokens,
      inputTokens: 256,
      outputTokens: 32,
      hosts: { gapSec: MACHINE_DEFAULTS.hostGapSec, powerW: 0 },
      way: PLAIN_WAY,
      onlyLayers: null,
    },
    costs,
  );
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
}

const h100Answer = simulated(h100, 'bf16');
const lpddrAnswer = simulated(lpddr, 'int8');
const TERMS = {
  volume: DESIGN_VOLUME.value,
  usdPerKwh: SITE_DEFAULTS.usdPerKwh,
  pue: SITE_DEFAULTS.pue,
  lifetimeYears: null,
  load: 1,
};
const costOf = (answer: InferenceAnswer, chip: Chip) =>
  tokenCost(answer.withHostGap, chip, answer.placement.count, TERMS);

function present<T extends object>(figure: Reasoned<T>): T {
  if (isAbsent(figure)) throw new Error(figure.reason);
  return figure;
}

/** Numbers of a figure, without source or provenance. */
const band = ({ value, low, high }: { value: number; low: number; high: number }) => ({ value, low, high });

function partOf(machine: typeof h100Machine, name: string): number {
  return machine.memory.parts.find(({ part }) => part === name)!.bytesPerChip;
}

function footprintOf(answer: InferenceAnswer, name: string): number {
  return answer.placement.footprint.parts.find((part) => part.name === name)!.bytes;
}

/** Defaults of all fields of a file with one of these names, wherever they stand, those of the `uncertainty` apart. */
function defaultsOf(schema: unknown, names: RegExp): unknown[] {
  const found: unknown[] = [];
  const seen = new Set<unknown>();
  const visit = (node: unknown, key: string) => {
    const def = (node as { readonly _zod?: { readonly def: Readonly<Record<string, unknown>> } } | null)?._zod?.def;
    if (def === undefined || seen.has(node) || key === 'uncertainty') return;
    seen.add(node);
    if (def.type === 'default' && names.test(key)) found.push(def.defaultValue);
    for (const inner of [def.innerType, def.in, def.out, def.element, ...((def.options as unknown[]) ?? [])])
      visit(inner, key);
    for (const [name, field] of Object.entries(def.shape ?? {})) visit(field, name);
  };
  visit(schema, '');
  return found;
}

const sameDefault = (names: RegExp, value: number, schemas: readonly unknown[] = FILES) => {
  for (const schema of schemas) {
    const defaults = defaultsOf(schema, names);
    expect(defaults.length).toBeGreaterThan(0);
    for (const one of defaults) expect(one).toBe(value);
  }
};
const FILES = [rewardsSchema, givenSchema, designedSchema];

const CASES: Readonly<Record<string, () => void>> = {
  'weight bytes': () => {
    expect(partOf(h100Machine, 'weights')).toBe(footprintOf(h100Answer, 'weights'));
    expect(footprintOf(h100Answer, 'weights')).toBe(weightBytes(model, uniformDtypes('bf16', 'bf16')));
  },
  'KV bytes': () => {
    const tokens = 256 + 32;
    expect(partOf(h100Machine, 'KV cache')).toBe(footprintOf(h100Answer, 'KV cache'));
    expect(footprintOf(h100Answer, 'KV cache')).toBe(8 * tokens * modelSummary(model).kvBytesPerToken);
    const step = decodeGraph(model, { batch: 8, contextTokens: tokens, dtype: 'bf16', kvDtype: 'bf16' });
    const read = step.nodes.reduce((sum, { op }) => sum + operatorCost(op).kvBytes, 0);
    expect(read).toBe(footprintOf(h100Answer, 'KV cache'));
  },
  'time of a kernel': () => {
    const op = { kind: 'gemm', m: 8, n: 256, k: 256, dtype: 'bf16' } as const;
    const system = systemOf(h100, 1);
    const alone = costs.estimate(op, system, { weightCopies: WEIGHT_COPIES.cycled });
    if ('refused' in alone) throw new Error(alone.refused);
    const graph = { name: 'one', nodes: [{ id: 0, name: 'one', group: 'one', op, deps: [] }] };
    const run = runGraph(graph, system, costs, DEFAULT_RUN_OPTIONS);
    if ('refused' in run) throw new Error(run.refused);
    expect(run.costs[0]!.seconds).toEqual(alone.seconds);
    expect(run.costs[0]!.joules).toEqual(alone.joules);
  },
  'TTFT, TPOT, E2E': () => {
    expect(h100Chat.latency).toEqual(h100Answer.latency);
    expect(lpddrChat.latency).toEqual(lpddrAnswer.latency);
    expect(h100Answer.latency!.e2eSec).toEqual(h100Answer.withHostGap.seconds);
  },
  'tokens per second': () => {
    expect(present(h100Chat.tokensPerSec)).toEqual(band(h100Answer.withHostGap.tokensPerSecond));
    expect(present(lpddrChat.tokensPerSec)).toEqual(band(lpddrAnswer.withHostGap.tokensPerSecond));
    expect(present(lpddrChat.powerW)).toEqual(lpddrAnswer.withHostGap.powerW);
  },
  'joules per token': () => {
    expect(present(h100Chat.joulesPerToken)).toEqual(band(h100Answer.withHostGap.joulesPerToken));
    expect(present(lpddrChat.joulesPerToken)).toEqual(band(lpddrAnswer.withHostGap.joulesPerToken));
  },
  'producer cost of a million tokens': () => {
    expect(present(h100Chat.producerUsdPerMillionTokens)).toEqual(present(costOf(h100Answer, h100).producer).totalUsd);
    expect(present(lpddrChat.producerUsdPerMillionTokens)).toEqual(
      present(costOf(lpddrAnswer, lpddr).producer).totalUsd,
    );
  },
  'maker cost of a million tokens': () => {
    expect(present(lpddrChat.makerUsdPerMillionTokens)).toEqual(present(costOf(lpddrAnswer, lpddr).maker).totalUsd);
    expect(h100Chat.makerUsdPerMillionTokens).toEqual(costOf(h100Answer, h100).maker);
  },
  'peak rate': () => {
    expect(h100Machine.peakOpsPerSec).toBe(peakOpsPerSec(h100, 'fp16')!.opsPerSec);
    expect(lpddrMachine.peakOpsPerSec).toBe(designFigures(design).matrixRates.int8!.value);
    expect(2 * MACS_PER_TMAC * peakTmacPerSec(lpddr)!).toBe(lpddr.matrixRates.int8!.value);
  },
  'die area': () => {
    const { dieAreaMm2 } = designFigures(design);
    expect(band(lpddr.dieAreaMm2!)).toEqual(band(dieAreaMm2));
    const blocks = lpddrMachine.floorPlan.reduce((sum, { mm2 }) => sum + mm2, 0);
    expect(blocks * design.dies).toBeCloseTo(dieAreaMm2.value, 9);
    expect(shown(lpddr, 'die.area')).toEqual(band(dieAreaMm2));
  },
  'price of a board': () => {
    expect(band(lpddr.priceUsd!)).toEqual(band(designFigures(design).cost.priceUsd));
    expect(present(lpddrMachine.priceUsd)).toEqual(band(lpddr.priceUsd!));
    expect(present(costOf(lpddrAnswer, lpddr).producer).boardUsd).toEqual(band(lpddr.priceUsd!));
    expect(shown(lpddr, 'price')).toEqual(band(lpddr.priceUsd!));
  },
  'cost to make a board': () => {
    const { unitUsd } = present(costOf(lpddrAnswer, lpddr).maker);
    expect(unitUsd).toEqual(factoryCost(lpddr)!.unitUsd);
    expect(unitUsd).toEqual(designFigures(design).cost.unitUsd);
  },
  'non-recurring cost': () => {
    const { nreUsd } = present(costOf(lpddrAnswer, lpddr).maker);
    const entry = { chip: lpddr.id };
    const option = chipOption(lpddr, entry, 2026);
    if (typeof option === 'string') throw new Error(option);
    expect(nreUsd).toEqual(option.nreUsd);
    expect(nreUsd).toEqual(band(nreCost(nearestProcessNode(design.processNm)).totalUsd));
  },
  'rate of SHA-256d': () => {
    for (const [machine, chip] of [
      [h100Machine, h100],
      [lpddrMachine, lpddr],
    ] as const) {
      const rate = powRate('sha256d', chip, costs) as PowRate;
      const hashing = machine.workloads.find(({ workload }) => workload === 'sha256d')!;
      expect(hashing.workPerSec).toEqual(scaleBand(rate.unitsPerSec, machine.count));
      expect(hashing.powerW).toEqual(scaleBand(rate.watts, machine.count));
      expect(hashing.joulesPerWorkUnit).toEqual(rate.joulesPerUnit);
    }
  },
  'PUE and electricity price': () => {
    sameDefault(/^(overhead|pue|pue)$/i, SITE_DEFAULTS.pue, FILES.slice(0, 2));
    sameDefault(/^(electricity|median)$/, SITE_DEFAULTS.usdPerKwh);
    expect(DEFAULT_MINERS.pue).toBe(SITE_DEFAULTS.pue);
    expect(DEFAULT_MINERS.sites).toMatchObject({ medianUsdPerKwh: SITE_DEFAULTS.usdPerKwh });
  },
  'host gap, batch and context': () => {
    sameDefault(/^hostGap$/, MACHINE_DEFAULTS.hostGapSec, [rewardsSchema]);
    sameDefault(/^batch$/, MACHINE_DEFAULTS.batchServed, FILES.slice(0, 2));
    expect(SIMULATE_DEFAULTS.batch).toBe(MACHINE_DEFAULTS.batchOfStep);
    expect(SIMULATE_DEFAULTS.context).toBe(MACHINE_DEFAULTS.contextTokens);
  },
  'seed, runs and horizon': () => {
    sameDefault(/^seed$/, RUN_DEFAULTS.seed);
    sameDefault(/^horizon$/, RUN_DEFAULTS.horizonYears);
    sameDefault(/^runs$/, RUN_DEFAULTS.runs, [rewardsSchema]);
    sameDefault(/^draws$/, RUN_DEFAULTS.runs, [designedSchema]);
  },
  'shares of an attack': () => {
    sameDefault(/^(stakeAttackShare|stakeShare)$/, NETWORK_DEFAULTS.stakeAttackShare);
    sameDefault(/^(workAttackShare|workShare)$/, NETWORK_DEFAULTS.workAttackShare, FILES.slice(0, 2));
  },
  percentile: () => {
    const values = Array.from({ length: 20 }, (_, i) => 20 - i);
    const sorted = [...values].sort((a, b) => a - b);
    expect(quantiles(values, [0.95])).toEqual([19.05]);
    expect(spreadOfRuns(values).high).toBe(19.05);
    expect(bandOverRuns(values)).toMatchObject(spreadOfRuns(values));
    expect(median(values)).toBe(spreadOfRuns(values).value);
    for (const p of [0, 0.05, 0.31, 0.5, 0.95, 1]) {
      expect(quantiles(values, [p])[0]).toBe(libraryQuantileSorted(sorted, p));
    }
  },
  year: () => {
    expect(parseQuantity('1 year', 'seconds')).toBe(SECONDS_PER_YEAR);
  },
};

/** A figure of `chips show`. */
function shown(chip: Chip, name: string) {
  return band(chipFigures(chip).find((one) => one.name === name)!.figure);
}

describe('I9: one truth for each shared figure', () => {
  it.each(Object.entries(CASES))('%s is the same to the bit wherever it is printed', (_figure, check) => check());

  it('holds for the very figures that docs/architecture.md lists', () => {
    const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    const section = /## Shared figures\n([\s\S]*?)\n## /.exec(text)![1]!;
    const rows = [...section.matchAll(/^\| ([^|]+?) \| ([^|]+?) \|/gm)].slice(1);
    expect(rows.map(([, figure]) => figure)).toEqual(Object.keys(CASES));
    for (const [, , home] of rows) {
      for (const [, path = ''] of home!.matchAll(/`([^`]+\.ts)`/g)) {
        expect(readFileSync(join(root, 'src', path), 'utf8').length).toBeGreaterThan(0);
      }
    }
  });
});
