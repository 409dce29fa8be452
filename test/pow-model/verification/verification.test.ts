import { describe, expect, it } from '@jest/globals';
import {
  detectionProbability,
  deterrentSlash,
  logitsCheck,
  networkVerificationShare,
  toplocCheck,
} from '../../../src/pow-model/index.js';

describe('spot checks', () => {
  it('detect with 1 - (1 - f)^m', () => {
    expect(detectionProbability(0.01, 200)).toBeCloseTo(1 - 0.99 ** 200, 12);
    expect(detectionProbability(1e-9, 1000)).toBeCloseTo(1e-6, 12);
    expect(detectionProbability(0, 5)).toBe(0);
    expect(detectionProbability(1, 1)).toBe(1);
  });

  it('deter from where the slash balances the gain', () => {
    const slash = deterrentSlash(10, 0.2);
    expect(slash).toBe(40);
    expect(10 * (1 - 0.2) - slash * 0.2).toBeCloseTo(0, 12);
    expect(deterrentSlash(10, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('cost the network validators x participants x samples over all units', () => {
    const share = networkVerificationShare({
      validators: 20,
      participants: 20,
      samples: 200,
      totalUnits: 20 * 10_000,
      costRatio: 1,
    });
    expect(share).toBe(0.4);
  });
});

describe('checks of inference', () => {
  const response = { promptTokens: 512, outputTokens: 512, prefillSecondsPerToken: 1e-4, decodeSecondsPerToken: 1e-2 };

  it('by TOPLOC carry 258 bytes for 32 tokens and cost one prefill pass', () => {
    const check = toplocCheck(response);
    expect(check.proofBytes).toBe(258 * 16);
    expect(check.costShare).toBeCloseTo((1024 * 1e-4) / (512 * 1e-4 + 5.12), 12);
  });

  it('by logits cost less than a whole TOPLOC pass for one validator', () => {
    expect(logitsCheck(response, 1, 1).costShare).toBeLessThan(toplocCheck(response).costShare);
    expect(logitsCheck(response, 0, 5).costShare).toBe(0);
    expect(() => logitsCheck({ ...response, outputTokens: 0 }, 1, 1)).toThrow('output-tokens');
  });
});
