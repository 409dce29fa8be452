import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ladderText, tokenWith } from '../study/economy/ladder-text.js';
import { runCli, staleBuild } from './run-cli.js';

const stale = staleBuild();
const whenBuilt = stale === null ? describe : describe.skip;

whenBuilt(`siliconomics economy${stale === null ? '' : ` (skipped: ${stale})`}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'economy-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('replays Bitcoin at 5 % into a folder, the same bytes each time', () => {
    for (const name of ['a', 'b']) {
      const run = runCli(['economy', 'run', 'examples/bitcoin-at-5-percent.yaml', '-o', join(folder, name), '--json']);
      expect(run.status).toBe(0);
      expect(JSON.parse(run.stdout)).toMatchObject({ schemaVersion: 1, kind: 'bitcoin-replay' });
      expect(readdirSync(join(folder, name)).sort()).toEqual([
        'charts',
        'generations.csv',
        'manifest.json',
        'outcome.json',
        'outcome.parquet',
        'report.html',
        'years.csv',
        'years_delayed.csv',
      ]);
    }
    for (const file of ['outcome.json', 'manifest.json', 'outcome.parquet']) {
      const bytes = (name: string) => readFileSync(join(folder, name, file), 'utf8');
      expect(bytes('a')).toBe(bytes('b'));
    }
  });

  it('recomputes the claims and the back-test on Pearl', () => {
    expect(JSON.parse(runCli(['economy', 'claims', '--json']).stdout).claims).toHaveLength(8);
    expect(JSON.parse(runCli(['economy', 'backtest', 'pearl', '--json']).stdout)).toMatchObject({
      measuredInBand: true,
    });
  });

  it('writes the back-test on Bitcoin with its pictures, tables and Parquet', () => {
    const out = join(folder, 'backtest');
    const run = runCli(['economy', 'backtest', 'bitcoin', '-o', out, '--json']);
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

  it('runs a ladder into a folder', () => {
    const file = join(folder, 'ladder.yaml');
    writeFileSync(file, ladderText());
    const out = join(folder, 'ladder');
    const run = runCli(['economy', 'run', file, '-o', out, '--json']);
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ schemaVersion: 1, kind: 'ladder', reference: 'pow-100' });
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining(['report.html', 'outcome.json', 'outcome.parquet', 'figures.csv', 'central_path.csv']),
    );
  });

  it.each([
    ['a negative price path', { token: tokenWith("{ kind: expression, price: '1 - t' }") }, 7],
    ['a history that is not there', { token: tokenWith('{ kind: history, csv: none.csv }') }, null],
  ] as const)('refuses %s with its line, exits with 2 and writes nothing', (_, change, line) => {
    const file = join(folder, 'hostile.yaml');
    writeFileSync(file, ladderText(change));
    const out = join(folder, 'hostile-out');
    const run = runCli(['economy', 'run', file, '-o', out]);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(line === null ? 'none.csv' : `hostile.yaml:${line}`);
    expect(run.stdout).toBe('');
    expect(existsSync(out)).toBe(false);
  });

  it('names the file and line of a mistake, exits with 2 and writes nothing', () => {
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, 'kind: bitcoin-replay\nname: bad\ntitle: Bad\nshares: [101 %]\n');
    const run = runCli(['economy', 'run', file, '-o', join(folder, 'out')]);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('bad.yaml:4');
    expect(existsSync(join(folder, 'out'))).toBe(false);
    const index = runCli(['economy', 'backtest', 'bitcoin', '--index', join(folder, 'missing.csv')]);
    expect(index.status).toBe(2);
    expect(index.stderr).toContain('missing.csv');
  });
});
