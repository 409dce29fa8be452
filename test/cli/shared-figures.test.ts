import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli, staleBuild } from './run-cli.js';

const stale = staleBuild();
const whenBuilt = stale === null ? describe : describe.skip;
const json = async (args: readonly string[]) => JSON.parse((await runCli([...args, '--json'])).stdout);

const STUDY = `name: shared
title: Shared
machines:
  - { id: h100, chip: h100-sxm, dtype: bf16, kvDtype: bf16, batch: 64 }
  - { id: lpddr, chip: hypo-7nm-lpddr, dtype: int8, kvDtype: int8, batch: 64 }
workloads: [{ id: chat, kind: inference, model: llama-3.1-8b, inputTokens: 1024, outputTokens: 1024 }]
paid: [chat]
rules: [pow-100]
scenario: { runs: 20, horizon: 1 year, emission: 1e9 USD/year, marketValue: 2e10 USD, stakedFraction: 60 % }
`;

whenBuilt(`figures that commands share (I9)${stale === null ? '' : ` (skipped: ${stale})`}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'shared-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are the same bits in study and simulate', async () => {
    writeFileSync(join(folder, 'study.yaml'), STUDY);
    const study = await runCli(['study', 'study.yaml', '-o', 'out', '--json', '--quiet'], folder);
    expect(study.stderr).toBe('');
    const { machines } = JSON.parse(study.stdout);
    for (const [i, [chip, dtype]] of [['h100-sxm', 'bf16'] as const, ['hypo-7nm-lpddr', 'int8'] as const].entries()) {
      const [chat] = machines[i].workloads;
      const asked = ['--chip', chip, '--dtype', dtype, '--kv-dtype', dtype, '--batch', '64', '--phase', 'request'];
      const { cost, withHostGap } = await json(['simulate', '--model', 'llama-3.1-8b', ...asked]);
      const band = ({ value, low, high }: Record<string, unknown>) => ({ value, low, high });
      expect(band(chat.joulesPerToken)).toEqual(band(withHostGap.joulesPerToken));
      expect(band(chat.tokensPerSec)).toEqual(band(withHostGap.tokensPerSecond));
      expect(band(chat.producerUsdPerMillionTokens)).toEqual(band(cost.producer.totalUsd));
    }
  });

  it('are the same bits in chips diff and simulate', async () => {
    const { decode } = await json(['chips', 'diff', 'h100-sxm', 'hypo-7nm-lpddr', '--model', 'llama-3.1-8b']);
    for (const [i, chip] of ['h100-sxm', 'hypo-7nm-lpddr'].entries())
      for (const batch of [1, 16]) {
        const point = decode.curves[i].points.find((one: { batch: number }) => one.batch === batch);
        const { withHostGap } = await json([
          'simulate',
          '--chip',
          chip,
          '--model',
          'llama-3.1-8b',
          '--batch',
          `${batch}`,
        ]);
        expect(point.tokensPerSecond).toBe(withHostGap.tokensPerSecond.value);
        expect(point.joulesPerToken).toBe(withHostGap.joulesPerToken.value);
        expect(point.secondsPerStep).toBe(withHostGap.seconds.value);
      }
  });
});

whenBuilt(`messages of kernels estimate${stale === null ? '' : ` (skipped: ${stale})`}`, () => {
  const refused = async (...words: string[]) =>
    (await runCli(['kernels', 'estimate', ...words, '--chip', 'h100-sxm'])).stderr;

  it('name what is missing, misspelt or no size, each once and in plain words', async () => {
    expect(await refused('gem', 'm=16')).toContain('kind: "gem" is not an operator. Did you mean gemm?');
    const several = await refused('gemm', 'm=16', 'n=x', 'q=3');
    expect(several).toContain('n: It must be a whole number of at least 1; found "x".');
    expect(several).toContain('k: It is missing.');
    expect(several).toContain('q: The operator has no such size.');
    expect(several).not.toMatch(/NaN|undefined|Invalid/);
  });
});
