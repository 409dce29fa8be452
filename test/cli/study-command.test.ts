import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { givenText, tokenWith } from '../study/given-text.js';
import { SMALL_STUDY } from '../study/study-fixture.js';
import { runCli, spawnCli, staleBuild } from './run-cli.js';

const stale = staleBuild();
const whenBuilt = stale === null ? describe : describe.skip;

whenBuilt(`siliconomics study${stale === null ? '' : ` (skipped: ${stale})`}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'study-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('writes the report, the outcome, tables and a manifest, the outcome byte for byte again', async () => {
    writeFileSync(join(folder, 'small.yaml'), SMALL_STUDY);
    const first = spawnCli(['study', 'small.yaml', '-o', 'a'], folder);
    expect(first.stderr).toContain('report.html');
    expect(first.status).toBe(0);
    expect(first.stdout).toMatch(/pow-100 +split-5-95 +pos-only/);
    await runCli(['study', 'small.yaml', '-o', 'b', '--quiet'], folder);
    const outcome = readFileSync(join(folder, 'a', 'outcome.json'), 'utf8');
    expect(readFileSync(join(folder, 'b', 'outcome.json'), 'utf8')).toBe(outcome);
    for (const file of ['machines.csv', 'phases.csv', 'rules.csv', 'trajectories.csv']) {
      expect(readFileSync(join(folder, 'a', file), 'utf8').split('\n').length).toBeGreaterThan(2);
    }
    const manifest = JSON.parse(readFileSync(join(folder, 'a', 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({ kind: 'study', fingerprint: JSON.parse(outcome).fingerprint });
    const page = readFileSync(join(folder, 'a', 'report.html'), 'utf8');
    expect(page).toContain('<svg');
    // Nothing on the page is fetched; sources are named as plain text.
    expect(page).not.toMatch(/(?:src|href)\s*=\s*["']?(?:https?:)?\/\/|url\(\s*["']?https?:|@import/);
  });

  it('reports every error of a wrong file with its line, exits with 2 and writes nothing', async () => {
    const wrong = SMALL_STUDY.replace('h100-sxm', 'h100-sxn')
      .replace('runs: 20', 'runs: -20')
      .replace('emission', 'emision');
    writeFileSync(join(folder, 'wrong.yaml'), wrong);
    const result = await runCli(['study', 'wrong.yaml', '-o', 'c'], folder);
    expect(result.status).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).toMatch(/wrong\.yaml:\d+: .*emision/);
    expect(result.stderr).toMatch(/wrong\.yaml:\d+: scenario\.runs/);
    expect(existsSync(join(folder, 'c'))).toBe(false);
  });

  it('refuses an infeasible machine with the memory arithmetic', async () => {
    writeFileSync(join(folder, 'large.yaml'), SMALL_STUDY.replace('batch: 8 }', 'batch: 5000 }'));
    const result = await runCli(['study', 'large.yaml', '-o', 'd'], folder);
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(/weights .* GB .* = .* GB of 85\.90 GB/);
    expect(existsSync(join(folder, 'd'))).toBe(false);
  });

  it('a missing file and a misspelt command are usage errors', async () => {
    expect(await runCli(['study', 'nowhere.yaml'], folder)).toMatchObject({ status: 2, stdout: '' });
    expect(await runCli(['studdy'], folder)).toMatchObject({ status: 2 });
  });

  it('replays Bitcoin at 5 % into a folder, the same bytes each time', async () => {
    for (const [name, command] of [
      ['a', spawnCli],
      ['b', runCli],
    ] as const) {
      const run = await command(['study', 'examples/bitcoin-at-5-percent.yaml', '-o', join(folder, name), '--json']);
      expect(run.status).toBe(0);
      expect(JSON.parse(run.stdout)).toMatchObject({ schemaVersion: 2, kind: 'bitcoin-replay' });
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
    for (const file of ['outcome.json', 'outcome.parquet', 'report.html']) {
      const bytes = (name: string) => readFileSync(join(folder, name, file), 'utf8');
      expect(bytes('a')).toBe(bytes('b'));
    }
    const manifest = (name: string) =>
      JSON.parse(readFileSync(join(folder, name, 'manifest.json'), 'utf8')) as Record<string, unknown>;
    expect({ ...manifest('a'), environment: null }).toEqual({ ...manifest('b'), environment: null });
  });

  it('runs a study of given machines into a folder', async () => {
    const file = join(folder, 'given.yaml');
    writeFileSync(file, givenText());
    const out = join(folder, 'given');
    const run = await runCli(['study', file, '-o', out, '--json']);
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ schemaVersion: 2, kind: 'given', reference: 'pow-100' });
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining(['report.html', 'outcome.json', 'outcome.parquet', 'figures.csv', 'central_path.csv']),
    );
  });

  it.each([
    ['a negative price path', { token: tokenWith("{ kind: expression, price: '1 - t' }") }, 7],
    ['a history that is not there', { token: tokenWith('{ kind: history, csv: none.csv }') }, null],
  ] as const)('refuses %s with its line, exits with 2 and writes nothing', async (_, change, line) => {
    const file = join(folder, 'hostile.yaml');
    writeFileSync(file, givenText(change));
    const out = join(folder, 'hostile-out');
    const run = await runCli(['study', file, '-o', out]);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(line === null ? 'none.csv' : `hostile.yaml:${line}`);
    expect(run.stdout).toBe('');
    expect(existsSync(out)).toBe(false);
  });

  it('names the file and line of a mistake, exits with 2 and writes nothing', async () => {
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, 'kind: bitcoin-replay\nname: bad\ntitle: Bad\nshares: [101 %]\n');
    const run = await runCli(['study', file, '-o', join(folder, 'out')]);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('bad.yaml:4');
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});
