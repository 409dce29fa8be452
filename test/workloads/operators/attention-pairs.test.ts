import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { causalPairs, visibleKeys } from '../../../src/workloads/index.js';

const size = fc.integer({ min: 1, max: 60 });
const reach = fc.integer({ min: 0, max: 80 });

/** Keys that the query at `position` (counted from 0) sees. */
function keysOf(position: number, window: number): number[] {
  const first = window === 0 ? 0 : Math.max(0, position - window + 1);
  return Array.from({ length: position - first + 1 }, (_, index) => first + index);
}

describe('causal attention', () => {
  it('counts the pairs that a walk over queries and keys counts', () => {
    fc.assert(
      fc.property(size, size, reach, (qLen, cached, window) => {
        const kvLen = cached - 1 + qLen;
        const seen = Array.from({ length: qLen }, (_, index) => keysOf(kvLen - qLen + index, window));
        expect(causalPairs(qLen, kvLen, window)).toBe(seen.flat().length);
        expect(visibleKeys(qLen, kvLen, window)).toBe(new Set(seen.flat()).size);
      }),
    );
  });

  it('is half a square plus half a diagonal for a whole prompt', () => {
    expect(causalPairs(1024, 1024, 0)).toBe((1024 * 1025) / 2);
  });
});
