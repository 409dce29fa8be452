import { describe, expect, it } from '@jest/globals';
import type { Executor } from '../../../../src/foundation/index.js';
import type { MetricBand } from '../../../../src/pow-model/market/metrics/metric-bands.js';
import { compareRules, compareRulesWith } from '../../../../src/pow-model/market/runs/compare-rules.js';
import { type MarketRange, runMarketRange } from '../../../../src/pow-model/market/runs/market-runs.js';
import type { RuleOutcome } from '../../../../src/pow-model/market/runs/rule-outcomes.js';
import { COMPARE } from './example-market.js';

const value = (band: MetricBand): number => {
  if (band.value === null) throw new Error(band.reason);
  return band.value;
};
const outcomes = compareRules(COMPARE);
const of = (id: string): RuleOutcome => outcomes.find((outcome) => outcome.ruleId === id)!;

describe('the comparison of reward rules', () => {
  it('is proportional to the share for work where machines are given, run by run', () => {
    for (const [id, share] of [
      ['split-5-95', 0.05],
      ['bittensor-41-41-18', (1 - 11_796 / 65_535) / 2],
    ] as const) {
      for (const name of ['workPerSec', 'powerMw', 'tokensPerSec', 'workAttackUsd', 'machineAndEnergyShare'] as const) {
        expect(value(of(id).metrics[name]) / value(of('pow-100').metrics[name])).toBeCloseTo(share, 6);
      }
      expect(value(of(id).metrics.joulesPerToken)).toBeCloseTo(value(of('pow-100').metrics.joulesPerToken), 6);
    }
  });

  it('gives the same bits for the same seed and other ones for another', () => {
    expect(JSON.stringify(compareRules(COMPARE))).toBe(JSON.stringify(outcomes));
    expect(value(compareRules({ ...COMPARE, seed: 'other' })[0]!.metrics.powerMw)).not.toBe(
      value(of('pow-100').metrics.powerMw),
    );
  });

  it('gives the same bits whatever the number of workers', async () => {
    const executorOf = (workers: number): Executor => ({
      workers,
      map: async (_kind, inputs) => inputs.map((one) => structuredClone(runMarketRange(one as MarketRange))) as never,
      close: async () => {},
    });
    for (const workers of [1, 2]) {
      expect(JSON.stringify(await compareRulesWith(executorOf(workers), COMPARE))).toBe(JSON.stringify(outcomes));
    }
  });

  it('draws the same circumstances whatever the list of rules', () => {
    const alone = compareRules({ ...COMPARE, rules: COMPARE.rules.filter((rule) => rule.id === 'split-5-95') });
    expect(alone[0]).toEqual(of('split-5-95'));
  });

  it('has null with a reason, never 0, where a metric does not apply', () => {
    expect(of('pos-only').metrics.workAttackUsd).toEqual({ value: null, reason: 'The rule pays for no work.' });
    expect(of('pow-100').metrics.stakeAttackUsd.value).toBeNull();
    expect(of('bittensor-llm-view').metrics.workPerSec.value).toBeNull();
    expect(value(of('pos-only').metrics.powerMw)).toBe(0);
  });

  it('says which paid work no machine does', () => {
    const outcome = compareRules({ ...COMPARE, markets: COMPARE.markets.slice(0, 1) }).find(
      (one) => one.ruleId === 'bittensor-llm-view',
    )!;
    expect(outcome.classes[1]!.reason).toBe('No machine of this study does other work.');
    expect(outcome.notes).toHaveLength(1);
  });

  it('divides the whole emission', () => {
    const totals = outcomes.map(
      ({ flow }) => flow.work.reduce((sum, one) => sum + one.usdPerYear, 0) + flow.stake + flow.owner + flow.burn,
    );
    for (const total of totals) expect(total).toBeCloseTo(totals[0]!, 0);
  });

  it('values attacks as the scenario says: a third of the stake at the price of the last year', () => {
    const flat = compareRules({ ...COMPARE, token: { ...COMPARE.token, price: { kind: 'constant' } } });
    expect(value(flat[4]!.metrics.stakeAttackUsd)).toBeCloseTo(4e9, 0);
  });
});
