import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { staleBuild } from '../cli/run-cli.js';

const folder = fileURLToPath(new URL('../../examples/library/', import.meta.url));
const stale = staleBuild();

(stale === null ? describe : describe.skip)(`programs of examples/library${stale === null ? '' : `: ${stale}`}`, () => {
  test.each(readdirSync(folder))('%s runs and prints', (name) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [`${folder}${name}`], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).not.toMatch(/NaN|undefined/);
    expect(stdout.trim()).not.toBe('');
  });
});
