import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtinCatalog } from '../../../../src/chips/index.js';
import { createInlineExecutor } from '../../../../src/execute/inline-executor.js';
import {
  type DesignedInput,
  designThreshold,
  productLifeValue,
  simulateDesigned,
  unitCost,
} from '../../../../src/pow-model/market/design/index.js';
import type { DesignedFile } from '../../../../src/study/files/designed/designed-file.js';
import { chipDelays, designMap } from '../../../../src/study/run/designed/design-map.js';
import { designedHardware } from '../../../../src/study/run/designed/design-options.js';
import { designPaths } from '../../../../src/study/run/designed/design-paths.js';
import { designStaircases, staircaseAt } from '../../../../src/study/run/designed/design-staircase.js';
import { designTornado } from '../../../../src/study/run/designed/design-tornado.js';
import { DESIGN_UNCERTAINTIES } from '../../../../src/study/run/designed/design-uncertainties.js';
import { namedNetworks } from '../../../../src/study/run/designed/named-networks.js';
import { designedInput } from '../../../../src/study/run/designed/run-designed.js';
import { chipVerdict } from '../../../../src/study/run/designed/verdict-flips.js';
import { catalogLookup } from '../../../../src/study/run/machine/resolve-machines.js';
import { STUDY_JOBS } from '../../../../src/study/run/study-jobs.js';
import { exampleEconomy } from '../../example-economy.js';

const { value, problem } = exampleEconomy('emission-and-share');
const file = value as DesignedFile;
const market = designedInput(file, designedHardware({ value: file, problem }, catalogLookup(builtinCatalog())));
const chipOf = (input: DesignedInput) => simulateDesigned(input).generationLabel;

/** W* of an option against the hardware of general purpose. */
function threshold(index: number): number {
  const option = market.options[index]!;
  const cost = (joules: number, usd: number) => unitCost(joules, usd, market.owner).total;
  const { reference } = market;
  const ratio =
    cost(option.joulesPerWork, option.factoryUsdPerWork) / cost(reference.joulesPerWork, reference.marketUsdPerWork);
  const life = productLifeValue(market.designerDiscountPerYear, option.leadYears, market.productLifeYears);
  return designThreshold(option.nreUsd.value, life, ratio);
}

