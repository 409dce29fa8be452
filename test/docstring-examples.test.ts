import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { environmentKey } from '../src/bench/samples/environment-key.js';
import { fitFabric } from '../src/chips/chip/fpga-fabric.js';
import { chipDifferences } from '../src/chips/describe/compare-chips.js';
import * as chips from '../src/chips/index.js';
import { systemOf } from '../src/chips/network/system.js';
import { usualNetwork } from '../src/chips/network/usual-network.js';
import { clockUnderCap } from '../src/chips/power/clock-under-cap.js';
import { collectiveTime } from '../src/kernels/collective/collective-time.js';
import { createDescribedCostModel } from '../src/kernels/compose/described-cost-model.js';
import * as kernels from '../src/kernels/index.js';
import { importTimeloopMapping } from '../src/kernels/white-box/import/timeloop-mapping.js';
import { networkBytesPerCycle } from '../src/kernels/white-box/machine/network-throughput.js';
import { systolicCycles } from '../src/kernels/white-box/machine/systolic-cycles.js';
import { mapOperator } from '../src/kernels/white-box/map-operator.js';
import { floorPlanSvg } from '../src/report/charts/floor-plan.js';
import { pipelineSlots, runPipeline } from '../src/sim/chip/run-pipeline.js';
import { secondsToTicks, ticksToSeconds } from '../src/sim/engine/tick.js';
import { dealt } from '../src/sim/tile/lane-blocks.js';
import { median } from '../src/stats/median.js';

const chip = (name: string) => chips.resolveChip(chips.builtinCatalog(), name);
const scope: Readonly<Record<string, unknown>> = {
  ...chips,
  ...kernels,
  median,
  environmentKey,
  clockUnderCap,
  chipDifferences,
  fitFabric,
  usualNetwork,
  systemOf,
  collectiveTime,
  createDescribedCostModel,
  importTimeloopMapping,
  mapOperator,
  networkBytesPerCycle,
  systolicCycles,
  floorPlanSvg,
  pipelineSlots,
  runPipeline,
  dealt,
  secondsToTicks,
  ticksToSeconds,
  a100: chip('a100-sxm-80gb'),
  h100: chip('h100-sxm'),
  u280: chip('u280'),
};

const FOLDERS = ['chips', 'kernels', 'sim', 'bench', 'report'];

const LITERAL = /^(-?\d[\d.e+-]*\b|'[^']*'|true|false|\[[^\]]*\])/;

/** Examples of one expression that promise a literal; those that need a file, or promise none, only show a call. */
const EXAMPLES = FOLDERS.flatMap((folder) =>
  readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!generated)\.ts$/.test(file))
    .flatMap((file) =>
      [...readFileSync(`src/${folder}/${file}`, 'utf8').matchAll(/@example\s+(?:\* )?((?:.*\n)+?) \*\//g)].flatMap(
        ([, block = '']) => {
          const text = block.trim().replace(/\n \*\s+/g, ' ');
          const [call = '', remark = ''] = text.split(/;? \/\/ /);
          const promised = LITERAL.exec(remark)?.[0];
          const shown = promised === undefined || /\btext\b|;|\bproblem\b/.test(call);
          return shown ? [] : [[`${folder}/${file}`, call, promised] as const];
        },
      ),
    ),
);

/** Digits that a number is written with, which are those that it promises. */
const digitsOf = (number: string) => (number.split('e')[0] ?? '').replace(/^-?0\.0*|\D/g, '').length;

const evaluate = (text: string): unknown =>
  new Function(...Object.keys(scope), `return (${text.replaceAll(')!', ')')});`)(...Object.values(scope));

describe('the examples in the docstrings', () => {
  it.each(EXAMPLES)('of %s: %s gives %s', (_file, call, promised) => {
    const actual = evaluate(call);
    const value = evaluate(promised);
    if (typeof value !== 'number') expect(actual).toEqual(value);
    else expect((actual as number).toPrecision(digitsOf(promised))).toBe(value.toPrecision(digitsOf(promised)));
  });

  it('are many', () => {
    expect(EXAMPLES.length).toBeGreaterThan(20);
  });
});
