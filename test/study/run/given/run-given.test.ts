import { describe, expect, it } from '@jest/globals';
import { builtinCatalog } from '../../../../src/chips/index.js';
import { createInlineExecutor } from '../../../../src/execute/inline-executor.js';
import { canonicalJson } from '../../../../src/foundation/record/canonical-json.js';
import { parseStudyFile } from '../../../../src/study/files/study-file.js';
import { outcomeOf } from '../../../../src/study/outcome/outcome-of.js';
import { evaluateStudy } from '../../../../src/study/run/evaluate-study.js';
import type { GivenEconomy } from '../../../../src/study/run/given/given-outcome.js';
import { catalogLookup } from '../../../../src/study/run/machine/resolve-machines.js';
import { STUDY_JOBS } from '../../../../src/study/run/study-jobs.js';
import { givenText, tokenWith } from '../../given-text.js';

async function run(change: Readonly<Record<string, string>> = {}, workers = 1): Promise<GivenEconomy> {
  const document = parseStudyFile('given.yaml', givenText(change));
  const executor = { ...createInlineExecutor(STUDY_JOBS), workers };
  const outcome = await evaluateStudy(document, catalogLookup(builtinCatalog()), executor);
  if (outcome.kind !== 'given') throw new Error(`It is of kind ${outcome.kind}.`);
  return outcome;
}
/** What several tests look at is run once. */
const plain = run();
const withSplit = run({ splitRuns: '20' });
const ruleIn = (outcome: GivenEconomy, comparison: string, id: string) =>
  outcome.comparisons.find((one) => one.comparison === comparison)!.rules.find((rule) => rule.ruleId === id)!;
const valueIn = (
  outcome: GivenEconomy,
  comparison: string,
  id: string,
  figure: 'workPerSec' | 'workAttackUsd' | 'stakeAttackUsd' | 'dilution' | 'workUsd',
) => ruleIn(outcome, comparison, id).figures![figure].value!;

describe('rules compared over a market with given machines', () => {
  it('pay in proportion under A: 5 % buys a twentieth in every draw, 41 % two fifths', async () => {
    const outcome = await plain;
    for (const [id, share] of [
      ['split-5-95', 0.05],
      ['bittensor-41-41-18', (1 - 11_796 / 65_535) / 2],
    ] as const) {
      const { ratios } = ruleIn(outcome, 'A', id);
      for (const end of ['low', 'value', 'high'] as const) {
        const one = ratios!.workPerSec;
        expect(one.value === null ? null : one[end]).toBeCloseTo(share, 6);
      }
      expect(ratios!.joulesPerWork.value).toBeCloseTo(1, 6);
    }
    expect(ruleIn(outcome, 'A', 'pos-only').figures!.workPerSec.value).toBe(0);
    expect(ruleIn(outcome, 'A', 'pos-only').figures!.workAttackUsd).toEqual({
      value: null,
      reason: 'The rule pays for no work.',
    });
  });

  it('hold equal what each comparison names', async () => {
    const outcome = await run({
      comparisons: '[A, B, C, D, E]',
      // A fifth of all coins is staked, so that the pay that secures as much is below what all are worth.
      token: tokenWith('{ kind: constant }').replace('staking: {}', 'staking: { requiredPremium: 25 %/year }'),
      uncertainty: '{ commonKernel: 0.5, electricity: 0, adjustment: 0, margin: 0, discount: 0 }',
    });
    const stake = valueIn(outcome, 'B', 'pos-only', 'stakeAttackUsd');
    for (const id of ['pow-100', 'bittensor-41-41-18']) {
      // The draws of the machines' price and life move what the middle path makes equal.
      expect(Math.abs(valueIn(outcome, 'B', id, 'workAttackUsd') / stake - 1)).toBeLessThan(0.25);
      expect(
        valueIn(outcome, 'B', id, 'workAttackUsd') / valueIn(outcome, 'B', 'pow-100', 'workAttackUsd'),
      ).toBeCloseTo(1, 6);
    }
    for (const id of ['bittensor-41-41-18', 'split-5-95']) {
      expect(valueIn(outcome, 'C', id, 'workPerSec') / valueIn(outcome, 'C', 'pow-100', 'workPerSec')).toBeCloseTo(
        1,
        6,
      );
      expect(valueIn(outcome, 'E', id, 'workPerSec') / valueIn(outcome, 'E', 'pow-100', 'workPerSec')).toBeCloseTo(
        1,
        6,
      );
    }
    // 5 % of an emission would have to be what all of another is: more than the 20 B$ that all coins are worth.
    const absurd = ruleIn(outcome, 'B', 'split-5-95');
    expect(absurd.figures).toBeNull();
    expect(absurd.reason).toMatch(
      /at a share of 5 % an emission of [\d.]+ B\$ a year: [\d.]+ % of the market value of 20 B\$/,
    );
    expect(ruleIn(outcome, 'C', 'pos-only').reason).toContain('no emission costs holders the same');
    expect(valueIn(outcome, 'D', 'split-5-95', 'workUsd') / 1e9).toBeCloseTo(0.208, 3);
    expect(valueIn(outcome, 'D', 'bittensor-41-41-18', 'workUsd') / 1e9).toBeCloseTo(0.777, 3);
  });

  it('say why a comparison cannot be made where the price balances selling', async () => {
    const outcome = await run({
      token: tokenWith('{ kind: balance, inflow: 1e9 USD/year, volatility: 0.3 }'),
      comparisons: '[A, B, D]',
    });
    expect(valueIn(outcome, 'A', 'split-5-95', 'workUsd') / valueIn(outcome, 'A', 'pow-100', 'workUsd')).toBeCloseTo(
      0.208,
      3,
    );
    expect(ruleIn(outcome, 'B', 'pow-100').reason).toContain('balancing price');
    expect(ruleIn(outcome, 'D', 'pow-100').emissionUsdPerYear).toBeNull();
  });

  it('give the same bits for 1, 2 and 3 workers', async () => {
    const one = JSON.stringify(await withSplit);
    for (const workers of [2, 3]) expect(JSON.stringify(await run({ splitRuns: '20' }, workers))).toBe(one);
  });

  it('have tables whose rows fit their columns, and a figure or a reason in each row', async () => {
    const outcome = await withSplit;
    const tables = outcomeOf(outcome).tables;
    expect(tables.map(({ id }) => id)).toEqual(['machines', 'figures', 'paired', 'central_path', 'fleet', 'variance']);
    for (const { columns, rows } of tables) for (const row of rows) expect(row).toHaveLength(columns.length);
    const figures = tables.find(({ id }) => id === 'figures')!;
    for (const row of figures.rows) expect(row[4] === null).toBe(row[8] !== null);
  });

  it('say in words what the figures say', async () => {
    const outcome = await plain;
    const words = outcome.summary.join(' ');
    expect(outcome.summary.length).toBeLessThanOrEqual(7);
    expect(words).toContain('"5 % to work, 95 % to holders" pays');
    // The reference pays most: the ratio is that of 5/95 turned over.
    expect(words).toContain('20 times the work (20 to 20 in 90 % of the draws)');
    expect(words).toContain('none can be had for');
    expect(words).toContain('The best machine that is taken in the last year is New');
    expect(outcome.bandContents).toContain('20 runs');
    expect(outcome.bandContents).toContain('volatility 50 %');
  });
});