describe('the staircase of chips over the pay for work', () => {
  const staircases = designStaircases(market, 1e5, 1e11);
  const steps = staircases.steps.value[0]!;

  it('never falls back to an older process and has a jump within 5 % of W* of each', () => {
    let best = -1;
    for (const step of steps) {
      expect(step.option).toBeGreaterThanOrEqual(best);
      best = step.option;
    }
    market.options.forEach((_, option) => {
      const jump = steps.find((step) => step.option === option)!;
      expect(Math.abs(jump.fromUsdPerYear / threshold(option) - 1)).toBeLessThan(0.05);
    });
  });

  it('says what the market itself says at any pay and outside demand, at each NRE case', () => {
    const usd = fc.double({ min: 13, max: 25, noNaN: true }).map(Math.exp);
    const nreCase = fc.constantFrom('low' as const, 'value' as const, 'high' as const);
    fc.assert(
      fc.property(usd, usd, fc.double({ min: 0, max: 1, noNaN: true }), nreCase, (pay, outside, overlap, nre) => {
        const out = simulateDesigned({
          ...market,
          nreCase: nre,
          workUsdPerYear: pay,
          outsideUsdPerYear: outside,
          overlap,
        });
        const step = staircaseAt(staircases, nre, pay, overlap * outside);
        const found = { chip: staircases.optionLabels[step.option] ?? staircases.referenceLabel, makers: step.makers };
        const expected = { chip: out.generationLabel, makers: out.makers };
        // On a jump itself, halved down to 1 in 2000, either side is right.
        const seen = pay + overlap * outside;
        if (staircases.steps[nre][0]!.some((one) => Math.abs(seen / one.fromUsdPerYear - 1) < 1e-3)) return;
        expect(found).toEqual(expected);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('keeps a staircase for each outside demand where pay grows and outside demand does not', () => {
    const growing = designStaircases({ ...market, growthPerYear: 0.3, horizonYears: 3 }, 1e6, 1e9);
    expect(growing.bySum).toBe(false);
    const out = simulateDesigned({ ...market, growthPerYear: 0.3, horizonYears: 3, workUsdPerYear: 3e7 });
    const step = staircaseAt(growing, 'value', 3e7, 0);
    expect(growing.optionLabels[step.option]).toBe(out.generationLabel);
    expect(staircaseAt(growing, 'value', 1e6, 3e11).option).toBe(4);
  });
});

describe('when pay covers a chip', () => {
  const payments = [
    { ruleId: 'full', workUsdPerYear: 1e9 },
    { ruleId: 'five', workUsdPerYear: 0.05e9 },
  ];

  it('is ln(W*/(w Y0))/gamma plus the lead; a cut to 5 % costs ln 20/gamma where neither pays at once', () => {
    const growing = { ...market, growthPerYear: 0.5 };
    const small = payments.map((one) => ({ ...one, workUsdPerYear: one.workUsdPerYear / 1000 }));
    const delays = chipDelays(growing, designMap(growing, [1e9], [1]), small);
    const years = (ruleId: string, label: string) =>
      delays.find((one) => one.ruleId === ruleId && one.label === label)!.years.value!;
    for (const option of market.options) {
      expect(years('five', option.label) - years('full', option.label)).toBeCloseTo(Math.log(20) / 0.5, 9);
    }
    const wait = Math.log(threshold(4) / 1e6) / 0.5 + 26 / 12;
    expect(years('full', market.options[4]!.label)).toBeCloseTo(wait, 9);
  });

  it('is never without growth, and waits for the foundry where money is there', () => {
    const late = {
      ...market,
      options: market.options.map((option) => ({ ...option, nodeAvailableYear: 4 })),
    };
    const delays = chipDelays(late, designMap(late, [1e9], [1]), payments);
    const years = (ruleId: string, option: number) =>
      delays.find((one) => one.ruleId === ruleId && one.label === market.options[option]!.label)!.years;
    expect(years('five', 4)).toEqual({ lowNre: null, value: null, highNre: null });
    expect(years('full', 0).value).toBeCloseTo(4 + 1.5, 9);
  });
});

describe('the paths over the years', () => {
  it('end where the draws of the horizon end, with bands around the median and shares that sum to 1', async () => {
    const executor = createInlineExecutor(STUDY_JOBS);
    const short = { ...market, horizonYears: 4 };
    const payments = [{ ruleId: 'full', workUsdPerYear: 1e9 }];
    const [path] = await designPaths(short, payments, 25, 'paths', executor);
    const [longer] = await designPaths(market, payments, 25, 'paths', executor);
    expect(path!.years).toEqual([1, 2, 3, 4]);
    expect(longer!.years).toHaveLength(10);
    expect(longer!.workPerSec.slice(0, 4)).toEqual(path!.workPerSec);
    path!.years.forEach((_, i) => {
      const { low, value: median, high } = path!.workPerSec[i]!;
      expect(low).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(high);
      expect(path!.chips.reduce((sum, chip) => sum + chip.shares[i]!, 0)).toBeCloseTo(1, 12);
    });
    // No chip ships before its lead of one and a half years.
    expect(path!.chips[0]!.shares[0]).toBe(1);
  });
});

describe('one input at a time', () => {
  it('has the scenario in the middle and, for each input, what the market says at its ends, widest first', () => {
    const tornado = designTornado(market, 0.05e9, 1e9);
    const ratio = (input: DesignedInput) =>
      simulateDesigned({ ...input, workUsdPerYear: 0.05e9 }).workPerSec /
      simulateDesigned({ ...input, workUsdPerYear: 1e9 }).workPerSec;
    expect(tornado.ratio).toBe(ratio(market));
    expect(tornado.bars.map((bar) => bar.input).sort()).toEqual(DESIGN_UNCERTAINTIES.map((one) => one.name).sort());
    const nre = tornado.bars.find((bar) => bar.input === 'NRE')!;
    expect(nre.ratioAtHigh).toBe(ratio(DESIGN_UNCERTAINTIES[0]!.apply(market, 3.4)));
    const widths = tornado.bars.map(({ ratioAtLow, ratioAtHigh }) => Math.abs(Math.log(ratioAtLow / ratioAtHigh)));
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
  });

  it('names the value at which a verdict turns: the market is on either side of it', () => {
    const { sameChip, flips } = chipVerdict(market, 0.05e9, 1e9);
    expect(sameChip).toBe(false);
    const outside = flips.find((flip) => flip.input.startsWith('outside demand'))!;
    const same = (outsideUsdPerYear: number) => {
      const at = { ...market, overlap: 0.3, outsideUsdPerYear };
      return chipOf({ ...at, workUsdPerYear: 0.05e9 }) === chipOf({ ...at, workUsdPerYear: 1e9 });
    };
    expect(same(outside.turnsAt!)).toBe(true);
    expect(same(outside.turnsAt! / 1.5)).toBe(false);
    expect(outside.phrase).toContain('B$ a year at an overlap of 0.3');
  });
});

describe('the networks on the map', () => {
  it('have emission values from shipped data, or a range and no value where no price has a source', () => {
    const networks = namedNetworks();
    const by = (label: string) => networks.find((one) => one.label === label)!;
    // 450 BTC a day at 60,000 to 120,000 USD is 10 to 20 B$ a year.
    expect(by('Bitcoin').emissionUsdPerYear.value! / 1e9).toBeGreaterThan(10);
    expect(by('Bitcoin').emissionUsdPerYear.value! / 1e9).toBeLessThan(20);
    expect(by('Pearl').emissionUsdPerYear.value! / 1e6).toBeCloseTo(343, -1);
    for (const { label, emissionUsdPerYear, workShare, source } of networks) {
      if (label.startsWith('Bittensor')) expect(emissionUsdPerYear.value).toBeNull();
      expect(emissionUsdPerYear.low).toBeLessThan(emissionUsdPerYear.high);
      expect(workShare).toBeGreaterThan(0);
      expect(source.length).toBeGreaterThan(20);
    }
  });
});
