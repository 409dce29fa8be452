import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../../../src/', import.meta.url));
const callers = (name: string) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.generated.ts'))
    .filter((file) =>
      new RegExp(`^(?!\\s*\\*).*(?<!function )\\b${name}\\(`, 'm').test(readFileSync(root + file, 'utf8')),
    )
    .sort();

describe('one simulator of a fleet', () => {
  it('alone clears the market; the back-test and the weeks of studies call it', () => {
    expect(callers('clearingLnHashprice')).toEqual(['pow-model/market/fleet/simulate-fleet.ts']);
    expect(callers('simulateFleet')).toEqual([
      'pow-model/history/bitcoin-run.ts',
      'pow-model/market/fleet/simulate-market.ts',
    ]);
    expect(callers('weeklyMarket')).toEqual([
      'pow-model/market/fleet/simulate-market.ts',
      'pow-model/market/runs/market-runs.ts',
    ]);
  });
});
