import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, resolveChip } from '../../../src/chips/index.js';
import { memoCostModel } from '../../../src/kernels/compose/memo-cost-model.js';
import { bundledCalibrations, createCalibratedCostModel } from '../../../src/kernels/index.js';
import { PLAIN_WAY } from '../../../src/sim/machine/pass/inference-pass.js';
import { machineOf } from '../../../src/sim/machine/place/machine-of.js';
import { simulateInference } from '../../../src/sim/machine/simulate-inference.js';
import { traceInference } from '../../../src/sim/machine/trace-inference.js';
import { timeOf } from '../../../src/sim/trace/chip-trace.js';
import { traceJson } from '../../../src/sim/trace/trace-event.js';
import { builtinModels, resolveModel } from '../../../src/workloads/index.js';
import { traceFaults } from '../trace/trace-rules.js';

describe('the trace of an inference pass', () => {
  const question = {
    machine: machineOf(resolveChip(builtinCatalog(), 'h100-sxm'), {
      dtype: 'bf16' as const,
      kvDtype: null,
      batch: 2,
      tp: 2,
      pp: 2,
    }),
    architecture: resolveModel('llama-3.1-8b', builtinModels()),
    phase: 'decode' as const,
    contextTokens: 1024,
    inputTokens: 1,
    outputTokens: 1,
    hosts: { gapSec: 0, powerW: 0 },
    way: PLAIN_WAY,
    onlyLayers: null,
  };
  const model = memoCostModel(createCalibratedCostModel(bundledCalibrations()));
  const result = simulateInference(question, model);
  if ('refused' in result) throw new Error(result.refused);
  const events = traceInference(question, result.placement, model);
  if ('refused' in events) throw new Error(events.refused);
  const all = [...events];

  it('shows one process a stage, one after the other', () => {
    const ends = [1, 2].map((stage) =>
      all.filter((event) => event.ph === 'X' && event.pid === stage).map((event) => timeOf(event)),
    );
    expect(ends[0]!.length).toBeGreaterThan(0);
    expect(Math.min(...ends[1]!)).toBeGreaterThan(Math.max(...ends[0]!));
  });

  it('names all stages before the first event and keeps the rules of the format', () => {
    expect(traceFaults([...traceJson(all, {})].join(''))).toEqual([]);
    const first = all.findIndex((event) => event.ph !== 'M');
    expect(new Set(all.slice(0, first).map(({ pid }) => pid))).toEqual(new Set([1, 2]));
  });

  it('lasts as long as the kernels of all groups', () => {
    const busy = all.reduce((sum, event) => sum + (event.ph === 'X' ? event.dur * 1e-6 : 0), 0);
    const groups = result.groups.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(Math.abs(busy / groups - 1)).toBeLessThan(1e-6);
  });
});
