import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, parseSystemFile, resolveChip } from '../../../../src/chips/index.js';
import { memoCostModel } from '../../../../src/kernels/compose/memo-cost-model.js';
import { createDefaultCostModel } from '../../../../src/kernels/index.js';
import { NO_OVERLAP } from '../../../../src/sim/chip/overlap.js';
import { PLAIN_WAY } from '../../../../src/sim/machine/pass/inference-pass.js';
import { type MachineChoice, machineOf } from '../../../../src/sim/machine/place/machine-of.js';
import {
  type InferenceAnswer,
  type InferenceQuestion,
  simulateInference,
} from '../../../../src/sim/machine/simulate-inference.js';
import { builtinModels, resolveModel } from '../../../../src/workloads/index.js';

const chip = resolveChip(builtinCatalog(), 'h100-sxm');
const costs = memoCostModel(createDefaultCostModel());

/** A decode step of 16 sequences on H100s that are divided as chosen; the question is changed by `rest`. */
function ask(choice: Partial<MachineChoice>, rest: Partial<InferenceQuestion> = {}): InferenceAnswer {
  const answer = simulateInference(
    {
      machine: machineOf(chip, { batch: 16, ...choice }),
      architecture: resolveModel('llama-3.1-8b', builtinModels()),
      phase: 'decode',
      contextTokens: 1024,
      inputTokens: 256,
      outputTokens: 8,
      hosts: { gapSec: 0, powerW: 0 },
      way: PLAIN_WAY,
      onlyLayers: null,
      ...rest,
    },
    costs,
  );
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
}

const sum = ({ time }: InferenceAnswer) => time.computeSec + time.collectiveSec + time.bubbleSec;

describe('one pass over several chips', () => {
  it('divides its seconds into compute, collectives and bubble without rest', () => {
    for (const spread of [{}, { context: 2 }, { data: 2 }, { microbatches: 4 }])
      for (const pp of [1, 4]) {
        const answer = ask({ tp: 2, pp, ...spread });
        expect(sum(answer) / answer.kernelSeconds.value).toBeCloseTo(1, 9);
      }
  });

  it('has a bubble of (p-1)/(m+p-1) in a prefill over stages that are nearly equal', () => {
    for (const [pp, microbatches] of [
      [2, 8],
      [4, 4],
      [4, 16],
    ] as const) {
      const answer = ask({ pp, microbatches }, { phase: 'prefill', onlyLayers: 32 });
      const bubble = answer.time.bubbleSec / answer.kernelSeconds.value;
      // The first stage receives nothing.
      expect(answer.schedule).toHaveLength(pp * microbatches);
      expect(answer.schedule.at(-1)!.endSec / answer.kernelSeconds.value).toBeCloseTo(1, 9);
      expect(Math.abs(bubble - (pp - 1) / (microbatches + pp - 1))).toBeLessThan(0.03);
    }
  });

  it('keeps every stage busy in decode with as many microbatches as stages', () => {
    const bubble = (microbatches: number) => {
      const answer = ask({ pp: 4, microbatches }, { onlyLayers: 32 });
      return answer.time.bubbleSec / answer.kernelSeconds.value;
    };
    expect(bubble(4)).toBeLessThan(0.1);
    expect(bubble(1)).toBeGreaterThan(0.7);
  });

  it('hides the share of collectives that it is told to', () => {
    const none = ask({ tp: 4 });
    const half = ask(
      { tp: 4 },
      { way: { ...PLAIN_WAY, overlap: { ...NO_OVERLAP, all_reduce: 0.5, all_gather: 0.5 } } },
    );
    expect(half.time.collectiveSec / none.time.collectiveSec).toBeCloseTo(0.5, 6);
    expect(half.time.computeSec).toBeCloseTo(none.time.computeSec, 12);
    expect(half.time.hiddenCollectiveSec).toBeCloseTo(none.time.collectiveSec / 2, 9);
  });

  it('shares the batch among replicas, which cost their energy each', () => {
    const one = ask({ batch: 8 });
    const two = ask({ batch: 16, dp: 2 });
    expect(two.kernelSeconds).toEqual(one.kernelSeconds);
    expect(two.kernelJoules.value).toBeCloseTo(2 * one.kernelJoules.value, 9);
    expect(two.flops).toBe(2 * one.flops);
    expect(two.tokens).toBe(2 * one.tokens);
  });

  it('takes what is measured within a usual node and the closed form on another network', () => {
    const system = (text: string) => parseSystemFile('s.yaml', text, chip).network;
    const usual = ask({ tp: 8 });
    const same = ask({ tp: 8, network: system('node: { chips: 8 }') });
    const ring = ask({ tp: 8, network: system('node: { chips: 8, topology: ring, bandwidth: 50 GB/s }') });
    const apart = ask({
      tp: 8,
      network: system('node: { chips: 4 }\nnetwork: { nodes: 2, bandwidth: 25 GB/s, latency: 5 us }'),
    });
    expect(same.kernelSeconds).toEqual(usual.kernelSeconds);
    expect(usual.kernelSeconds.provenance).toBe('calibrated');
    expect(usual.collectives[0]).toMatchObject({ axis: 'tp', kind: 'all_reduce', ranks: 8, algorithm: null });
    expect(usual.collectives.reduce((sum, { calls, seconds }) => sum + calls * seconds, 0)).toBeCloseTo(
      usual.time.collectiveSec,
      9,
    );
    expect(ring.collectives.map(({ algorithm }) => algorithm)).toEqual(['ring', 'ring']);
    expect(ring.kernelSeconds.provenance).toBe('analytic');
    for (const other of [ring, apart]) {
      expect(other.time.computeSec).toBeCloseTo(usual.time.computeSec, 12);
      expect(other.time.collectiveSec).toBeGreaterThan(usual.time.collectiveSec);
    }
  });

  it('refuses a system with too few chips, and experts that do not divide', () => {
    const question = (architecture: string, choice: Partial<MachineChoice>): InferenceQuestion => ({
      machine: machineOf(chip, { dtype: 'fp8', batch: 8, tp: 4, ...choice }),
      architecture: resolveModel(architecture, builtinModels()),
      phase: 'decode',
      contextTokens: 64,
      inputTokens: 1,
      outputTokens: 1,
      hosts: { gapSec: 0, powerW: 0 },
      way: PLAIN_WAY,
      onlyLayers: null,
    });
    const { network } = parseSystemFile('s.yaml', 'node: { chips: 2 }', chip);
    const refusal = (id: string, choice: Partial<MachineChoice>) => simulateInference(question(id, choice), costs);
    expect(refusal('llama-3.1-8b', { network })).toMatchObject({ refused: expect.stringContaining('2 chips') });
    expect(refusal('mixtral-8x7b', { ep: 3 })).toMatchObject({ refused: expect.stringContaining('8 experts') });
  });
});
