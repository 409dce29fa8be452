import { describe, expect, it } from '@jest/globals';
import {
  builtinCatalog,
  type NetworkedSystem,
  parseSystemFile,
  resolveChip,
  usualNetwork,
} from '../../../src/chips/index.js';
import { collectiveTime, createDefaultCostModel, isRefusal } from '../../../src/kernels/index.js';
import type { CollectiveOperator } from '../../../src/workloads/operators/operator.js';

const chip = (id: string) => resolveChip(builtinCatalog(), id);
const model = createDefaultCostModel();
const reduce = (ranks: number, bytes = 1 << 20): CollectiveOperator => ({
  kind: 'all_reduce',
  ranks,
  bytes,
  dtype: 'bf16',
});

function system(id: string, text: string | null, count = 8, stride = 1): NetworkedSystem {
  const network = text === null ? usualNetwork(chip(id), count)! : parseSystemFile('s.yaml', text, chip(id)).network;
  return { chip: chip(id), count, topology: 'switch', network, stride };
}

function cost(op: CollectiveOperator, on: NetworkedSystem) {
  const result = model.estimate(op, on, { weightCopies: 1 });
  if (isRefusal(result)) throw new Error(result.refused);
  return result;
}

describe('collectives on a network', () => {
  it('are those of the kernel model within a usual node of measured links', () => {
    const plain = model.estimate(
      reduce(8),
      { chip: chip('h100-sxm'), count: 8, topology: 'switch' },
      { weightCopies: 1 },
    );
    expect(cost(reduce(8), system('h100-sxm', null))).toEqual(plain);
    expect(cost(reduce(4), system('h100-sxm', 'node: { chips: 8 }'))).toMatchObject({
      seconds: { provenance: 'calibrated' },
    });
  });

  it('are closed forms across nodes, at a stride that leaves the node, and on links that nobody timed', () => {
    for (const on of [
      system('h100-sxm', null, 16),
      system('h100-sxm', null, 16, 8),
      system('mi300x', null),
      system('tpu-v4', 'node: { chips: 8 }'),
    ]) {
      const ranks = on.stride === 8 ? 2 : on.count;
      const { seconds } = cost(reduce(ranks), on);
      const expected = collectiveTime(reduce(ranks), on.network, on.stride).seconds;
      expect(seconds.provenance).toBe('analytic');
      expect(seconds.value).toBe(expected.value);
      expect(seconds.low).toBeLessThanOrEqual(expected.low);
    }
  });

  it('of chips that are no GPUs are a factor of three uncertain', () => {
    const { seconds } = cost(reduce(8), system('tpu-v4', 'node: { chips: 8 }'));
    expect(seconds.high / seconds.value).toBeGreaterThanOrEqual(3);
    expect(seconds.value / seconds.low).toBeGreaterThanOrEqual(3);
  });

  it('are refused where the ranks are more than the chips', () => {
    expect(
      model.estimate(reduce(16), system('h100-sxm', 'node: { chips: 8, topology: ring }'), { weightCopies: 1 }),
    ).toEqual({
      refused: '16 ranks 1 chips apart are more than the 8 chips of the system.',
    });
  });

  it('choose as their examples say', () => {
    const network = usualNetwork(chip('h100-sxm'), 8)!;
    expect(collectiveTime({ kind: 'all_reduce', ranks: 8, bytes: 1 << 20 }, network, 1).algorithm).toBe(
      'halving-doubling',
    );
    expect(usualNetwork(chip('h100-sxm'), 16)!.between!.dimensions).toEqual([2]);
  });
});
