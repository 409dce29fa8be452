import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { staleBuild } from '../cli/run-cli.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const stale = staleBuild();
const guide = readFileSync(`${root}docs/library.md`, 'utf8');
const blocks = [...guide.matchAll(/^## (.+)$|^```js\n([\s\S]*?)^```$/gm)].reduce<{ title: string; code: string[][] }>(
  ({ title, code }, [, heading, block]) => ({
    title: heading ?? title,
    code: block === undefined ? code : [...code, [heading ?? title, block]],
  }),
  { title: 'The library', code: [] },
).code;

/** A program in strict TypeScript that uses what the package declares. */
const PROGRAM = `
import { evaluate, isUserError, runStudy, simulate, type Outcome, type Simulation } from 'siliconomics';
import { parseChip, type Chip } from 'siliconomics/chips';

const chip: Chip = parseChip('mine', { extends: 'h100-sxm', tdp: '600 W' });
const simulation: Simulation = await simulate(chip, 'llama-3.1-8b', { phase: 'request', batch: 8 });
const seconds: number = simulation.kernelSeconds.value;
const outcome: Outcome = await runStudy({ kind: 'bitcoin-replay' });
const bound: string = (await evaluate('pow', { chip: 'a30', protocol: 'sha256d' })).bound;
const figure: string = (await evaluate('chip', { chip: { extends: 'a30', tdp: '150 W' } })).figures[0]!.name;
export { seconds, outcome, bound, figure, isUserError };

// @ts-expect-error: no such phase
await simulate('h100-sxm', 'llama-3.1-8b', { phase: 'encode' });
// @ts-expect-error: no such option
await simulate('h100-sxm', 'llama-3.1-8b', { batches: 8 });
// @ts-expect-error: no such kind
await evaluate('simulation', { chip: 'a30', model: 'llama-3.1-8b' });
// @ts-expect-error: a copy is no chip
const copy: Chip = { ...chip, id: 'copy' };
export { copy };
`;

test('the guide has a program a chapter', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(7);
});

(stale === null ? describe : describe.skip)(`the built package${stale === null ? '' : `: ${stale}`}`, () => {
  let folder = '';
  // Beside the package, whose name then leads to itself.
  beforeAll(() => {
    mkdirSync(`${root}coverage`, { recursive: true });
    folder = mkdtempSync(`${root}coverage/library-`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(blocks)('runs the program of "%s" in docs/library.md', (title, code) => {
    const file = join(folder, `${title.replace(/\W+/g, '-')}.mjs`);
    writeFileSync(file, code);
    const { status, stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).not.toMatch(/NaN|undefined/);
    expect(stdout.trim()).not.toBe('');
  });

  test('declares types that a strict program compiles against', () => {
    const file = join(folder, 'program.mts');
    writeFileSync(file, PROGRAM);
    const compiler = `${root}node_modules/typescript/bin/tsc`;
    const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
    const modules = [
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--lib',
      'es2023,dom',
      '--types',
      '',
      '--ignoreConfig',
    ];
    const { status, stdout } = spawnSync(process.execPath, [compiler, ...options, ...modules, file], {
      encoding: 'utf8',
      cwd: root,
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});
