import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WEEKS_PER_YEAR } from '../../../../src/foundation/quantity/time-spans.js';
import {
  centralFigures,
  centralRuns,
  coinSchedule,
  type MarketScenario,
  runMarketRange,
  type ScenarioToken,
  USE_FIGURES,
  weekUses,
} from '../../../../src/pow-model/market/index.js';
import { rewardPreset } from '../../../../src/pow-model/rules/reward-presets.js';
import type { RewardRule } from '../../../../src/pow-model/rules/reward-rule.js';
import { balancedWorkUsd } from '../../../../src/pow-model/rules/token-balance.js';
import { SCENARIO, VARIANTS } from './example-scenario.js';

const rules: fc.Arbitrary<RewardRule> = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 4, maxLength: 5 })
  .filter((parts) => parts.some((part) => part > 0))
  .map((parts) => {
    const total = parts.reduce((a, b) => a + b, 0);
    const [stake, owner, burn, ...work] = parts.map((part) => part / total);
    const classes = ['large-model', 'other'];
    return {
      id: 'random',
      label: 'random',
      work: work.map((share, i) => ({ label: classes[i]!, workloadClass: classes[i]!, share })),
      stake: stake!,
      owner: owner!,
      burn: burn!,
      derivation: '',
      source: '',
    };
  });
const INFERENCE = {
  usefulShare: 1,
  displacement: 0,
  tokensAtPrice: 1e15,
  atUsdPerToken: 0.5e-6,
  elasticity: 1.2,
  supplyElasticity: 2,
  cloudUsdPerToken: Number.POSITIVE_INFINITY,
};

