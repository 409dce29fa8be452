import { describe, expect, it } from '@jest/globals';
import { runCli, staleBuild } from './run-cli.js';

const stale = staleBuild();
const whenBuilt = stale === null ? describe : describe.skip;
const json = async (args: readonly string[]) => JSON.parse((await runCli([...args, '--json'])).stdout);

whenBuilt(`figures that commands share (I9)${stale === null ? '' : ` (skipped: ${stale})`}`, () => {
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
