import { expect, it } from '@jest/globals';
import { publicChip, WHITE_BOX_DEVICES, whiteBoxRatios, whiteBoxRows } from '../../../bench/fidelity/white-box-fit.js';
import { builtinCatalog, type Chip, resolveChip } from '../../../src/chips/index.js';
import { asVariantOf } from '../../../src/chips/variant/as-variant-of.js';
import { readTimings } from '../../../src/cli/inputs/read-timings.js';
import {
  bundledCalibrations,
  type CostModel,
  createCalibratedCostModel,
  createMappingCostModel,
  createVariantCostModel,
  isRefusal,
} from '../../../src/kernels/index.js';
import { WHITE_BOX_CONSTANTS } from '../../../src/kernels/white-box/machine/white-box-constants.js';
import { median } from '../../../src/stats/index.js';
import { describeWithShared, type Shared } from '../describe-with-shared.js';

const catalog = builtinCatalog();

/** Constants chosen by bench/fidelity/fit-white-box.ts on the other three chips. */
const WITHOUT_A100 = {
  sustainedMemory: 0.865,
  launchShare: 0.578,
  memoryLoad: 2.26,
  cacheLoad: 1.68,
  usableCache: 0.674,
  stepCycles: 445,
  asyncStepShare: 0.0217,
  inFlightBytes: 19300,
};

async function products(shared: Shared) {
  const tables = await Promise.all(
    WHITE_BOX_DEVICES.map((device) => readTimings(shared.path(`timings/${device}/gemm.csv`), () => true)),
  );
  return whiteBoxRows(
    catalog,
    tables.flatMap(({ rows }) => rows),
  );
}

describeWithShared('bf16 products in captured graphs', ['timings'], (shared) => {
  const measured = products(shared);

  it('err by 15 % at most on A100 by the white box, with the constants shipped and with those of other chips', async () => {
    const a100 = (await measured).find(({ chip }) => chip.id === 'a100-sxm-80gb')!;
    for (const [constants, bar] of [
      [WHITE_BOX_CONSTANTS, 0.1],
      [WITHOUT_A100, 0.15],
    ] as const) {
      const ratios = whiteBoxRatios(constants, a100.chip, a100.products);
      expect(ratios.length).toBeGreaterThan(900);
      expect(median(ratios.map((ratio) => Math.abs(ratio - 1)))).toBeLessThanOrEqual(bar);
    }
  });

  it('lie within the interval of the white box nine times in ten on each chip', async () => {
    const white = createMappingCostModel();
    for (const { chip, products: rows } of await measured) {
      const inside = rows.filter(({ operator, microseconds }) => {
        const cost = white.estimate(operator, { chip, count: 1, topology: 'single' }, { weightCopies: 6 });
        if (isRefusal(cost)) throw new Error(cost.refused);
        return cost.seconds.low * 1e6 <= microseconds && microseconds <= cost.seconds.high * 1e6;
      });
      expect(inside.length / rows.length).toBeGreaterThan(0.88);
    }
  });

  it('err less on a variant than by the white box alone or by the fits of the parent alone', async () => {
    const of = new Map((await measured).map((device) => [device.chip.id, device]));
    const errors = new Map<string, number[]>();
    let covered = 0;
    let all = 0;
    for (const [from, to] of [
      ['a100-sxm-80gb', 'h100-sxm'],
      ['h100-sxm', 'b200-sxm'],
      ['a100-sxm-80gb', 'l40s'],
    ] as const) {
      const known = createCalibratedCostModel(bundledCalibrations().filter(({ device }) => device === from));
      const white = createMappingCostModel();
      const { chip, products } = of.get(to)!;
      const variant = asVariantOf(chip, publicChip(catalog, from));
      const models: [string, CostModel, Chip][] = [
        ['white box', white, chip],
        ['fits', known, chip],
        ['variant', createVariantCostModel(known, white), variant],
      ];
      for (const [name, model, described] of models) {
        const of = errors.get(name) ?? [];
        errors.set(name, of);
        for (const { operator, microseconds } of products) {
          const system = { chip: described, count: 1, topology: 'single' as const };
          const cost = model.estimate(operator, system, { weightCopies: 6 });
          if (isRefusal(cost)) throw new Error(cost.refused);
          of.push(Math.abs((cost.seconds.value * 1e6) / microseconds - 1));
          if (name !== 'variant') continue;
          all++;
          if (cost.seconds.low * 1e6 <= microseconds && microseconds <= cost.seconds.high * 1e6) covered++;
        }
      }
    }
    const [white, fits, variant] = ['white box', 'fits', 'variant'].map((name) => median(errors.get(name)!));
    expect(variant).toBeLessThan(white!);
    expect(variant).toBeLessThan(fits!);
    expect(covered / all).toBeGreaterThan(0.88);
    expect(covered / all).toBeLessThan(0.97);
  });

  // 16 of the 21 shapes beyond 2048 rows whose times differ by a tenth.
  it('order L40S and A100 as measured in seven large shapes of ten', async () => {
    const of = new Map((await measured).map((device) => [device.chip.id, device.products]));
    const white = createMappingCostModel();
    const seconds = (name: string, operator: (typeof a100)[number]['operator']) => {
      const chip = resolveChip(catalog, name);
      const cost = white.estimate(operator, { chip, count: 1, topology: 'single' }, { weightCopies: 6 });
      if (isRefusal(cost)) throw new Error(cost.refused);
      return cost.seconds.value;
    };
    const a100 = of.get('a100-sxm-80gb')!;
    const key = ({ m, n, k }: { m: number; n: number; k: number }) => `${m} ${n} ${k}`;
    const l40s = new Map(of.get('l40s')!.map(({ operator, microseconds }) => [key(operator), microseconds]));
    let agree = 0;
    let both = 0;
    for (const { operator, microseconds } of a100) {
      const other = l40s.get(key(operator));
      // Differences below what two runs differ by have no order.
      if (other === undefined || operator.m < 2048 || Math.abs(Math.log(other / microseconds)) < 0.1) continue;
      both++;
      if (seconds('l40s', operator) > seconds('a100-sxm-80gb', operator) === other > microseconds) agree++;
    }
    expect(both).toBeGreaterThan(10);
    expect(agree / both).toBeGreaterThanOrEqual(0.7);
  });
});
