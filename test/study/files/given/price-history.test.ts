import { describe, expect, it } from '@jest/globals';
import { UserError } from '../../../../src/foundation/errors/user-error.js';
import { bitcoinPrices, readPrices } from '../../../../src/study/files/given/price-history.js';

const problemsOf = (text: string) => {
  try {
    readPrices(text, 'prices.csv');
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
};

describe('a table of prices', () => {
  it('is its column price in the order of the rows', () => {
    expect(readPrices('date,price\n2020-01,1.5\n2020-02, 2 \n\n2020-03,4\n', 'prices.csv')).toEqual([1.5, 2, 4]);
  });

  it('is refused with the lines of all prices that cannot be', () => {
    const problems = problemsOf('price\n1\n-2\n3\nmany\n');
    expect(problems.map(({ line }) => line)).toEqual([3, 5]);
    expect(problems[0]!.file).toBe('prices.csv');
  });

  it.each(['', 'price\n1\n', 'date,close\n1,2\n3,4\n', 'price,x\n1\n', '"price\n1'])(
    'is refused when it is no such table: %j',
    (text) => {
      expect(problemsOf(text)).toHaveLength(1);
    },
  );
});

describe('what Bitcoin cost', () => {
  it('is the history that ships, month by month', () => {
    const prices = bitcoinPrices('2016-01');
    expect(prices.length).toBeGreaterThan(110);
    expect(prices[0]!).toBeGreaterThan(300);
    expect(prices[0]!).toBeLessThan(500);
  });
});
