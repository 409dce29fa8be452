import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { economyReport } from '../../../src/report/write/economy-report.js';
import { parseEconomyFile } from '../../../src/study/economy/economy-file.js';
import { runEconomy } from '../../../src/study/economy/run-economy.js';

const pageOf = (name: string, change: object = {}) => {
  const path = new URL(`../../../examples/${name}.yaml`, import.meta.url);
  const file = parseEconomyFile(`${name}.yaml`, readFileSync(path, 'utf8')).value;
  return economyReport(runEconomy({ ...file, ...change } as typeof file));
};

describe('the report of an economy file', () => {
  it('draws uses, map and sensitivity, names each comparison and loads nothing from the network', async () => {
    const page = await pageOf('emission-and-share', { draws: 20, comparisons: ['A', 'C'] });
    expect(page.match(/<svg/g)!.length).toBe(5);
    expect(page).toContain('A: equal emission and equal token price');
    expect(page).toContain('C: equal real cost to holders');
    expect(page).toContain('mode designed');
    expect(page).not.toMatch(/(src|href)="https?:/);
  });

  it('draws the replay and says that machines are given', async () => {
    const page = await pageOf('bitcoin-at-5-percent');
    expect(page).toContain('mode ladder');
    expect(page.match(/<svg/g)!.length).toBe(1);
  });
});
