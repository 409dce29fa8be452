import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, resolveChip } from '../../../src/chips/index.js';
import type { ReferenceHardware } from '../../../src/pow-model/market/design/index.js';
import { type DesignedFile, rulesOf } from '../../../src/study/files/designed/designed-file.js';
import { parseStudyFile } from '../../../src/study/files/study-file.js';
import { outcomeOf } from '../../../src/study/outcome/outcome-of.js';
import { compareUnder } from '../../../src/study/run/comparison/comparison-rules.js';
import { designedHardware, designOptions, referenceHardware } from '../../../src/study/run/designed/design-options.js';
import type { DesignedEconomy } from '../../../src/study/run/designed/designed-outcome.js';
import { designedInput } from '../../../src/study/run/designed/run-designed.js';
import { catalogLookup } from '../../../src/study/run/machine/resolve-machines.js';
import type { ReplayEconomy } from '../../../src/study/run/replay/replay-outcome.js';
import { exampleEconomy, runInline } from '../example-economy.js';

const document = exampleEconomy('emission-and-share', { draws: 20 });
const file = document.value as DesignedFile;
const lookup = catalogLookup(builtinCatalog());
const outcome = (await runInline(document)) as DesignedEconomy;
const under = (comparison: string) => outcome.comparisons.find((one) => one.comparison === comparison)!.rules;
const ruleIn = (comparison: string, id: string) => under(comparison).find((rule) => rule.ruleId === id)!;

describe('the designs of a map', () => {
  it('come from one floor plan and the chip model: each smaller process saves joules and costs more to design', () => {
    for (const purpose of ['mining', 'inference'] as const) {
      const options = designOptions(purpose, 2026);
      expect(options.map((option) => option.processNm)).toEqual([28, 16, 7, 5, 3]);
      options.slice(1).forEach((option, i) => {
        expect(option.joulesPerWork).toBeLessThan(options[i]!.joulesPerWork);
        expect(option.nreUsd.value).toBeGreaterThan(options[i]!.nreUsd.value);
      });
    }
    // An H100 at 700 W and 989 int8 TMAC/s of peak.
    const h100 = referenceHardware(resolveChip(builtinCatalog(), 'h100-sxm'), 0) as ReferenceHardware;
    expect(h100.joulesPerWork).toBeCloseTo(700 / 989, 3);
  });
});

