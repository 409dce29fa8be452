import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { chips, isUserError, runStudy, type SimulateOptions, simulate, workloads } from '../../src/index.js';
import { runCli, staleBuild } from '../cli/run-cli.js';

const file = 'extends: h100-sxm\nmemory: { bandwidth: +30 % }';
const data = { extends: 'h100-sxm', memory: { bandwidth: '+30 %' } };
const SYSTEM = 'node: { chips: 8 }\nhost: { power: 1500 W }\n';

describe('simulate', () => {
  test('a chip may be given by name, as text of a file, as plain data or parsed, with the same answer', async () => {
    const parsed = chips.parseChip('own-chip', data);
    const [ofText, ofData, ofChip] = await Promise.all(
      [file, data, parsed].map((chip) => simulate(chip, 'llama-3.1-8b')),
    );
    expect(ofText).toEqual(ofData);
    expect(ofChip).toEqual(ofData);
    const ofParent = await simulate('h100-sxm', 'llama-3.1-8b');
    expect(ofData!.kernelSeconds.value).toBeLessThan(ofParent.kernelSeconds.value);
  });

  test('a model may be given by name, as plain data or read, with the same figures', async () => {
    const model = workloads.readModel('llama-3.1-8b');
    const described = workloads.architectureFile(model);
    const [byName, byData, read] = await Promise.all(
      ['Llama-3.1-8B', described, model].map((one) => simulate('h100-sxm', one)),
    );
    expect(read).toEqual(byName);
    expect({ ...byData, model: byName!.model }).toEqual(byName);
  });

  test('a larger batch makes more tokens of a step', async () => {
    expect((await simulate('h100-sxm', 'llama-3.1-8b', { batch: 8 })).tokens).toBe(8);
  });

  test('the hosts of a described system draw power', async () => {
    const options = { tp: 8, system: { node: { chips: 8 }, host: { power: '1500 W' } } };
    const [alone, hosted] = await Promise.all([
      simulate('h100-sxm', 'llama-3.1-8b', { tp: 8 }),
      simulate('h100-sxm', 'llama-3.1-8b', options),
    ]);
    expect(hosted).toEqual(await simulate('h100-sxm', 'llama-3.1-8b', { tp: 8, system: SYSTEM }));
    const more = hosted.withHostGap.joules.value - alone.withHostGap.joules.value;
    expect(more).toBeCloseTo(1500 * hosted.withHostGap.seconds.value, 6);
    expect(Object.isFrozen(options.system.node)).toBe(false);
  });

  test('a model that does not fit is refused as data that survives JSON', async () => {
    const error = await simulate('l40s', 'llama-3.1-405b').catch((reason: unknown) => reason);
    expect(isUserError(error)).toBe(true);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      code: 'user-error',
      problems: [{ code: 'infeasible', line: null }],
    });
  });

  test('unknown names and options are all reported at once, each at its place', async () => {
    const options = { batch: 0, overlap: 2, phas: 'decode' } as SimulateOptions;
    const error = await simulate('h100-sxn', 'llama-3.1-8x', options).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      problems: [
        { code: 'unknown-chip', path: 'chip', fix: expect.stringContaining('h100-sxm') },
        { code: 'unknown-model', path: 'model' },
        { file: 'simulate' },
        { file: 'simulate' },
        { file: 'simulate' },
      ],
    });
  });

  test('more layers than the model has are refused', async () => {
    await expect(simulate('h100-sxm', 'llama-3.1-8b', { onlyLayers: 33 })).rejects.toMatchObject({
      problems: [{ path: 'onlyLayers' }],
    });
  });
});

describe('runStudy', () => {
  const REPLAY = { kind: 'bitcoin-replay', name: 'r', title: 'R', shares: ['5 %'] };

  test('takes text or plain data', async () => {
    expect(await runStudy(JSON.stringify(REPLAY))).toEqual(await runStudy(REPLAY));
  });

  test('refuses what is no study with every problem', async () => {
    await expect(runStudy({ kind: 'given' })).rejects.toMatchObject({ code: 'user-error' });
  });

  test('refuses a seed where nothing is drawn', async () => {
    await expect(runStudy(REPLAY, { seed: 'x' })).rejects.toMatchObject({ problems: [{ code: 'bad-seed' }] });
  });
});

const stale = staleBuild();

(stale === null ? describe : describe.skip)(
  `the same bits as the commands${stale === null ? '' : `: ${stale}`}`,
  () => {
    const printed = async (args: readonly string[]): Promise<unknown> =>
      JSON.parse((await runCli([...args, '--json', '--quiet'])).stdout);
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

    test.each<[string, string, string, string, SimulateOptions]>([
      ['h100-sxm', 'llama-3.1-8b', '', 'by default', {}],
      [
        'l40s',
        'qwen3-32b',
        '--dtype fp8 --phase request --batch 8',
        'a request',
        { dtype: 'fp8', phase: 'request', batch: 8 },
      ],
      [
        'hypo-7nm-lpddr',
        'llama-3.1-8b',
        '--volume 5000 --pue 1.3 --load 0.5',
        'terms',
        { volume: 5000, pue: 1.3, load: 0.5 },
      ],
      [
        'h100-sxm',
        'llama-3.1-70b',
        '--tp 4 --dp 2 --batch 32 --overlap 0.5 --kernel-gap 5e-6s',
        'eight chips',
        { tp: 4, dp: 2, batch: 32, overlap: 0.5, kernelGapSec: 5e-6 },
      ],
    ])('simulate %s %s %s, %s', async (chip, model, words, _, options) => {
      const command = await printed([
        'simulate',
        '--chip',
        chip,
        '--model',
        model,
        ...words.split(' ').filter(Boolean),
      ]);
      const { elasticity, ...simulation } = await simulate(chip, model, options);
      expect(elasticity).toBeNull();
      expect(command).toMatchObject(plain(simulation) as object);
    });

    test('study', async () => {
      const out = mkdtempSync(join(tmpdir(), 'siliconomics-library-'));
      try {
        const file = 'examples/bitcoin-at-5-percent.yaml';
        const { tables } = (await printed(['study', file, '-o', join(out, 'report')])) as { tables: unknown };
        expect(tables).toEqual(plain((await runStudy(readFileSync(file, 'utf8'))).tables));
      } finally {
        rmSync(out, { recursive: true });
      }
    });

    test('elasticities', async () => {
      const command = await printed(['simulate', '--chip', 'a30', '--model', 'llama-3.1-8b', '--elasticity']);
      expect(command).toMatchObject(plain(await simulate('a30', 'llama-3.1-8b', { elasticity: true })) as object);
    });
  },
);
