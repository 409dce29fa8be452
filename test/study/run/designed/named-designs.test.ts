import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, designFigures, processNodes, resolveChip } from '../../../../src/chips/index.js';
import { isUserError } from '../../../../src/foundation/errors/user-error.js';
import { type DesignedFile, designedSchema } from '../../../../src/study/files/designed/designed-file.js';
import { chipOption } from '../../../../src/study/run/designed/chip-option.js';
import { designedHardware, designOptions } from '../../../../src/study/run/designed/design-options.js';
import type { DesignedEconomy } from '../../../../src/study/run/designed/designed-outcome.js';
import { factoryCost } from '../../../../src/study/run/machine/factory-cost.js';
import { catalogLookup } from '../../../../src/study/run/machine/resolve-machines.js';
import { exampleEconomy, runInline } from '../../example-economy.js';

const lookup = catalogLookup(builtinCatalog());
const chip = (name: string) => resolveChip(builtinCatalog(), name);
const plain = (name: string) => ({ chip: name }) as DesignedFile['designs'][number];

describe('a chip as a design that a maker could bring', () => {
  it('has joules, dollars, NRE and date from its description, at the peak of its int8 arrays', () => {
    const miner = chip('hypo-5nm-matmul-miner');
    const figures = designFigures(miner.design!);
    // 64 arrays of 64 x 64 cells at 1 GHz.
    const tmacPerSec = (64 * 64 * 64 * 1e9) / 1e12;
    const option = chipOption(miner, plain(miner.id), 2019);
    expect(option).toMatchObject({ processNm: 5, nreUsd: { low: 60e6, value: 150e6, high: 540e6 } });
    if (typeof option === 'string') throw new Error(option);
    expect(option.joulesPerWork).toBeCloseTo(figures.tdpW.value / tmacPerSec, 9);
    expect(option.factoryUsdPerWork).toBeCloseTo(figures.cost.unitUsd.value / tmacPerSec, 9);
    // 5 nm came in the second quarter of 2020.
    expect(option.nodeAvailableYear).toBeCloseTo(1.4, 9);
  });

  it('takes cost, NRE, date and lead of the entry before those of the description', () => {
    const entry = {
      ...plain('l40s'),
      unitCost: 1000,
      nre: { low: 1e6, value: 2e6, high: 3e6 },
      available: 2030,
      lead: 1,
    };
    const option = chipOption(chip('l40s'), entry, 2026);
    expect(option).toMatchObject({ nodeAvailableYear: 4, leadYears: 1, nreUsd: { low: 1e6, value: 2e6, high: 3e6 } });
    if (typeof option === 'string') throw new Error(option);
    expect(option.factoryUsdPerWork).toBeCloseTo(1000 / (chip('l40s').matrixRates.int8!.value / 2e12), 9);
  });

  it('costs a published chip from its dies, memory and power: an H100 within the range of the published 3,320 USD', () => {
    const { unitUsd } = factoryCost(chip('h100-sxm'))!;
    expect(unitUsd.low).toBeLessThan(3320);
    expect(unitUsd.high).toBeGreaterThan(3320);
  });
});

describe('the dates of the processes', () => {
  it('put finer processes of one foundry later and open the five of the map in 2011, 2015, 2018, 2020 and 2023', () => {
    const years = designOptions('mining', 0).map((option) => Math.floor(option.nodeAvailableYear));
    expect(years).toEqual([2011, 2015, 2018, 2020, 2023]);
    for (const { availableYear } of processNodes().values()) {
      expect(availableYear.low).toBeLessThanOrEqual(availableYear.value);
      expect(availableYear.high).toBeGreaterThanOrEqual(availableYear.value);
    }
  });

  it('keep a chip out of a run that starts before its process: from 2010 the miner of 2020 comes after 2022', async () => {
    const change = {
      start: 2010,
      draws: 20,
      comparisons: ['A'],
      horizon: 14,
      designs: [plain('hypo-5nm-matmul-miner')],
    };
    const early = (await runInline(exampleEconomy('named-designs', change))) as DesignedEconomy;
    const full = early.comparisons[0]!.rules[0]!.outcome!;
    // 2020.4 and a lead of two years.
    expect(full.firstChipYear).toBeCloseTo(12.4, 0);
    expect(early.assumptions.join(' ')).toContain('The run starts in 2010');
  });
});

describe('a file that names designs', () => {
  it('runs its example: the miner at full pay, general-purpose hardware at 5 %', async () => {
    const outcome = (await runInline(exampleEconomy('named-designs', { draws: 20 }))) as DesignedEconomy;
    expect(outcome.options).toHaveLength(4);
    const [full, , five] = outcome.comparisons[0]!.rules.map((rule) => rule.outcome!);
    expect(full!.generationLabel).toContain('matrix-proof miner');
    expect(five!.generationNm).toBeNull();
  });

  it('reports every chip that is unknown or cannot do the work, with its place', () => {
    const { value, problem } = exampleEconomy('named-designs');
    const file = { ...(value as DesignedFile), hardware: 'h1000', designs: [plain('u280x'), plain('p100-sxm2')] };
    try {
      designedHardware({ value: file, problem }, lookup);
      throw new Error('accepted');
    } catch (error) {
      if (!isUserError(error)) throw error;
      expect(error.problems.map(({ code, path }) => [code, path])).toEqual([
        ['unknown-chip', 'hardware'],
        ['unknown-chip', 'designs[0].chip'],
        ['unsuited-chip', 'designs[1].chip'],
      ]);
    }
  });

  it('refuses an NRE whose ends are in the wrong order', () => {
    const { value } = exampleEconomy('named-designs');
    const designs = [{ chip: 'h100-sxm', nre: { low: '3 USD', value: '2 USD', high: '1 USD' } }];
    const parsed = designedSchema.safeParse({ ...rawOf(value as DesignedFile), designs });
    expect(parsed.success).toBe(false);
    expect(JSON.stringify(parsed.error!.issues)).toContain('low <= value <= high');
  });
});

/** The fields of a file that are written as they are read. */
function rawOf({ kind, name, title, rules, reference }: DesignedFile) {
  return { kind, name, title, rules, reference, token: { emission: '1e9 USD/year', marketValue: '2e10 USD' } };
}
