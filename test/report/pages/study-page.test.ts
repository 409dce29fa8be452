import { describe, expect, it } from '@jest/globals';
import { studyPage } from '../../../src/report/pages/study-page.js';
import { outcomeOf } from '../../../src/study/index.js';
import { exampleEconomy, runInline } from '../../study/example-economy.js';

const pageOf = async (name: string, change: object = {}) => {
  const result = await runInline(exampleEconomy(name, change));
  return (await studyPage(result, outcomeOf(result))).page;
};

describe('the report of a study', () => {
  it('draws uses, map and sensitivity, names each comparison and loads nothing from the network', async () => {
    const page = await pageOf('emission-and-share', { draws: 20, comparisons: ['A', 'C'] });
    // Two of uses, map, break-even, chips, three paths, and tornado and variance of two rules.
    expect(page.match(/<svg/g)!.length).toBe(12);
    expect(page).toContain('A: equal emission and equal coin price');
    expect(page).toContain('C: equal real cost to holders');
    expect(page).toContain('mode designed');
    expect(page).not.toMatch(/(src|href)="https?:/);
  });

  it('draws the replay and says that machines are given', async () => {
    const page = await pageOf('bitcoin-at-5-percent');
    expect(page).toContain('machines of history are given');
    expect(page).toContain('had chips waited for their pay');
    expect(page.match(/<svg/g)!.length).toBe(3);
  });
});
