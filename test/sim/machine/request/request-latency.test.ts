import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, resolveChip } from '../../../../src/chips/index.js';
import { isAbsent } from '../../../../src/foundation/index.js';
import { memoCostModel } from '../../../../src/kernels/compose/memo-cost-model.js';
import { createDefaultCostModel } from '../../../../src/kernels/index.js';
import { NO_REWRITE, PLAIN_WAY } from '../../../../src/sim/machine/pass/inference-pass.js';
import { inferencePlace } from '../../../../src/sim/machine/place/inference-place.js';
import { DECODE_SAMPLES } from '../../../../src/sim/machine/place/machine-defaults.js';
import { machineOf } from '../../../../src/sim/machine/place/machine-of.js';
import { type MachineSpec, placeMachine } from '../../../../src/sim/machine/place/place-machine.js';
import { simulateRequest } from '../../../../src/sim/machine/request/inference-request.js';
import { requestLatency } from '../../../../src/sim/machine/request/request-latency.js';
import { simulateInference } from '../../../../src/sim/machine/simulate-inference.js';
import { builtinModels, resolveModel } from '../../../../src/workloads/index.js';

const chip = resolveChip(builtinCatalog(), 'h100-sxm');
const architecture = resolveModel('qwen3-0.6b', builtinModels());
const model = memoCostModel(createDefaultCostModel());
const spec: MachineSpec = {
  chip,
  count: 1,
  tp: 1,
  pp: 1,
  ep: 1,
  cp: 1,
  microbatches: null,
  network: null,
  dtype: 'bf16',
  kvDtype: 'bf16',
  batch: 4,
};

function run(outputTokens: number, samples: number | null) {
  const placement = placeMachine(spec, architecture, 512 + outputTokens, 512);
  if ('refused' in placement) throw new Error(placement.refused);
  const shape = { architecture, dtype: 'bf16', kvDtype: 'bf16', batch: 4, inputTokens: 512, outputTokens } as const;
  const request = simulateRequest(inferencePlace(placement, spec, model), shape, NO_REWRITE, samples);
  if ('refused' in request) throw new Error(request.refused);
  return request;
}

describe('the latency of a request', () => {
  const GAP = 1e-3;

  it('has TPOT = (E2E - TTFT) / (output - 1), for any host gap', () => {
    for (const gap of [0, GAP]) {
      const { ttftSec, tpotSec, itlSec, e2eSec } = requestLatency(run(33, null), gap);
      if (isAbsent(tpotSec) || isAbsent(itlSec)) throw new Error('33 tokens have gaps');
      expect(tpotSec.value).toBeCloseTo((e2eSec.value - ttftSec.value) / 32, 12);
      expect(itlSec.first.value).toBeLessThanOrEqual(tpotSec.value);
      expect(itlSec.last.value).toBeGreaterThanOrEqual(tpotSec.value);
    }
  });

  it('is that of the prefill for an answer of one token, which the prefill gives', () => {
    const request = run(1, null);
    const { ttftSec, tpotSec, e2eSec } = requestLatency(request, GAP);
    expect(request.passes).toBe(1);
    expect(ttftSec.value).toBe(request.prefill.seconds.value + GAP);
    expect(e2eSec.value).toBe(ttftSec.value);
    expect(tpotSec).toMatchObject({ value: null, reason: expect.stringContaining('one token') });
  });

  it('hardly changes when only some steps are simulated', () => {
    const [all, some] = [run(512, null), run(512, DECODE_SAMPLES)];
    expect(Math.abs(some.decodeSeconds.value / all.decodeSeconds.value - 1)).toBeLessThan(5e-4);
    expect(Math.abs(some.decodeJoules.value / all.decodeJoules.value - 1)).toBeLessThan(5e-4);
  });

  it('is what simulate answers with', () => {
    const answer = simulateInference(
      {
        machine: machineOf(chip, { dtype: 'bf16', kvDtype: 'bf16', batch: 4, tp: 1, pp: 1 }),
        architecture,
        phase: 'request',
        contextTokens: 1,
        inputTokens: 512,
        outputTokens: 33,
        hosts: { gapSec: GAP, powerW: 0 },
        way: PLAIN_WAY,
        onlyLayers: null,
      },
      model,
    );
    if ('refused' in answer) throw new Error(answer.refused);
    expect(answer.latency).toEqual(requestLatency(run(33, DECODE_SAMPLES), GAP));
    expect(answer.latency!.e2eSec).toEqual(answer.withHostGap.seconds);
  });
});
