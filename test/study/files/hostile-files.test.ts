import { describe, expect, it } from '@jest/globals';
import { UserError } from '../../../src/foundation/errors/user-error.js';
import { coinPricePath, PricePathError } from '../../../src/pow-model/market/scenario/coin-price.js';
import { parseStudyFile } from '../../../src/study/files/study-file.js';
import { givenText, tokenWith } from '../given-text.js';

const fileWith = (rule: string, rest = '') =>
  [
    'kind: designed',
    'name: hostile',
    'title: Hostile',
    `rules: [pow-100, ${rule}]`,
    'reference: pow-100',
    'token: { emission: 1e9 USD/year, marketValue: 20e9 USD }',
    rest,
  ].join('\n');

function problemsOf(text: string) {
  try {
    parseStudyFile('hostile.yaml', text);
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}

describe('a study file that cannot be meant', () => {
  it('is read without a problem when its rules sum to 100 %', () => {
    expect(problemsOf(fileWith('{ id: mine, work: 41 %, stake: 59 % }'))).toEqual([]);
  });

  it('is refused with the line of a rule that sums to 101 %', () => {
    const problems = problemsOf(fileWith('{ id: mine, work: 42 %, stake: 59 % }'));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'bad-rule', file: 'hostile.yaml', line: 4 });
  });

  it('is refused for negative money and a negative growth of hardware costs, both at once', () => {
    const problems = problemsOf(fileWith('pos-only', 'demand: { outside: -1 USD/year }\nreferenceProgress: -3'));
    expect(problems.map((one) => one.line)).toEqual([7, 8]);
  });
});

describe('a given-machines file that cannot be meant', () => {
  it.each([
    ['a malformed expression', { token: tokenWith("{ kind: expression, price: '2 * (t' }") }, 7],
    ['an expression of itself', { token: tokenWith("{ kind: expression, price: 'price + 1' }") }, 7],
    ['a rule of 101 %', { rules: '[pow-100, { id: mine, work: 60 %, stake: 41 % }]' }, 5],
    ['a cohort with no machines', { sites: '{ kind: table, cohorts: [{ price: 0.05 USD/kWh, capacity: 0 }] }' }, 11],
    ['a thousand years', { horizon: '1000 years' }, 8],
    ['more runs than time', { runs: '1e9' }, 9],
    ['no horizon that is a number', { horizon: '.nan' }, 8],
    ['no machines', { hardware: '{ kind: hash-list, machines: [] }' }, 4],
    ['a price below nothing', { sites: '{ kind: table, cohorts: [{ price: -1 USD/kWh, capacity: 1 }] }' }, 11],
  ] as const)('is refused for %s with its line', (_, change, line) => {
    expect(problemsOf(givenText(change)).map((one) => one.line)).toEqual([line]);
  });
});

describe('a price path that cannot be', () => {
  it.each(['0', '-1', 'ln(-1)', '1 / 0'])('is refused in the week in which the price is %s', (price) => {
    const expression = { text: `t < 0.5 ? 1 : ${price}`, names: ['t'] };
    const path = () => coinPricePath({ kind: 'expression', expression }, 104, 'seed', 0);
    expect(path).toThrow(PricePathError);
    expect(path).toThrow(/week 2[67]/);
  });
});
