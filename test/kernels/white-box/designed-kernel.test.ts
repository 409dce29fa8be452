import { describe, expect, it } from '@jest/globals';
import { type Chip, nearestProcessNode, parseChip } from '../../../src/chips/index.js';
import { actionEnergies } from '../../../src/chips/power/energy-per-action.js';
import { createMappingCostModel, isRefusal, type KernelCost } from '../../../src/kernels/index.js';
import type { Operator } from '../../../src/workloads/operators/operator.js';

function chip(design: Record<string, unknown>, clock = '1 GHz'): Chip {
  return parseChip('mine', {
    name: 'mine',
    vendor: 'me',
    kind: 'asic',
    architecture: 'mine',
    year: 2026,
    process: '5 nm',
    clock,
    design: {
      arrays: { count: 16, rows: 128, columns: 128, macsPerCellCycle: { fp16: 1, int8: 1 } },
      scratchpad: { capacity: '32 MiB' },
      dram: {
        kind: 'lpddr',
        technology: 'LPDDR5X',
        channels: 4,
        channelBits: 32,
        pinRate: '8.533 Gbit/s',
        channelCapacity: '4 GiB',
      },
      cooling: '10 W/mm^2',
      ...design,
    },
  });
}

function cost(op: Operator, on: Chip): KernelCost {
  const found = createMappingCostModel().estimate(op, { chip: on, count: 1, topology: 'single' }, { weightCopies: 6 });
  if (isRefusal(found)) throw new Error(found.refused);
  return found;
}

const gemm = (m: number): Operator => ({ kind: 'gemm', m, n: 8192, k: 8192, dtype: 'int8' });
const part = ({ parts }: KernelCost, name: string) => parts.find((one) => one.name === name)?.joules ?? 0;

describe('the joules of a kernel on a floor plan', () => {
  it('are those of its parts (I4), within the full power of the board', () => {
    const described = chip({});
    for (const m of [1, 16, 256, 4096]) {
      const { joules, parts, seconds } = cost(gemm(m), described);
      expect(parts.reduce((sum, one) => sum + one.joules, 0) / joules.value).toBeCloseTo(1, 12);
      expect(joules.low).toBeLessThan(joules.value);
      expect(joules.value).toBeLessThan(joules.high);
      expect(joules.value / seconds.value).toBeGreaterThan(described.idleW.value);
      expect(joules.value / seconds.value).toBeLessThan(1.15 * described.tdpW.value);
    }
  });

  it('go to the memory at batch 1 and to the cells at batch 4096, a multiply-add at a time', () => {
    const [one, many] = [cost(gemm(1), chip({})), cost(gemm(4096), chip({}))];
    expect(part(one, 'memory')).toBeGreaterThan(10 * part(one, 'matrix cells'));
    expect(part(many, 'matrix cells')).toBeGreaterThan(part(many, 'memory'));
    const cellsAndClock = (m: number) => part(cost(gemm(m), chip({})), 'matrix cells') / m;
    expect(cellsAndClock(4096) / cellsAndClock(1024)).toBeCloseTo(1, 9);
    const saved = chip({ computeInMemory: true });
    expect(part(cost(gemm(4096), saved), 'matrix cells') / part(many, 'matrix cells')).toBeCloseTo(0.6, 9);
  });

  it('leak in proportion to time and drive the network by its length and width', () => {
    const slow = cost(gemm(4096), chip({ network: { topology: 'ring', portWidth: '16 B' } }));
    const fast = cost(gemm(4096), chip({}));
    expect(part(slow, 'leakage') / part(fast, 'leakage')).toBeCloseTo(slow.seconds.value / fast.seconds.value, 9);
    const twice = cost(gemm(4096), chip({ network: { energy: 1.28 } }));
    expect(part(twice, 'network') / part(fast, 'network')).toBeCloseTo(2, 9);
  });

  it('keep a power cap by a slower clock: longer, and with a lower supply cheaper', () => {
    const voltages = [
      { clock: '0.3 GHz', supply: '0.5 V' },
      { clock: '1 GHz', supply: '0.8 V' },
    ];
    const free = cost(gemm(4096), chip({ voltages }));
    const watts = free.joules.value / free.seconds.value;
    const capped = cost(gemm(4096), chip({ voltages, powerCap: `${0.7 * watts} W` }));
    expect(capped.seconds.value).toBeGreaterThan(1.1 * free.seconds.value);
    expect(capped.joules.value).toBeLessThan(0.9 * free.joules.value);
    expect(capped.joules.value / capped.seconds.value).toBeLessThanOrEqual(0.7 * watts * (1 + 1e-3));
    const unhurt = cost(gemm(4096), chip({ voltages, powerCap: `${2 * watts} W` }));
    expect(unhurt.seconds.value).toBe(free.seconds.value);
  });

  it('rest clock-gated for less than idle', () => {
    expect(chip({ restState: 'clock-gated' }).idleW.value).toBeLessThan(chip({}).idleW.value);
  });

  it('take half of a static access for a byte of ROM, whose bit lines are half as long', () => {
    const weights = chip({ dram: undefined, rom: { capacity: '4 GiB', bandwidth: '8 TB/s' } });
    const run = cost(gemm(1), weights);
    const { sramJoulesPerByte } = actionEnergies(nearestProcessNode(5), 'asic', 'rom');
    expect(part(run, 'memory') / run.bytes / sramJoulesPerByte.value).toBeCloseTo(0.5, 2);
  });
});
