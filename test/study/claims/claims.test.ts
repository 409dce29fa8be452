import { describe, expect, it } from '@jest/globals';
import { CLAIMS, type Claim, holds, judge } from '../../../src/study/claims/index.js';

const ratio: Claim = {
  id: 'ratio',
  claim: 'a is ten times b',
  madeBy: 'a test',
  quantity: 'a over b',
  unit: 'x',
  test: { kind: 'at-least', value: 10 },
  inputs: [
    { name: 'a', unit: '', low: 50, best: 80, high: 200, source: 'test' },
    { name: 'b', unit: '', low: 9, best: 10, high: 11, source: 'test' },
  ],
  compute: ([a, b]) => a! / b!,
  remark: '',
};

describe('the judgement of a claim', () => {
  it('spans the corners of the inputs and names the input that turns it', () => {
    const verdict = judge(ratio);
    expect(verdict.result.best).toBe(8);
    expect(verdict.result.low).toBeCloseTo(50 / 11, 12);
    expect(verdict.result.high).toBeCloseTo(200 / 9, 12);
    expect(verdict.verdict).toBe('not supported at the best inputs, but for some');
    expect(verdict.flips[0]!.turnsAt).toBeCloseTo(100, 6);
    expect(verdict.flips[0]!.withinRange).toBe(true);
    expect(verdict.flips[1]!.turnsAt).toBeCloseTo(8, 6);
    expect(verdict.flips[1]!.withinRange).toBe(false);
  });

  it('has four verdicts', () => {
    const withTest = (test: Claim['test']) => judge({ ...ratio, test }).verdict;
    expect(withTest({ kind: 'at-least', value: 4 })).toBe('supported for all inputs');
    expect(withTest({ kind: 'at-most', value: 9 })).toBe('supported at the best inputs, not for all');
    expect(withTest({ kind: 'at-least', value: 30 })).toBe('not supported for any inputs');
    expect(withTest({ kind: 'about', value: 15, factor: 1.2 })).toBe('not supported at the best inputs, but for some');
  });

  it('tests at least, at most and about', () => {
    expect(holds({ kind: 'at-least', value: 2 }, 2)).toBe(true);
    expect(holds({ kind: 'at-most', value: 2 }, 2.1)).toBe(false);
    expect(holds({ kind: 'about', value: 10, factor: 2 }, 5)).toBe(true);
    expect(holds({ kind: 'about', value: 10, factor: 2 }, 21)).toBe(false);
  });
});

describe('the claims that are shipped', () => {
  it('have ranges around their best values and a source for each', () => {
    for (const claim of CLAIMS) {
      for (const input of claim.inputs) {
        expect([claim.id, input.name, input.low <= input.best && input.best <= input.high]).toEqual([
          claim.id,
          input.name,
          true,
        ]);
        expect(input.source.length).toBeGreaterThan(5);
      }
    }
  });

  it('come out as the arithmetic of their sources says', () => {
    const result = (id: string) => judge(CLAIMS.find((claim) => claim.id === id)!);
    // 40,955 / 13.5 J/TH: 3,030 times, 30 times short of the claim.
    expect(result('asic-over-gpu').result.best).toBeCloseTo(3033.7, 1);
    expect(result('asic-over-gpu').verdict).toBe('not supported for any inputs');
    // 138 TWh / 8,766 h.
    expect(result('sixteen-gigawatt').result.best).toBeCloseTo(15.74, 2);
    expect(result('ten-million-blackwell').result.best).toBeGreaterThan(7.5);
    expect(result('ten-million-blackwell').result.best).toBeLessThan(8.5);
    expect(result('fifteen-years').result.best).toBeCloseTo(2.49, 2);
    expect(result('cheap-as-electricity').verdict).toBe('not supported for any inputs');
  });
});
