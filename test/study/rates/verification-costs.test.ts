import { describe, expect, it } from '@jest/globals';
import { FALSE_SHARE, verificationCosts } from '../../../src/study/rates/index.js';

const of = (protocol: string) => verificationCosts().find((one) => one.protocol === protocol)!;

describe('verification costs', () => {
  it('of Gonka flag five mismatches of 200, by the binomial', () => {
    const rate = FALSE_SHARE + (1 - FALSE_SHARE) * 5e-4;
    let below = 0;
    let term = (1 - rate) ** 200;
    for (let bad = 0; bad < 5; bad++) {
      below += term;
      term *= ((200 - bad) / (bad + 1)) * (rate / (1 - rate));
    }
    expect(of('gonka-v1').check).toContain('from 5 mismatches');
    expect(of('gonka-v1').detection).toBeCloseTo(1 - below, 10);
    expect(of('gonka-v1').workShare).toBeNull();
  });

  it('of TOPLOC are one prefill pass over the whole response, of logits less', () => {
    expect(of('toploc').workShare).toBeCloseTo((2048 * 0.01) / (1024 * 0.01 + 1024), 12);
    expect(of('toploc').proofBytes).toBe(258 * 32);
    expect(of('logits').workShare!).toBeLessThan(of('toploc').workShare!);
  });

  it('deter from where the slash balances the gain', () => {
    for (const { detection, slashOverGain } of verificationCosts()) {
      expect(1 - detection - slashOverGain * detection).toBeCloseTo(0, 12);
    }
  });
});
