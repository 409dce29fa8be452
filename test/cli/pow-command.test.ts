import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli, staleBuild } from './run-cli.js';

const stale = staleBuild();
const whenBuilt = stale === null ? describe : describe.skip;

whenBuilt(`siliconomics pow${stale === null ? '' : ` (skipped: ${stale})`}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pow-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('proves, verifies, and names the rule that a harder target or a changed proof breaks', async () => {
    expect((await runCli(['pow', 'prove', '-o', 'proof.json'], folder)).status).toBe(0);
    const verdict = await runCli(['pow', 'verify', 'proof.json', '--json'], folder);
    expect(JSON.parse(verdict.stdout)).toMatchObject({ schemaVersion: 2, ok: true });
    const harder = await runCli(['pow', 'verify', 'proof.json', '--bits', '0x1d00ffff'], folder);
    expect(harder.status).toBe(1);
    expect(harder.stdout).toMatch('ticket-above-target');
    const file = JSON.parse(readFileSync(join(folder, 'proof.json'), 'utf8'));
    writeFileSync(join(folder, 'other.json'), JSON.stringify({ ...file, header: `01${file.header.slice(2)}` }));
    expect((await runCli(['pow', 'verify', 'other.json'], folder)).stdout).toMatch('commitment-a');
  });

  it.each<[string, string[], number, string]>([
    ['a negative target', ['prove', '--bits', '0x01fedcba'], 2, 'nbits-negative'],
    ['a rank of 48', ['prove', '--rank', '48'], 2, 'rank-power-of-two'],
    ['sides beyond bounds', ['prove', '--m', '1000000'], 2, '--m'],
    ['no winning tile', ['prove', '--bits', '0x03000001', '--attempts', '1'], 3, '--attempts'],
    ['a file that is no proof', ['verify', 'nothing.json'], 2, 'nothing.json'],
    ['an unknown protocol', ['rate', '--protocol', 'x', '--chip', 'h100-sxm'], 2, 'pow list'],
    ['weights beyond memory', ['rate', '--protocol', 'gonka-v1', '--chip', 'rtx-4090'], 2, '35.5 GB'],
  ])('refuses %s', async (_name, args, status, words) => {
    const result = await runCli(['pow', ...args], folder);
    expect(result.status).toBe(status);
    expect(result.stderr).toMatch(words);
  });

  it('simulates a network file, writes its folder, and names every problem of a wrong one with its line', async () => {
    const run = await runCli(['pow', 'network', 'examples/network-hopping.yaml', '-o', join(folder, 'out'), '--json']);
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      kind: 'network',
      runs: 5,
      miners: [{}, {}, { strategy: 'hopping' }],
    });
    expect(readFileSync(join(folder, 'out', 'miners.csv'), 'utf8')).toMatch('hopper');
    const manifest = JSON.parse(readFileSync(join(folder, 'out', 'manifest.json'), 'utf8'));
    expect(manifest.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    const text = readFileSync(join(import.meta.dirname, '../../examples/network-hopping.yaml'), 'utf8');
    writeFileSync(join(folder, 'wrong.yaml'), text.replace('share: 30 %', 'share: 40 %').replace('runs: 5', 'runs: 0'));
    const wrong = await runCli(['pow', 'network', 'wrong.yaml'], folder);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toMatch('wrong.yaml:8: runs');
    expect((await runCli(['pow', 'network', 'examples/network-selfish.yaml'])).stdout).toMatch('Eyal and Sirer');
  });

  it('lists, rates and validates', async () => {
    expect(JSON.parse((await runCli(['pow', 'list', '--json'])).stdout).protocols.length).toBeGreaterThan(10);
    const rate = JSON.parse(
      (await runCli(['pow', 'rate', '--protocol', 'pearl', '--chip', 'rtx-4090', '--json'])).stdout,
    );
    expect(rate.rate).toMatchObject({ unit: 'mac', usefulShare: 0 });
    const validation = await runCli(['pow', 'validate']);
    expect(validation.status).toBe(0);
    expect(validation.stdout).not.toMatch('FAILS');
  });
});
