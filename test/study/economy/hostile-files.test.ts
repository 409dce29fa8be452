import { describe, expect, it } from '@jest/globals';
import { UserError } from '../../../src/foundation/user-error.js';
import { PricePathError, tokenPricePath } from '../../../src/pow-model/market/token-price.js';
import { parseEconomyFile } from '../../../src/study/economy/economy-file.js';

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
    parseEconomyFile('hostile.yaml', text);
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}

describe('an economy file that cannot be meant', () => {
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

describe('a price path that cannot be', () => {
  it.each(['0', '-1', 'ln(-1)', '1 / 0'])('is refused in the week in which the price is %s', (price) => {
    const expression = { text: `t < 0.5 ? 1 : ${price}`, names: ['t'] };
    const path = () => tokenPricePath({ kind: 'expression', expression }, 104, 'seed', 0);
    expect(path).toThrow(PricePathError);
    expect(path).toThrow(/week 2[67]/);
  });
});
