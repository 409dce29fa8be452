import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { weightedSteps } from '../../../../src/sim/machine/request/inference-request.js';

describe('steps that stand for others', () => {
  it('stand for all steps, and integrate a straight line exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 2, max: 40 }), (count, samples) => {
        const steps = weightedSteps(count, samples);
        const total = steps.reduce((sum, { weight }) => sum + weight, 0);
        const line = steps.reduce((sum, { step, weight }) => sum + step * weight, 0);
        expect(total).toBeCloseTo(count, 6);
        expect(line).toBeCloseTo((count * (count + 1)) / 2, 4);
      }),
    );
  });
});