describe('a dollar of emission and fees', () => {
  it('is used once in every week, under any rule, horizon, halving and cap', () => {
    fc.assert(
      fc.property(
        rules,
        fc.integer({ min: 1, max: 4 }),
        fc.option(fc.double({ min: 0.5, max: 2, noNaN: true })),
        fc.option(fc.double({ min: 1, max: 1.2, noNaN: true })),
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        (rule, horizonYears, halvingYears, supplyCap, usdPerYear) => {
          const scenario: MarketScenario = {
            ...SCENARIO,
            rules: [rule],
            horizonYears,
            token: { ...SCENARIO.token, halvingYears, supplyCap },
            fees: { usdPerYear, growthPerYear: 0.1 },
          };
          const run = centralRuns(scenario, VARIANTS.slice(0, 1))[0]!;
          let carried = 0;
          for (let week = 0; week < run.market.steps; week++) {
            const uses = weekUses(rule, 'large-model', run.schedule, run.paid, run.market, week);
            const used = Object.values(uses).reduce((sum, usd) => sum + usd, 0);
            const kept = (run.schedule.carried[week]! - carried) * run.paid.price[week]!;
            carried = run.schedule.carried[week]!;
            const came = run.schedule.emission[week]! * run.paid.price[week]! + run.paid.chainFees[week]!;
            expect(Math.abs(used + kept - came)).toBeLessThan(1e-9 * Math.max(1, came) + 1e-6);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is spent on the machines out of what work is paid: no part is negative but what owners are left with', () => {
    for (const run of centralRuns(SCENARIO, VARIANTS)) {
      const rule = SCENARIO.rules[run.variant.rule]!;
      for (let week = 0; week < run.market.steps; week++) {
        const { minerProfit, ...others } = weekUses(rule, 'large-model', run.schedule, run.paid, run.market, week);
        for (const usd of Object.values(others)) expect(usd).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(minerProfit)).toBe(true);
      }
    }
  });

  it('adds up in the figures of a year as well', () => {
    const { figures } = runMarketRange({
      scenario: SCENARIO,
      variants: VARIANTS,
      firstRun: 0,
      runs: 2,
      replaced: null,
    });
    for (const one of figures.flat()) {
      const used = USE_FIGURES.reduce((sum, name) => sum + one[name], 0);
      expect(used / (one.emissionUsd + one.feesUsd)).toBeCloseTo(1, 9);
    }
  });
});

describe('coins', () => {
  const token = (more: Partial<ScenarioToken>): ScenarioToken => ({ ...SCENARIO.token, ...more });

  it('halve when they should and never exceed their cap', () => {
    const rule = rewardPreset('bittensor-41-41-18')!;
    const weeks = Math.round(8 * WEEKS_PER_YEAR);
    const halved = coinSchedule(token({ halvingYears: 4 }), rule, 1e9, weeks);
    expect(halved.emission[weeks - 1]! / halved.emission[0]!).toBeCloseTo(0.5, 9);
    expect(halved.work[0]![0]! / halved.emission[0]!).toBeCloseTo((1 - 11_796 / 65_535) / 2, 9);
    const capped = coinSchedule(token({ supplyCap: 1.1 }), rule, 1e9, weeks);
    expect(Math.max(...capped.supply)).toBe(22e9);
    expect(capped.emission[weeks - 1]).toBe(0);
  });

  it('that are burned leave the supply as it was', () => {
    const burning: RewardRule = { ...rewardPreset('pow-100')!, work: [], burn: 1 };
    expect(coinSchedule(token({}), burning, 1e9, 100).supply[99]).toBeCloseTo(20e9, 3);
  });
});

describe('a price that balances selling', () => {
  const scenario: MarketScenario = {
    ...SCENARIO,
    token: {
      ...SCENARIO.token,
      price: { kind: 'constant' },
      balance: { inflowUsdPerYear: 1e9, soldByMiners: 1, soldByHolders: 0.2 },
    },
  };

  it('pays work W = D w/(w s_m + (1 - w) s_h), whatever the emission', () => {
    const at = (emissionUsdPerYear: number) =>
      centralFigures(
        scenario,
        VARIANTS.map(({ rule }) => ({ rule, emissionUsdPerYear })),
      );
    const [pow, coded, five] = at(1e9);
    expect(pow!.workUsd).toBeCloseTo(1e9, -1);
    expect(coded!.workUsd / balancedWorkUsd(1e9, (1 - 11_796 / 65_535) / 2, 1, 0.2)).toBeCloseTo(1, 6);
    // Vectors of the study: 0.208 of the inflow at 5 %, 0.777 at 41 %.
    const split = at(1e9)[SCENARIO.rules.findIndex((rule) => rule.id === 'split-5-95')]!;
    expect(split.workUsd / 1e9).toBeCloseTo(0.208, 3);
    expect(coded!.workUsd / 1e9).toBeCloseTo(0.777, 3);
    expect(at(3e9)[1]!.workPerSec / coded!.workPerSec).toBeCloseTo(1, 6);
    expect(five).toBeDefined();
  });
});

describe('runs of the market of given machines', () => {
  const range = (firstRun: number, runs: number, scenario = SCENARIO) =>
    runMarketRange({ scenario, variants: VARIANTS, firstRun, runs, replaced: null });

  it('give the same bits however they are divided', () => {
    const whole = range(0, 4);
    const parts = [range(0, 1), range(1, 3)];
    expect(parts.flatMap((part) => part.figures[1]!)).toEqual(whole.figures[1]);
    expect(parts.flatMap((part) => Array.from(part.workPerSec[1]![3]!))).toEqual(Array.from(whole.workPerSec[1]![3]!));
  });

  it('are proportional to pay where the machines are given: 5 % buys a twentieth at the same J and dollars a unit', () => {
    const { figures } = range(0, 3);
    const five = SCENARIO.rules.findIndex((rule) => rule.id === 'split-5-95');
    figures[five]!.forEach((one, run) => {
      const all = figures[0]![run]!;
      expect(one.workPerSec / all.workPerSec).toBeCloseTo(0.05, 9);
      expect(one.workAttackUsd / all.workAttackUsd).toBeCloseTo(0.05, 9);
      expect(one.joulesPerWork / all.joulesPerWork).toBeCloseTo(1, 9);
      expect(one.operatorHhi).toBeCloseTo(all.operatorHhi, 9);
    });
  });

  it('do not depend on which other rules are run beside them', () => {
    const alone = runMarketRange({
      scenario: SCENARIO,
      variants: [VARIANTS[1]!],
      firstRun: 0,
      runs: 2,
      replaced: null,
    });
    expect(alone.figures[0]).toEqual(range(0, 2).figures[1]);
  });

  it('take one group of the draws from another run and leave the others', () => {
    const flat = { ...SCENARIO, token: { ...SCENARIO.token, price: { kind: 'constant' as const } } };
    const replaced = (group: 'price path' | 'cost constants', scenario: MarketScenario) =>
      runMarketRange({ scenario, variants: [VARIANTS[0]!], firstRun: 0, runs: 1, replaced: { group, offset: 7 } });
    expect(replaced('price path', flat).figures[0]).toEqual(range(0, 1, flat).figures[0]);
    expect(replaced('price path', SCENARIO).figures[0]![0]!.workPerSec).not.toBe(
      range(0, 1).figures[0]![0]!.workPerSec,
    );
    expect(replaced('cost constants', SCENARIO).figures[0]![0]!.emissionUsd).toBe(
      range(0, 1).figures[0]![0]!.emissionUsd,
    );
  });

  it('have NaN, never 0, for what does not apply', () => {
    const stake = SCENARIO.rules.findIndex((rule) => rule.id === 'pos-only');
    const { figures } = range(0, 1);
    expect(figures[stake]![0]!.workAttackUsd).toBeNaN();
    expect(figures[0]![0]!.stakeAttackUsd).toBeNaN();
    expect(figures[stake]![0]!.stakersUsd).toBeGreaterThan(0);
  });
});

describe('inference beside the work', () => {
  const flat: MarketScenario = {
    ...SCENARIO,
    horizonYears: 10,
    token: { ...SCENARIO.token, price: { kind: 'constant' } },
    market: { ...SCENARIO.market, machines: [SCENARIO.market.machines[0]!] },
  };
  const with_ = (inference: Partial<typeof INFERENCE>, more: Partial<MarketScenario> = {}) =>
    centralFigures({ ...flat, ...more, inference: { ...INFERENCE, ...inference } }, VARIANTS);
  const five = SCENARIO.rules.findIndex((rule) => rule.id === 'split-5-95');
  const stake = SCENARIO.rules.findIndex((rule) => rule.id === 'pos-only');

  it('is served at its cost where nothing is paid for work, and cheaper the more is paid', () => {
    const joint = with_({});
    expect(joint[stake]!.marketUsdPerMillionTokens).toBeGreaterThan(joint[five]!.marketUsdPerMillionTokens);
    expect(joint[five]!.marketUsdPerMillionTokens).toBeGreaterThan(joint[0]!.marketUsdPerMillionTokens);
    // 2000 tokens/s at a rent of 2 USD/h.
    expect(joint[stake]!.marketUsdPerMillionTokens).toBeCloseTo(2 / (2000 * 3600e-6), 3);
    const year = 365.25 * 86_400;
    const used = 1e15 * (joint[stake]!.marketUsdPerMillionTokens / 0.5) ** -1.2;
    expect(joint[stake]!.tokensPerSec * year).toBeGreaterThan(0.9 * used);
    expect(joint[stake]!.tokensPerSec * year).toBeLessThan(1.1 * used);
  });

  it('makes all rules the same network when users pay far more than the emission is worth', () => {
    const small = with_({ tokensAtPrice: 1e15 });
    const large = with_({ tokensAtPrice: 1e19 });
    const ratio = (figures: typeof small) => figures[0]!.workPerSec / figures[five]!.workPerSec;
    expect(ratio(small)).toBeGreaterThan(1.5);
    expect(Math.abs(ratio(large) - 1)).toBeLessThan(0.01);
  });

  it('gets dearer where the work displaces it, and the work with it; the network then serves no tokens', () => {
    const rival = with_({ usefulShare: 0 });
    expect(rival[0]!.marketUsdPerMillionTokens).toBeGreaterThan(1.02 * rival[five]!.marketUsdPerMillionTokens);
    expect(rival[0]!.tokensPerSec).toBeNaN();
    expect(rival[0]!.feesUsd).toBe(0);
    // Rented machines cost more, so that the same pay buys less work than a twentieth does twenty times.
    expect(rival[0]!.workPerSec / rival[five]!.workPerSec).toBeLessThan(19.8);
  });

  it('never costs users more than a cloud asks', () => {
    const cheap = with_({ cloudUsdPerToken: 0.2e-6 });
    for (const one of cheap) expect(one.marketUsdPerMillionTokens).toBeLessThanOrEqual(0.2 + 1e-9);
    expect(cheap[stake]!.feesUsd).toBe(0);
  });

  it('gives fewer tokens where serving suffers from the work', () => {
    const mixed = with_({ usefulShare: 0.5 });
    const hampered = with_({ usefulShare: 0.5, displacement: 0.7 });
    expect(mixed[0]!.tokensPerSec).toBeGreaterThan(hampered[0]!.tokensPerSec);
    expect(mixed[0]!.usefulShare).toBe(0.5);
  });
});
