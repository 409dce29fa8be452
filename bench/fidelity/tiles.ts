import { builtinCatalog, resolveChip } from '../../src/chips/index.js';
import { DEFAULT_RUN_OPTIONS } from '../../src/sim/chip/run-graph.js';
import { PLAIN_WAY } from '../../src/sim/machine/pass/inference-pass.js';
import { machineOf } from '../../src/sim/machine/place/machine-of.js';
import { simulateInference } from '../../src/sim/machine/simulate-inference.js';
import { tileOperators } from '../../src/sim/machine/tile-operators.js';
import { DEFAULT_TILE_OPTIONS } from '../../src/sim/tile/run-tiles.js';
import { createTileCostModel } from '../../src/sim/tile/tile-cost-model.js';
import { median } from '../../src/stats/median.js';
import { builtinModels, resolveModel } from '../../src/workloads/models/model-catalog.js';
import { channelWait, channelWaitInTheory } from './channel-queue.js';
import { compareProducts, TILE_CHIPS } from './tile-sample.js';

/** Tile events against the closed form of the same mappings, and the time that they take to simulate. */
const SHAPES = 200;
/** Beside those of the test: few products are uncontended on H100, whose arithmetic outruns its cache. */
const MORE_CHIPS = ['h100-sxm', 'l40s', 'v100-sxm2-32gb', 'xeon-8480'];
const catalog = builtinCatalog();
const percent = (share: number) => (100 * share).toFixed(2);

console.log('| chip | pace | shapes | median difference, % | worst, % | of the shape |\n|---|---|---|---|---|---|');
for (const id of [...TILE_CHIPS, ...MORE_CHIPS]) {
  const chip = resolveChip(catalog, id);
  for (const pace of ['uncontended', 'latency', 'contended'] as const) {
    const compared = compareProducts(chip, pace, SHAPES, DEFAULT_TILE_OPTIONS, 20_000);
    if (compared.length === 0) {
      console.log(`| ${id} | ${pace} | 0 | | | |`);
      continue;
    }
    const worst = compared.reduce((a, b) => (Math.abs(b.difference) > Math.abs(a.difference) ? b : a));
    const middle = median(compared.map(({ difference }) => Math.abs(difference)));
    const { m, n, k } = worst.op;
    console.log(
      `| ${id} | ${pace} | ${compared.length} | ${percent(middle)} | ${percent(worst.difference)} | ${m} x ${n} x ${k} |`,
    );
  }
}

console.log('\n| load of a DRAM channel | mean wait, services | M/D/1 |\n|---|---|---|');
for (const rho of [0.3, 0.5, 0.8, 0.9]) {
  const wait = channelWait(rho, 500_000, 1);
  console.log(`| ${rho} | ${wait.toFixed(3)} | ${channelWaitInTheory(rho).toFixed(3)} |`);
}

console.log('\n| one layer on A100 SXM 80GB | events | CPU s, first run | s, simulated |\n|---|---|---|---|');
for (const [model, tp, phase] of [
  ['gpt-3', 1, 'decode'],
  ['gpt-3', 1, 'prefill'],
  ['llama-3.1-70b', 1, 'decode'],
  ['llama-3.1-70b', 1, 'prefill'],
] as const) {
  const question = {
    machine: machineOf(resolveChip(catalog, 'a100-sxm-80gb'), {
      dtype: 'bf16' as const,
      kvDtype: null,
      batch: 8,
      tp,
      pp: 1,
    }),
    architecture: resolveModel(model, builtinModels()),
    phase,
    contextTokens: 3072,
    inputTokens: 2048,
    outputTokens: 1,
    hosts: { gapSec: 0, powerW: 0 },
    way: PLAIN_WAY,
    onlyLayers: 1,
  };
  const start = process.cpuUsage();
  const tiles = createTileCostModel();
  const result = simulateInference(question, tiles);
  const used = process.cpuUsage(start);
  if ('refused' in result) throw new Error(result.refused);
  const operators = tileOperators(question, result.placement, tiles);
  const events = operators.reduce((sum, { report }) => sum + (report?.events ?? 0), 0);
  const seconds = (used.user + used.system) / 1e6;
  console.log(
    `| ${model} TP${tp}, ${phase}, batch 8 | ${events} | ${seconds.toFixed(2)} | ${result.kernelSeconds.value.toExponential(3)} |`,
  );
}

const layer = { kind: 'gemm', m: 8, n: 36864, k: 12288, dtype: 'bf16' } as const;
const tiles = createTileCostModel();
const start = process.cpuUsage();
const report = tiles.report(layer, resolveChip(catalog, 'a100-sxm-80gb'), DEFAULT_RUN_OPTIONS.context);
if (report !== null && 'events' in report) {
  const used = process.cpuUsage(start);
  const rate = report.events / ((used.user + used.system) / 1e6);
  console.log(`\n8 x 36864 x 12288 on A100: ${report.events} events, ${(rate / 1e6).toFixed(2)} million a CPU second`);
}
