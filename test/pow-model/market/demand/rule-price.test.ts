import { describe, expect, it } from '@jest/globals';
import { soldShare } from '../../../../src/pow-model/market/index.js';
import { rewardPreset } from '../../../../src/pow-model/rules/index.js';

describe('the share of an emission that is sold', () => {
  it('is what miners sell, and what stakers and the owner of the network sell as holders', () => {
    // 41 % to miners, who sell all; 41 % to stakers and 18 % to the owner, who sell a fifth.
    expect(soldShare(rewardPreset('bittensor-41-41-18')!, 1, 0.2)).toBeCloseTo(0.41 + 0.59 * 0.2, 3);
    expect(soldShare(rewardPreset('pow-100')!, 0.8, 0.2)).toBeCloseTo(0.8, 12);
    expect(soldShare(rewardPreset('pos-only')!, 1, 0.2)).toBeCloseTo(0.2, 12);
  });
});
