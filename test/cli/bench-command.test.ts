import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { benchFileOf, type Metric } from '../../src/bench/index.js';
import { runCli, staleBuild } from './run-cli.js';

const stale = staleBuild();
const whenBuilt = stale === null ? describe : describe.skip;
const folder = mkdtempSync(join(tmpdir(), 'bench-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bench = (...args: string[]) => runCli(['bench', ...args], folder);

function write(name: string, level: number, answer = 42): string {
  const samples = Array.from({ length: 30 }, (_, i) => level * (1 + 0.001 * ((i * 7) % 5)));
  const metrics: Metric[] = [
    { kind: 'measured', name: 'sort', unit: 's', direction: 'lower', samples },
    { kind: 'exact', name: 'answer', unit: '', value: answer, relativeTolerance: 0 },
  ];
  writeFileSync(join(folder, name), JSON.stringify(benchFileOf(metrics, { session: 's', environment: { cpu: 'A' } })));
  return name;
}

whenBuilt(`bench${stale === null ? '' : ` (skipped: ${stale})`}`, () => {
  it('compare fails on drift from the last accepted release where each step passes', async () => {
    const [base, head, release] = [write('base.json', 1.09), write('head.json', 1.1), write('release.json', 1)];
    expect((await bench('compare', base, head)).status).toBe(0);
    const drifted = await bench('compare', base, head, '--release', release, '--json');
    expect(drifted.status).toBe(1);
    const { comparison, release: ofRelease } = JSON.parse(drifted.stdout);
    expect([comparison.outcome, ofRelease.outcome]).toEqual(['pass', 'regression']);
  });

  it('baseline update stores, lists and refuses deterministic changes until they are accepted', async () => {
    const at = ['--folder', 'stored'];
    expect((await bench('baseline', 'update', write('first.json', 1), ...at, '--accept')).status).toBe(0);
    expect((await bench('baseline', 'list', ...at)).stdout).toMatch(/model-outputs +1 +0/);
    const changed = write('changed.json', 1, 43);
    expect(await bench('baseline', 'update', changed, ...at)).toMatchObject({ status: 1 });
    expect((await bench('baseline', 'update', changed, ...at, '--accept')).status).toBe(0);
    expect((await bench('compare', 'stored', changed, '--exact-only')).status).toBe(0);
  });

  it('compare --record fills the store that history reads, and history names the runs and draws them', async () => {
    for (let day = 0; day < 24; day++) {
      const file = write('day.json', day < 12 ? 1 : 1.2);
      if (day === 0) expect((await bench('compare', file, file, '--record', 'runs.jsonl')).status).toBe(0);
      else {
        const line = readFileSync(join(folder, file), 'utf8');
        writeFileSync(join(folder, 'runs.jsonl'), `${line}\n`, { flag: 'a' });
      }
    }
    const found = await bench('history', 'runs.jsonl', '--chart', 'history.svg', '--alarm', '20');
    expect(found.status).toBe(1);
    expect(found.stdout).toMatch(/sort +regressed .* run 12\.\.run 13/);
    expect(readFileSync(join(folder, 'history.svg'), 'utf8')).toMatch(/^<svg/);
    expect((await bench('history', 'runs.jsonl', '--alarm', '5')).status).toBe(0);
  });
});
