import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtinCatalog, resolveChip } from '../../../../src/chips/index.js';
import { type MachineSpec, type PlacedMachine, placeMachine } from '../../../../src/sim/machine/place/place-machine.js';
import { RESERVE_SHARE, stageFootprint } from '../../../../src/sim/machine/place/stage-footprint.js';
import { builtinModels, memoryFootprint, resolveModel, uniformDtypes } from '../../../../src/workloads/index.js';

const model = resolveModel('llama-3.1-8b', builtinModels());
const spec = (chip: string, rest: Partial<MachineSpec>): MachineSpec => ({
  chip: resolveChip(builtinCatalog(), chip),
  count: 1,
  tp: null,
  pp: null,
  ep: 1,
  cp: 1,
  microbatches: null,
  network: null,
  dtype: 'int8',
  kvDtype: 'int8',
  batch: 8,
  ...rest,
});

function placed(machine: MachineSpec): PlacedMachine {
  const result = placeMachine(machine, model, 2048, 1024);
  if ('refused' in result) throw new Error(result.refused);
  return result;
}

describe('placing a model on a machine', () => {
  it('one U280 does not hold 8 billion int8 weights, two in a pipeline do', () => {
    expect(placeMachine(spec('u280', {}), model, 2048, 1024)).toMatchObject({
      refused: expect.stringMatching(/weights 8\.56 GB .* of 8\.59 GB/),
    });
    expect(placed(spec('u280', { count: 2, pp: 2 })).replicas).toBe(1);
  });

  it('fit takes a machine that holds the model, and no smaller one does', () => {
    const fitted = placed(spec('hypo-5nm-sram', { count: 'fit' }));
    const capacity = resolveChip(builtinCatalog(), 'hypo-5nm-sram').memory.capacityBytes.value;
    expect(fitted.footprint.totalBytes).toBeLessThanOrEqual(capacity);
    for (const tp of [1, 2, 4, 8, 16, 32]) {
      for (const pp of [1, 2, 4, 8]) {
        if (tp * pp >= fitted.count) continue;
        const smaller = spec('hypo-5nm-sram', { count: tp * pp, tp, pp });
        expect(placeMachine(smaller, model, 2048, 1024)).toHaveProperty('refused');
      }
    }
  });

  it('refuses chips that make no whole replica, and heads that do not divide', () => {
    expect(placeMachine(spec('h100-sxm', { count: 3, tp: 2 }), model, 2048, 1024)).toMatchObject({
      refused: expect.stringContaining('no whole number of replicas'),
    });
    expect(placeMachine(spec('h100-sxm', { count: 5, tp: 5 }), model, 2048, 1024)).toMatchObject({
      refused: expect.stringContaining('do not divide'),
    });
  });

  it('divides experts and sequences over expert ranks, the cache over context ranks, and counts their chips', () => {
    const moe = resolveModel('qwen3-30b-a3b', builtinModels());
    const place = (rest: Partial<MachineSpec>) => placeMachine(spec('h100-sxm', rest), moe, 2048, 1024);
    expect(place({ count: 8, ep: 4, cp: 2 })).toMatchObject({ ep: 4, cp: 2, replicas: 1 });
    expect(place({ count: 16, ep: 4, cp: 2 })).toMatchObject({ replicas: 2, batchPerReplica: 4 });
    expect(place({ count: 4, ep: 4, cp: 2 })).toMatchObject({
      refused: '4 chips are no whole number of replicas of tp 1 x pp 1 x ep 4 x cp 2.',
    });
    expect(place({ count: 3, ep: 3 })).toMatchObject({ refused: expect.stringContaining('128 experts') });
    expect(placeMachine(spec('h100-sxm', { count: 2, ep: 2 }), model, 2048, 1024)).toMatchObject({
      refused: expect.stringContaining('no experts'),
    });
  });

  it('more replicas share the batch', () => {
    expect(placed(spec('h100-sxm', { count: 4 }))).toMatchObject({ replicas: 4, batchPerReplica: 2 });
  });
});

describe('the footprint of a pipeline stage', () => {
  const options = (batch: number) => ({
    dtypes: uniformDtypes('bf16', null),
    batch,
    contextTokens: 2048,
    stepTokens: 64,
    tp: 1,
    ep: 1,
    cp: 1,
    reserveBytes: 85e9 * RESERVE_SHARE,
  });

  it('is the whole model for one stage and never grows with stages', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.constantFrom(1, 2, 4, 8, 16), (batch, pp) => {
        const one = stageFootprint(model, options(batch), pp).totalBytes;
        const more = stageFootprint(model, options(batch), pp * 2).totalBytes;
        expect(stageFootprint(model, options(batch), 1)).toEqual(memoryFootprint(model, options(batch)));
        expect(more).toBeLessThan(one);
      }),
      { numRuns: 20 },
    );
  });

  it('adds up to at least the model over all stages', () => {
    const whole = memoryFootprint(model, options(8)).parts.find(({ name }) => name === 'weights')!.bytes;
    const stage = stageFootprint(model, options(8), 4).parts.find(({ name }) => name === 'weights')!.bytes;
    expect(4 * stage).toBeGreaterThanOrEqual(whole);
  });
});
