import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import { spawnCli, staleBuild } from '../cli/run-cli.js';
import { describeWithShared, type Shared } from './describe-with-shared.js';

const script = fileURLToPath(new URL('../../scripts/fetch-timings.mjs', import.meta.url));

const body = (shared: Shared) => {
  const folder = mkdtempSync(join(tmpdir(), 'fetch-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const fetchTimings = (...args: string[]) =>
    spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8' });

  it('rebuilds the rows of a list from a clone, and names those that the clone does not have', () => {
    mkdirSync(join(folder, 'clones', 'vidur'), { recursive: true });
    copyFileSync(shared.path('samples/vidur/mlp.csv'), join(folder, 'clones', 'vidur', 'mlp.csv'));
    const table = [
      'kernels',
      'import',
      'clones/vidur/mlp.csv',
      '--source',
      'vidur:mlp',
      '--device',
      'a40',
      '-o',
      'all.csv',
    ];
    expect(spawnCli(table, folder).status).toBe(0);
    const keys = fetchTimings('--list', 'all.csv').stdout.trimEnd().split('\n');
    expect(keys.length).toBeGreaterThan(100);
    writeFileSync(
      join(folder, 'sources.csv'),
      'source,repository,path,licence,device\nvidur:mlp,vidur,mlp.csv,MIT,a40\n',
    );
    writeFileSync(join(folder, 'keys.csv'), `${keys.slice(0, 8).join('\n')}\n`);
    const rebuilt = fetchTimings(
      '--keys',
      'keys.csv',
      '--sources',
      'sources.csv',
      '--clones',
      'clones',
      '--out',
      'out',
    );
    expect(rebuilt.stdout).toBe('7 of 7 rows rebuilt\n');
    const all = new Set(readFileSync(join(folder, 'all.csv'), 'utf8').split('\n'));
    const rows = readFileSync(join(folder, 'out', 'a40.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(rows.length).toBe(8);
    for (const row of rows.slice(1)) expect(all.has(row.replace('MIT', ''))).toBe(true);
    writeFileSync(join(folder, 'more.csv'), `${keys.slice(0, 3).join('\n')}\nvidur:mlp,kernel=gemm;m=1;n=1;k=1\n`);
    const partial = fetchTimings(
      '--keys',
      'more.csv',
      '--sources',
      'sources.csv',
      '--clones',
      'clones',
      '--out',
      'out',
    );
    expect(partial.status).toBe(1);
    expect(partial.stderr).toContain('not found: vidur:mlp kernel=gemm;m=1;n=1;k=1');
  });
};

describeWithShared('fetch-timings', ['samples/vidur'], body, staleBuild);
