import { describe, expect, it } from '@jest/globals';
import { gonkaCountedWeight, gonkaIsDown, gonkaSlash } from '../../../src/pow-model/index.js';

describe('Gonka collateral', () => {
  it('loses 20 % for invalid work and 10 % for downtime above 5 % missed', () => {
    expect(gonkaSlash(1001n, 'invalid')).toBe(200n);
    expect(gonkaSlash(1001n, 'downtime')).toBe(100n);
    expect(gonkaIsDown(5, 100)).toBe(false);
    expect(gonkaIsDown(6, 100)).toBe(true);
  });

  it('backs the weight beyond a fifth after epoch 180', () => {
    expect(gonkaCountedWeight({ weight: 1000n, backedWeight: 0n, epoch: 180 })).toBe(1000n);
    expect(gonkaCountedWeight({ weight: 1000n, backedWeight: 0n, epoch: 181 })).toBe(200n);
    expect(gonkaCountedWeight({ weight: 1000n, backedWeight: 5000n, epoch: 181 })).toBe(1000n);
  });
});
