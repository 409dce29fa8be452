import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli, spawnCli, staleBuild } from './run-cli.js';

const stale = staleBuild();

(stale === null ? describe : describe.skip)(
  `the built program in a process of its own${stale === null ? '' : ` (skipped: ${stale})`}`,
  () => {
    let folder = '';
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'run-cli-'));
      writeFileSync(join(folder, 'forged.json'), '{ "proof": 1 }');
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each([
      [0, 'chips show h100-sxm --json'],
      [0, '--help'],
      [0, '--version'],
      [0, 'pow list'],
      [2, 'studdy'],
      [2, 'study nowhere.yaml --json'],
      [2, 'pow verify forged.json'],
      [3, 'pow prove --bits 0x03000001 --attempts 1'],
    ])('exits with %i and prints what it prints within the process of the tests: %s', async (status, words) => {
      const own = spawnCli(words.split(' '), folder);
      expect(own.status).toBe(status);
      expect(own.stdout + own.stderr).not.toBe('');
      expect(await runCli(words.split(' '), folder)).toEqual(own);
    });

    it('exits with 1 where a proof breaks a rule', async () => {
      expect(spawnCli(['pow', 'prove', '-o', 'proof.json'], folder).status).toBe(0);
      const harder = ['pow', 'verify', 'proof.json', '--bits', '0x1d00ffff'];
      const own = spawnCli(harder, folder);
      expect(own.status).toBe(1);
      expect(await runCli(harder, folder)).toEqual(own);
    });

    it('completes words in a shell without a complaint', () => {
      const { status, stdout, stderr } = spawnCli(['--get-yargs-completions', 'siliconomics', 'chips', ''], folder);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout.split('\n')).toEqual(expect.arrayContaining(['list', 'show', 'check', 'diff', 'import']));
    });

    it('leaves folder and exit code of the tests as they were', async () => {
      const before = [process.cwd(), process.exitCode, readdirSync('.')];
      expect((await runCli(['studdy'], folder)).status).toBe(2);
      expect([process.cwd(), process.exitCode, readdirSync('.')]).toEqual(before);
    });
  },
);
