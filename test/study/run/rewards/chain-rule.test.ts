import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isUserError, type Problem } from '../../../../src/foundation/errors/user-error.js';
import { outcomeOf } from '../../../../src/study/outcome/outcome-of.js';
import { resolveText, runText } from '../../study-fixture.js';

const EXAMPLE = readFileSync(new URL('../../../../examples/bittensor-chain.yaml', import.meta.url), 'utf8');
const outcome = runText(EXAMPLE.replace('runs: 100', 'runs: 20'));
const chainOf = (id: string) => outcome.chains.find((one) => one.id === id)!;

function problemsOf(text: string): readonly Problem[] {
  try {
    resolveText(text);
  } catch (error) {
    if (isUserError(error)) return error.problems;
    throw error;
  }
  return [];
}

describe('rules that name a chain', () => {
  it('take the rule of the day and the emission of the issuance', () => {
    expect(outcome.chains.map(({ block }) => block.rule.id)).toEqual(['price-burn-2026-06', 'gate-burn-2026-08']);
    for (const { block } of outcome.chains) expect(block.taoRao).toBe(500_000_000n);
  });

  it('share by price x (1 - burned) before the gate, and by the gate of rank 3 after', () => {
    // .09, .05 x .4, 0, .03, .02 x .5, .01: of .16.
    const weights = [9, 2, 0, 3, 1, 1].map((weight) => weight / 16);
    chainOf('before-the-gate').block.subnets.forEach(({ share }, i) => {
      expect(share).toBeCloseTo(weights[i]!, 12);
    });
    const gated = weights.map((weight) => (weight > 0 ? weight / (1 + (weights[1]! / weight) ** 3) : 0));
    const sum = gated.reduce((total, weight) => total + weight, 0);
    chainOf('with-the-gate').block.subnets.forEach(({ share }, i) => {
      expect(share).toBeCloseTo(gated[i]! / sum, 12);
    });
  });

  it('pay the market the share that the chain gives to miners of large models', () => {
    const miners = (1 - 11_796 / 65_535) / 2;
    const large = miners * (9 / 16 + (2 / 16) * 0.4);
    const { rule } = chainOf('before-the-gate');
    expect(rule.work[0]!.share).toBeCloseTo(large, 6);
    const median = (id: string) => outcome.paid[0]!.rules.find(({ ruleId }) => ruleId === id)!.metrics.workPerSec;
    expect(median('before-the-gate').value! / median('pow-100').value!).toBeCloseTo(large, 6);
  });

  it('fill a table by subnet, and one by miner and validator where weights are given', () => {
    const { tables, headlines } = outcomeOf(outcome);
    const table = (id: string) => tables.find((one) => one.id === id)!;
    expect(table('chain').rows).toHaveLength(12);
    expect(table('chain_neurons').rows).toHaveLength(10);
    expect(headlines[0]!.notes[0]).toContain('0.5 TAO a block');
    const column = (name: string) => table('chain').columns.findIndex((one) => one.name === name);
    for (const row of table('chain').rows) {
      const at = (name: string) => row[column(name)] as number;
      expect(at('tao_to_pool') + at('tao_buys_alpha')).toBeCloseTo(at('tao'), 9);
      const paid = ['alpha_owner', 'alpha_miners', 'alpha_burned', 'alpha_validators', 'alpha_root'].map(at);
      expect(paid.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(at('alpha_out'), 8);
    }
  });

  it.each([
    ['asOf: 2026-07-15', 'asOf: 2024-07-15', 'share-rule-date'],
    ['asOf: 2026-07-15', 'asOf: July', 'bad-value'],
    ['chain: bittensor', 'chain: bitensor', 'unknown-value'],
    ['rootStake: 6000000', 'rootStake: -1', 'out-of-range'],
    ['issued: 11300000', 'issued: 21000000', 'out-of-range'],
    ['burned: 60 %', 'burned: 160 %', 'out-of-range'],
    ['id: trading', 'id: training', 'duplicate-id'],
    ['weights: [5, 3, 2]', 'weights: [5, 3]', 'subnet-size'],
    ['rootStake: 6000000', 'rootstake: 6000000', 'unknown-key'],
  ])('refuse %s written as %s by %s', (good, bad, code) => {
    const problems = problemsOf(EXAMPLE.replace(good, bad));
    expect(problems.map((problem) => problem.code)).toContain(code);
    for (const { line } of problems) expect(line).not.toBeNull();
  });

  it('refuse a chain of which no subnet has a share', () => {
    const all = EXAMPLE.replaceAll(/price: /g, 'enabled: false, price: ').replace(
      'enabled: false, price: 0.09',
      'enabled: false\n        price: 0.09',
    );
    expect(problemsOf(all).map(({ code }) => code)).toContain('no-emission');
  });
});