describe('a market at its ends', () => {
  it.each([
    ['no coins left to issue', { token: tokenWith('{ kind: constant }', ', supplyCap: 1') }],
    ['none to sell either', { token: tokenWith('{ kind: balance, inflow: 1e9 USD/year }', ', supplyCap: 1') }],
    ['emission that halves to nothing', { token: tokenWith('{ kind: constant }', ', halving: 0.05 years') }],
    [
      'machines that come after the end',
      { hardware: '{ kind: hash-list, machines: [{ label: Late, vendor: A, from: 9 years, energy: 30 J/TH }] }' },
    ],
    [
      'machines that come when others look back',
      {
        hardware: '{ kind: hash-list, machines: [{ label: Late, vendor: A, from: 1 year, energy: 30 J/TH }] }',
        miners: '{ expectation: { kind: trend, months: 3 } }',
      },
    ],
    ['electricity dearer than any work', { sites: '{ kind: table, cohorts: [{ price: 10 USD/kWh, capacity: 1 }] }' }],
    ['nothing but burning', { rules: '[pow-100, { id: ash, work: 0 %, burn: 100 % }]' }],
  ] as const)('has figures or reasons for %s', async (_, change) => {
    const outcome = await run({ ...change, comparisons: '[A, B, C, D, E]', splitRuns: '20' });
    expect(() => canonicalJson(outcome)).not.toThrow();
    expect(outcome.summary.join(' ')).not.toMatch(/NaN|Infinity|undefined|null/);
    const cells = outcomeOf(outcome).tables.flatMap(({ rows }) => rows.flat());
    for (const cell of cells) if (typeof cell === 'number') expect(Number.isFinite(cell)).toBe(true);
  });
});

describe('the split of the variance', () => {
  const quiet = '{ commonKernel: 0.5, electricity: 0, adjustment: 0, margin: 0, discount: 0 }';

  it('gives a group that does not vary nothing, and everything to the only one that does', async () => {
    const { variance } = await run({ splitRuns: '40', token: tokenWith('{ kind: constant }'), uncertainty: quiet });
    const work = variance!.splits.find(({ figure }) => figure === 'workPerSec')!;
    const share = (name: string) => work.groups.find(({ group }) => group === name)!;
    expect(share('price path').total).toBe(0);
    expect(share('market parameters').total).toBe(0);
    // Only prices and lives of the listed machines are uncertain here.
    expect(share('cost constants').first).toBeCloseTo(1, 12);
    expect(Math.abs(share('cost constants').total - 1)).toBeLessThan(4 * share('cost constants').totalError);
  });

  it('finds the price path where it moves most', async () => {
    const { variance } = await run({ splitRuns: '40', token: tokenWith('{ kind: gbm, volatility: 1.2 }') });
    const work = variance!.splits.find(({ figure }) => figure === 'workPerSec')!;
    const totals = work.groups.map(({ group, total }) => [group, total] as const);
    expect([...totals].sort((a, b) => b[1] - a[1])[0]![0]).toBe('price path');
  });
});
