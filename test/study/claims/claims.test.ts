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

  it('stays open where an input without a best value decides, and says at which value of it', () => {
    const unknown = { name: 'a', unit: '', low: 50, best: null, high: 200, source: 'test' };
    const open = judge({ ...ratio, inputs: [unknown, ratio.inputs[1]!] });
    expect(open.result.best).toBeNull();
    expect(open.verdict).toBe('open: inputs that are not known decide');
    expect(open.flips[0]!.turnsAt).toBeCloseTo(100, 6);
    const decided = judge({ ...ratio, inputs: [{ ...unknown, low: 120 }, ratio.inputs[1]!] });
    expect(decided.verdict).toBe('supported for all inputs');
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
        expect([
          claim.id,
          input.name,
          input.best === null || (input.low <= input.best && input.best <= input.high),
        ]).toEqual([claim.id, input.name, true]);
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
    expect(result('ten-million-blackwell').result.best).toBeGreaterThan(7.3);
    expect(result('ten-million-blackwell').result.best).toBeLessThan(8.1);
    // 0.05 / 0.41: at more than 12.2 % of emission on such subnets the share is above 5 %, with nothing burned.
    const five = result('five-to-miners');
    expect(five.verdict).toBe('open: inputs that are not known decide');
    expect(five.flips.slice(1).map((flip) => flip.turnsAt!.toFixed(3))).toEqual(['0.122', '0.122']);
    // 85 TWh of four hyperscalers without Meta over 8,766 h are 9.7 GW.
    expect(result('larger-than-data-centres').result.best).toBeCloseTo(15.74 / 9.7, 2);
    expect(result('larger-than-ai-sites').result.best).toBeCloseTo(15.74 / (0.927 + 0.819 + 0.684 + 0.368), 1);
    expect(result('fifteen-years').result.best).toBeCloseTo(2.49, 2);
    expect(result('cheap-as-electricity').verdict).toBe('not supported for any inputs');
  });
});
