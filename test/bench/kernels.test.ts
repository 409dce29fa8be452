import { describe, expect, it } from '@jest/globals';
import { kernelSuite } from '../../src/bench/kernels/kernel-case.js';
import { localChip } from '../../src/bench/kernels/local-chip.js';
import { belowTimerFloor, measureRound, summarise } from '../../src/bench/kernels/measure-kernel.js';
import type { KernelResult, SuiteRun } from '../../src/bench/kernels/run-suite.js';
import { openBackend } from '../../src/bench/kernels/tfjs-backend.js';
import { timingsCsv } from '../../src/bench/kernels/timings-csv.js';
import { parseChipFile } from '../../src/chips/index.js';
import { createCalibratedCostModel, isRefusal, parseTimings } from '../../src/kernels/index.js';
import { PLAIN_WAY } from '../../src/sim/machine/pass/inference-pass.js';
import { machineOf } from '../../src/sim/machine/place/machine-of.js';
import { simulateInference } from '../../src/sim/machine/simulate-inference.js';
import { builtinModels, resolveModel } from '../../src/workloads/index.js';

/** A run on a machine that computes 20 GFLOP/s, streams 10 GB/s and takes 5 us to start. */
function inventedRun(): SuiteRun {
  const results = kernelSuite(false).map((kernel): KernelResult => {
    const seconds = 5e-6 + Math.max(kernel.flops / 20e9, kernel.bytes / 10e9);
    const samples = Array<number>(7).fill(seconds);
    return {
      name: kernel.name,
      samples,
      calls: 1,
      summary: summarise(samples),
      ops: kernel.flops,
      kernel,
      belowTimerFloor: false,
    };
  });
  const samples = [1e-6];
  results.push({
    name: 'hash',
    samples,
    calls: 1,
    summary: summarise(samples),
    ops: 2000,
    kernel: null,
    belowTimerFloor: false,
  });
  return {
    backend: 'tfjs-wasm',
    backendVersion: '0',
    results,
    environment: { cpu: 'invented' },
    timerStepSeconds: 1e-8,
  };
}

describe('a measured host', () => {
  it('becomes rows that the timing tables accept without a problem', () => {
    const run = inventedRun();
    const { rows, problems } = parseTimings(timingsCsv(run, 'local'), 'x.csv', () => true);
    expect(problems).toEqual([]);
    expect(rows.length).toBe(run.results.length - 2);
  });

  it('becomes a chip whose calibration predicts the layer it was measured with', () => {
    const { yaml, calibration } = localChip(inventedRun(), 'local', 8e9, '2026-01-01');
    const chip = parseChipFile('local.yaml', yaml, 'local');
    const answer = simulateInference(
      {
        machine: machineOf(chip, { dtype: 'fp32', kvDtype: null, batch: 1, tp: 1, pp: 1 }),
        architecture: resolveModel('qwen3-0.6b', builtinModels()),
        phase: 'decode',
        contextTokens: 512,
        inputTokens: 1,
        outputTokens: 1,
        hosts: { gapSec: 0, powerW: 0 },
        way: PLAIN_WAY,
        onlyLayers: 1,
      },
      createCalibratedCostModel([calibration]),
    );
    if (isRefusal(answer)) throw new Error(answer.refused);
    const bytes = 4 * (1024 * 4096 + 2048 * 1024 + 1024 * 6144 + 3072 * 1024 + 2 * 8 * 128 * 512);
    expect(answer.kernelSeconds.value / (bytes / 10e9)).toBeGreaterThan(0.9);
    expect(answer.kernelSeconds.value / (bytes / 10e9)).toBeLessThan(1.15);
    expect(answer.groups.map(({ group }) => group)).not.toContain('lm_head');
  });
});

describe('samples of a kernel', () => {
  it('keep their outliers and count them', () => {
    const { seconds, outliers } = summarise([1, 1.01, 1.02, 0.99, 1, 1.01, 9]);
    expect(seconds.value).toBe(1.01);
    expect(seconds.high).toBeGreaterThanOrEqual(seconds.value);
    expect(outliers).toBe(1);
  });
});

describe('a round of samples', () => {
  const options = { precision: 0.02, secondsPerRound: 0.05, rounds: 1 };
  const constant = (seconds: number) => async () => seconds;

  it('times so many calls together that a sample lasts 2 ms, where the backend can', async () => {
    expect(await measureRound(constant(1e-5), true, options)).toMatchObject({ calls: 200 });
    expect(await measureRound(constant(1e-5), false, options)).toMatchObject({ calls: 1 });
    expect(await measureRound(constant(1), true, options)).toMatchObject({ calls: 1 });
  });

  it('ends at the precision, and takes more samples of what is noisy', async () => {
    const steady = await measureRound(constant(1e-3), true, options);
    expect(steady.samples).toHaveLength(7);
    let call = 0;
    const noisy = await measureRound(async () => (call++ % 2 === 0 ? 1e-5 : 2e-5), true, {
      ...options,
      secondsPerRound: 1,
    });
    expect(noisy.samples.length).toBeGreaterThan(50);
  });

  it('of a kernel slower than its patience has at least one sample and few calls', async () => {
    let calls = 0;
    const seconds = async () => {
      calls++;
      return 60;
    };
    expect((await measureRound(seconds, true, options)).samples).toEqual([60]);
    expect(calls).toBeLessThanOrEqual(3);
  });

  it('names samples that the clock cannot resolve', () => {
    expect(belowTimerFloor(2e-3, 1e-6)).toBe(false);
    expect(belowTimerFloor(5e-5, 1e-6)).toBe(true);
  });
});

describe('a backend that cannot be used', () => {
  it('is reported by name and not replaced', async () => {
    const opened = await openBackend('tfjs-node');
    if ('unavailable' in opened) expect(opened.unavailable).toMatch(/^tfjs-node: /);
    else expect(opened.name).toBe('tfjs-node');
  });
});
