import { describe, expect, it } from '@jest/globals';
import { builtinCatalog } from '../../../../src/chips/index.js';
import { createInlineExecutor } from '../../../../src/execute/inline-executor.js';
import { UserError } from '../../../../src/foundation/errors/user-error.js';
import { parseStudyFile } from '../../../../src/study/files/study-file.js';
import { evaluateStudy } from '../../../../src/study/run/evaluate-study.js';
import { catalogLookup } from '../../../../src/study/run/machine/resolve-machines.js';
import { STUDY_JOBS } from '../../../../src/study/run/study-jobs.js';
import { givenText, tokenWith } from '../../given-text.js';

function problemsOf(text: string) {
  try {
    parseStudyFile('given.yaml', text);
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}
const lineOf = (text: string, key: string) => text.split('\n').findIndex((line) => line.startsWith(`${key}:`)) + 1;

describe('a given-machines file', () => {
  it('is read with its defaults', () => {
    expect(problemsOf(givenText())).toEqual([]);
    const { value } = parseStudyFile('given.yaml', givenText());
    expect(value).toMatchObject({
      kind: 'given',
      comparisons: ['A', 'B', 'C'],
      miners: { adjustment: 0.131, expectation: { kind: 'steady-state' }, machinePrice: 'market' },
      attack: { resale: 0.5 },
    });
  });

  it.each([
    [
      'a malformed expression',
      { token: tokenWith("{ kind: expression, price: '2 * (t' }") },
      'token',
      'cannot be read',
    ],
    ['one that uses itself', { token: tokenWith("{ kind: expression, price: 'price * 1.1' }") }, 'token', '"price"'],
    [
      'one that defines a function',
      { token: tokenWith("{ kind: expression, price: 'f(x) = x' }") },
      'token',
      'not arithmetic',
    ],
    [
      'a price path that turns negative',
      { token: tokenWith("{ kind: expression, price: '1 - t' }") },
      'token',
      'week 53',
    ],
    ['a rule of 101 %', { rules: '[pow-100, { id: mine, work: 60 %, stake: 41 % }]' }, 'rules', 'sum to 1.01'],
    [
      'a cohort with no machines',
      {
        sites: '{ kind: table, cohorts: [{ price: 0.05 USD/kWh, capacity: 1 }, { price: 0.06 USD/kWh, capacity: 0 }] }',
      },
      'sites',
      'no machines',
    ],
    [
      'a cohort with no operators',
      { sites: '{ kind: table, cohorts: [{ price: 0.05 USD/kWh, capacity: 1, operators: 0 }] }' },
      'sites',
      '',
    ],
    ['a history of nothing', { token: tokenWith('{ kind: history }') }, 'token', 'either a table or'],
    ['a reference that pays nothing', { reference: 'pos-only' }, 'reference', 'pays for the work'],
    ['a rule that stands twice', { rules: '[pow-100, pow-100]' }, 'rules', 'stands twice'],
    [
      'a price without sellers',
      { token: tokenWith('{ kind: balance, inflow: 1e9 USD/year }', ', selling: { miners: 0 %, holders: 0 % }') },
      'token',
      'nobody sells',
    ],
    [
      'jumps beyond the range of numbers',
      { token: tokenWith('{ kind: jump-diffusion, volatility: 3, jumpsPerYear: 52, jumpMean: 3, jumpSd: 3 }') },
      'token',
      'factor of 10^',
    ],
    ['a formula beyond it', { token: tokenWith("{ kind: expression, price: '10^(40 * t)' }") }, 'token', 'factor of'],
    [
      'more runs than anyone waits for',
      {
        runs: '20000',
        rules: `[pow-100, ${'abcdefghij'
          .split('')
          .map((id) => `{ id: ${id}, work: 100 % }`)
          .join(', ')}]`,
      },
      'runs',
      'are 660000',
    ],
    [
      'more operators than fit',
      { sites: '{ kind: lognormal, cohorts: 2000, operators: 10000 }' },
      'sites',
      '20000000 operators',
    ],
    ['a comparison that stands twice', { comparisons: '[A, A]' }, 'comparisons', 'stands twice'],
    [
      'inference on machines that hash',
      { inference: '{ relation: joint, demand: { tokens: 1e15 tokens, atPrice: 1 USD/Mtoken } }' },
      'inference',
      'no tokens',
    ],
  ] as const)('is refused with the line for %s', (_, change, key, found) => {
    const text = givenText(change);
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    if (key !== 'token' || found !== 'nobody sells') expect(problems[0]!.line).toBe(lineOf(text, key));
    expect(problems.map((one) => one.found).join(' ')).toContain(found);
  });

  it('reports everything at once', () => {
    const text = givenText({
      rules: '[pow-100, nothing]',
      token: tokenWith("{ kind: expression, price: '-1' }"),
      sites: '{ kind: table, cohorts: [{ price: 0.05 USD/kWh, capacity: 0 }] }',
    });
    expect(problemsOf(text).map(({ code }) => code)).toEqual(['unknown-rule', 'bad-price', 'empty-cohort']);
  });
});

describe('the machines of a given-machines file', () => {
  const run = async (hardware: string, more: Readonly<Record<string, string>> = {}) => {
    const document = parseStudyFile('given.yaml', givenText({ hardware, ...more }));
    return await evaluateStudy(document, catalogLookup(builtinCatalog()), createInlineExecutor(STUDY_JOBS));
  };
  const hash = 'work: { kind: hash, algorithm: sha256d }';

  it('come from their chips: rate, power, price and what making them costs', async () => {
    const outcome = await run(
      `{ kind: machines, ${hash}, machines: [{ id: gpu, chip: h100-sxm, entry: { kind: rental, price: 2 USD/h } }, { id: asic, chip: hypo-7nm-lpddr }] }`,
    );
    if (outcome.kind !== 'given') throw new Error(outcome.kind);
    const gpu = outcome.machines.find((one) => one.id === 'gpu')!;
    expect(gpu.entry).toBe('rental');
    expect(gpu.rentUsdPerHour).toBeCloseTo(2, 9);
    expect(gpu.workPerSec.value).toBeGreaterThan(1e8);
    expect(gpu.unitCostUsd).toBeLessThan(gpu.priceUsd.value);
    expect(gpu.breakEvenUsdPerYear).toBeCloseTo((2 * 8766) / gpu.workPerSec.value, 12);
  });

  it.each([
    ['hardware of general purpose without an entry', `[{ id: gpu, chip: h100-sxm }]`, 'rented out'],
    ['an unknown chip', `[{ id: gpu, chip: h101-sxm }]`, 'h101-sxm'],
    ['an id that stands twice', `[{ id: a, chip: hypo-7nm-lpddr }, { id: a, chip: hypo-7nm-lpddr }]`, 'stands twice'],
  ])('are refused for %s', async (_, machines, found) => {
    const problem = await run(`{ kind: machines, ${hash}, machines: ${machines} }`).then(
      () => null,
      (error: unknown) => error,
    );
    expect(problem).toBeInstanceOf(UserError);
    const [first] = (problem as UserError).problems;
    expect(first!.found).toContain(found);
    expect(first!.line).toBe(4);
  });

  it('may be those of Bitcoin, with its price as the path', async () => {
    const outcome = await run('{ kind: bitcoin-list, start: 2016-01 }', {
      token: tokenWith('{ kind: history, bitcoinFrom: 2016-01 }'),
      comparisons: '[A]',
      miners: '{ expectation: { kind: trend, months: 6 }, soldMix: { energyFactor: 1.1, months: 6 } }',
    });
    if (outcome.kind !== 'given') throw new Error(outcome.kind);
    const path = outcome.paths.find(({ ruleId }) => ruleId === 'pow-100')!;
    // From about 400 USD to about 15,000 in December 2018's year, three years on.
    expect(path.central[8]!.price).toBeGreaterThan(5);
    expect(path.generation!.label).toMatch(/Antminer|Innosilicon|Whatsminer/);
  });
});
