import { describe, expect, it } from '@jest/globals';
import { REWARD_PRESETS, rewardPreset } from '../../../src/pow-model/rules/reward-presets.js';
import { rewardRuleFaults, workShare } from '../../../src/pow-model/rules/reward-rule.js';

describe('reward rules', () => {
  it('are sound as shipped', () => {
    for (const rule of REWARD_PRESETS) expect([rule.id, rewardRuleFaults(rule)]).toEqual([rule.id, []]);
  });

  it('pay to work what their names say', () => {
    const share = (id: string) => workShare(rewardPreset(id)!);
    expect(share('pow-100')).toBe(1);
    expect(share('bittensor-41-41-18')).toBeCloseTo((1 - 11_796 / 65_535) / 2, 10);
    expect(share('split-5-95')).toBe(0.05);
    expect(share('bittensor-llm-view')).toBeCloseTo((1 - 11_796 / 65_535) / 2, 10);
    expect(share('pos-only')).toBe(0);
    expect(rewardPreset('pow-101')).toBeNull();
  });

  it('name every fault of a rule', () => {
    const rule = rewardPreset('bittensor-llm-view')!;
    const twice = { ...rule, stake: -0.1, work: rule.work.map((workClass) => ({ ...workClass, label: 'same' })) };
    expect(rewardRuleFaults(twice)).toEqual([
      'stake share is -0.1, outside 0 to 1',
      'shares sum to 0.489997711, not 1',
      'two classes of work carry the same label',
    ]);
    expect(rewardRuleFaults({ ...rewardPreset('pos-only')!, stake: 1.01 })).toContain('shares sum to 1.01, not 1');
    expect(rewardRuleFaults({ ...rewardPreset('pos-only')!, stake: Number.NaN })).toHaveLength(2);
  });
});