describe('the comparison of rules over chips', () => {
  it('pays 1000, 410 and 50 M$ for work at equal emission, and reaches no better chip with less', () => {
    const pay = (id: string) => ruleIn('A', id).workUsdPerYear;
    expect(pay('pow-100')).toBe(1e9);
    expect(pay('bittensor-41-41-18')).toBeCloseTo(((1 - 11_796 / 65_535) / 2) * 1e9, 0);
    expect(pay('split-5-95')).toBeCloseTo(0.05e9, 0);
    // All at stake where 5 % is earned of 95 % of 5 %: q = .95, a third of .95 x 20 B$; holders lose .05 x 5 %.
    expect(ruleIn('A', 'split-5-95').stakeAttackUsd! / 1e9).toBeCloseTo((0.95 * 20) / 3, 9);
    expect(ruleIn('A', 'split-5-95').dilutionPerYear).toBeCloseTo(0.0025, 12);
    const nm = (id: string) => ruleIn('A', id).outcome!.generationNm ?? 999;
    expect(nm('pow-100')).toBeLessThanOrEqual(nm('bittensor-41-41-18'));
    expect(nm('bittensor-41-41-18')).toBeLessThanOrEqual(nm('split-5-95'));
  });

  it('makes all rules the same market at equal real cost to holders', () => {
    const work = under('C').flatMap((rule) => rule.workUsdPerYear ?? []);
    expect(work).toHaveLength(3);
    for (const usd of work) expect(usd / work[0]!).toBeCloseTo(1, 12);
    expect(ruleIn('C', 'pos-only').reason).toContain('no emission costs holders the same');
  });

  it('shrinks the gap where price answers to selling: the vectors .208 and .777 of the inflow', () => {
    expect(ruleIn('D', 'split-5-95').workUsdPerYear! / 1e9).toBeCloseTo(0.208, 3);
    expect(ruleIn('D', 'bittensor-41-41-18').workUsdPerYear! / 1e9).toBeCloseTo(0.777, 3);
  });

  it('equalises what it names: attack cost under B, compute under E', () => {
    const attack = under('B').flatMap((rule) => rule.workAttackUsd ?? []);
    expect(attack).toHaveLength(2);
    for (const usd of attack) expect(usd / attack[0]!).toBeCloseTo(1, 9);
    // 20 B$ / 3 of stake need 133 B$ of emission at 5 %, and all coins are worth 20 B$.
    expect(ruleIn('B', 'split-5-95')).toMatchObject({ emissionUsdPerYear: null, workAttackUsd: null, outcome: null });
    expect(ruleIn('B', 'split-5-95').reason).toContain('133 B$ a year: 667 % of the market value of 20 B$');
    const compute = under('E').flatMap((rule) => rule.outcome?.workPerSec ?? []);
    for (const rate of compute) expect(rate).toBeGreaterThanOrEqual(compute[0]! * (1 - 1e-6));
  });

  it('is the same market whatever the split when outsiders spend 100 B$ on such chips with an overlap of 0.3', () => {
    const demand = { outside: 100e9, overlap: 0.3, growth: 0 };
    const market = designedInput({ ...file, demand }, designedHardware({ ...document, value: file }, lookup));
    const token = {
      marketValueUsd: 20e9,
      emissionUsdPerYear: 1e9,
      requiredPremium: 0.05,
      stakeAttackShare: 1 / 3,
      fleetYears: 1,
      soldByMiners: 1,
      soldByHolders: 0.2,
    };
    const chips = compareUnder('A', rulesOf(file), 'pow-100', token, market).flatMap(
      (rule) => rule.outcome?.generationLabel ?? [],
    );
    expect(new Set(chips).size).toBe(1);
  });

  it('says what uncertainty leaves: ratios below 1 with a band around the median', () => {
    const five = outcome.uncertainty.find((one) => one.ruleId === 'split-5-95')!;
    expect(five.compute.low).toBeLessThanOrEqual(five.compute.value);
    expect(five.compute.high).toBeLessThan(1);
    expect(five.sobol).toHaveLength(6);
    // 50 M$ and 1 B$ differ by a factor of 20: enough outside demand makes the chips the same, learning never does.
    expect(five.verdict.sameChip).toBe(false);
    const turns = (input: string) =>
      five.verdict.flips.filter((flip) => flip.input.startsWith(input)).map((flip) => flip.turnsAt);
    expect(turns('outside demand')[0]).toBeGreaterThan(1e8);
    expect(turns('outside demand')[0]).toBeLessThan(1e11);
    expect(turns('learning rate')).toEqual([null, null]);
  });

  it('gives the same bits twice and tables that cover rules, options, break-even shares and map', async () => {
    expect(JSON.stringify(await runInline(document))).toBe(JSON.stringify(outcome));
    const tables = outcomeOf(outcome).tables;
    expect(tables.map((table) => table.id)).toEqual(['rules', 'options', 'break_even', 'map']);
    for (const table of tables) for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect(tables[3]!.rows).toHaveLength(3 * 6 * 6);
  });
});

describe('the replay of Bitcoin', () => {
  it('has a twentieth of the hash rate and the same J/TH at 5 %', async () => {
    const replay = (await runInline(exampleEconomy('bitcoin-at-5-percent'))) as ReplayEconomy;
    const [full, , five] = replay.shares.map((share) => share.years.at(-1)!);
    expect(five!.hashRateThPerSec / full!.hashRateThPerSec).toBeCloseTo(0.05, 4);
    expect(five!.joulesPerTh).toBeCloseTo(full!.joulesPerTh, 3);
    expect(replay.summary.join(' ')).toContain('3 nm never');
    const made = replay.shares.at(-1)!.delayedYears;
    expect(made.low.at(-1)!.joulesPerTh).toBeLessThan(made.value.at(-1)!.joulesPerTh);
    expect(made.value.at(-1)!.joulesPerTh).toBeLessThan(made.high.at(-1)!.joulesPerTh);
    expect(replay.shares[0]!.delayedYears.value).toEqual(replay.shares[0]!.years);
  });
});

describe('a study file with mistakes', () => {
  it('reports a rule that sums to 101 %, an unknown rule, a negative amount and a misspelt key, all at once', () => {
    const text = [
      'kind: designed',
      'name: bad',
      'title: Bad',
      'rules: [pow-101, { id: mine, work: 60 %, stake: 41 % }]',
      'reference: pow-100',
      'token: { emission: 1e9 USD/year, marketValue: 20e9 USD }',
    ].join('\n');
    const problems = (source: string) => {
      try {
        parseStudyFile('bad.yaml', source);
      } catch (error) {
        return (error as { problems: { code: string; line: number | null }[] }).problems;
      }
      return [];
    };
    expect(problems(text).map(({ code, line }) => [code, line])).toEqual([
      ['unknown-rule', 4],
      ['bad-rule', 4],
      ['unknown-rule', 5],
    ]);
    const fields = problems(`${text.replace('1e9 USD/year', '-1e9 USD/year')}\nhorizn: 3 years\n`);
    expect(fields.length).toBeGreaterThanOrEqual(2);
    expect(problems('kind: designd\nname: x\n')).not.toEqual([]);
  });
});
