import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli, staleBuild } from './run-cli.js';

const stale = staleBuild();
const whenBuilt = stale === null ? describe : describe.skip;

whenBuilt(`siliconomics economy${stale === null ? '' : ` (skipped: ${stale})`}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'economy-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('recomputes the claims and the back-test on Pearl', async () => {
    expect(JSON.parse((await runCli(['economy', 'claims', '--json'])).stdout).claims).toHaveLength(8);
    expect(JSON.parse((await runCli(['economy', 'backtest', 'pearl', '--json'])).stdout)).toMatchObject({
      measuredInBand: true,
    });
  });

  it('writes the back-test on Bitcoin with its pictures, tables and Parquet', async () => {
    const out = join(folder, 'backtest');
    const run = await runCli(['economy', 'backtest', 'bitcoin', '-o', out, '--json']);
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout).bars).toHaveLength(11);
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
    for (const name of [
      'report.html',
      'outcome.json',
      'outcome.parquet',
      'manifest.json',
      'charts/hash-rate.png',
      'scores.csv',
    ]) {
      expect(files).toContain(name);
    }
  });

  it('names a file that is missing and exits with 2', async () => {
    const index = await runCli(['economy', 'backtest', 'bitcoin', '--index', join(folder, 'missing.csv')]);
    expect(index.status).toBe(2);
    expect(index.stderr).toContain('missing.csv');
  });
});
