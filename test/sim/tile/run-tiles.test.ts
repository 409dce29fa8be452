import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtinCatalog, editChip, resolveChip } from '../../../src/chips/index.js';
import { mappingMachine } from '../../../src/kernels/white-box/machine/chip-mapping-machine.js';
import type { MappingMachine } from '../../../src/kernels/white-box/machine/mapping-machine.js';
import { planTiles } from '../../../src/sim/tile/plan-tiles.js';
import { DEFAULT_TILE_OPTIONS, runTiles } from '../../../src/sim/tile/run-tiles.js';
import type { TilePlan } from '../../../src/sim/tile/tile-plan.js';
import { tileReport } from '../../../src/sim/tile/tile-report.js';
import type { GemmOperator } from '../../../src/workloads/operators/operator.js';

const catalog = builtinCatalog();
const a100 = resolveChip(catalog, 'a100-sxm-80gb');
const gemm = (m: number, n: number, k: number): GemmOperator => ({ kind: 'gemm', m, n, k, dtype: 'bf16' });
const planOf = (op: GemmOperator): TilePlan => planTiles(op, a100, 6)![0]!;
const run = (plan: TilePlan, blockBudget: number, tieBreak: 'fifo' | `shuffle:${string}` = 'fifo') =>
  runTiles(plan, a100, mappingMachine(a100, 'bf16'), { blockBudget, tieBreak }, null);

const NOTHING = { dramRead: 0, dramWrite: 0, cacheRead: 0, cacheWrite: 0 };

/** Bytes a second that one channel sustains, of 32 GB/s. */
const SUSTAINED = 0.9 * 32e9;

/** `cores` that each read `bytesPerTask` from one DRAM channel, in tasks of ten steps, and work `workSec` on a task. */
function oneChannel(cores: number, tasksPerCore: number, workSec: number): { plan: TilePlan; machine: MappingMachine } {
  const machine = { ...mappingMachine(a100, 'bf16'), units: cores };
  const bytesPerTask = 1_048_576;
  const tasks = cores * tasksPerCore;
  const base = planOf(gemm(128, 4096, 4096));
  const plan: TilePlan = {
    ...base,
    // The sustained share of the bandwidth is that of the mapping, on a channel of 32 GB/s.
    mapping: {
      ...base.mapping,
      busySec: { ...base.mapping.busySec, dram: base.mapping.trafficBytes.dram / SUSTAINED },
    },
    tasks,
    steps: 10,
    stages: 6,
    computeSec: workSec,
    portSec: 0,
    drainSec: 0,
    storeSec: 0,
    loadLatencySec: 0,
    fixedSec: 0,
    traffic: { dramRead: tasks * bytesPerTask, dramWrite: 0, cacheRead: tasks * bytesPerTask, cacheWrite: 0 },
  };
  return { plan, machine };
}

const singleChannel = editChip(a100, { memory: { technology: 'HBM', bandwidth: '32 GB/s' } });

function secondsOnOneChannel(cores: number, tasksPerCore: number, demand: number): number {
  const { plan, machine } = oneChannel(cores, tasksPerCore, 1_048_576 / SUSTAINED / demand);
  return runTiles(plan, singleChannel, machine, DEFAULT_TILE_OPTIONS, null).seconds;
}

describe('cores that share one DRAM channel', () => {
  it('take k times the demand of one once the channel is full', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 24 }), fc.double({ min: 0.3, max: 1, noNaN: true }), (cores, demand) => {
        fc.pre(cores * demand >= 1.3);
        const alone = secondsOnOneChannel(1, 20, demand);
        const together = secondsOnOneChannel(cores, 20, demand);
        expect(Math.abs(together / alone / (cores * demand) - 1)).toBeLessThan(0.03);
      }),
      { numRuns: 40 },
    );
  });

  it('are slowed by less than the M/D/1 wait while it is not full, for their loads come in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.double({ min: 0.05, max: 0.9, noNaN: true }), (cores, load) => {
        const demand = load / cores;
        const alone = secondsOnOneChannel(1, 20, demand);
        const together = secondsOnOneChannel(cores, 20, demand);
        expect(together).toBeGreaterThanOrEqual(alone * (1 - 1e-9));
        // One wait a load step, in units of the work that a core alone does meanwhile.
        const wait = (load / (2 * (1 - load))) * demand;
        expect(together / alone).toBeLessThan(1 + wait + 1 / 20);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a kernel run as tiles', () => {
  const shapes = fc.tuple(
    fc.integer({ min: 1, max: 3000 }),
    fc.integer({ min: 16, max: 6000 }),
    fc.integer({ min: 16, max: 6000 }),
  );

  it('accounts for all the time of all cores', () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 50, max: 5000 }), ([m, n, k], budget) => {
        const result = run(planOf(gemm(m, n, k)), budget);
        const total = Object.values(result.coreSec).reduce((sum, seconds) => sum + seconds, 0);
        expect(total * 1e12).toBeCloseTo(result.ticks, 0);
        for (const seconds of Object.values(result.coreSec)) expect(seconds).toBeGreaterThanOrEqual(-1e-15);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps no server busy for more than all the time, also where writes outlast the kernel', () => {
    const adds = [1, 300, 2048, 20_000].map(
      (m) => ({ kind: 'elementwise', op: 'add', m, n: 4096, dtype: 'bf16' }) as const,
    );
    for (const op of [...adds, gemm(2048, 4096, 512)]) {
      const { channels, banks, portBusyShare } = run(planTiles(op, a100, 6)![0]!, 5000);
      for (const share of [channels.busyShare, banks.busyShare, portBusyShare]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }
    expect(run(planTiles(adds[2]!, a100, 6)![0]!, 5000).channels.busyShare).toBeGreaterThan(0.8);
  });

  it('takes about as long in coarse blocks as in fine ones', () => {
    for (const op of [gemm(8, 12288, 12288), gemm(2048, 4096, 4096), gemm(512, 8192, 1024)]) {
      const fine = run(planOf(op), 100_000).seconds;
      for (const budget of [12_000, 2000])
        expect(Math.abs(run(planOf(op), budget).seconds / fine - 1)).toBeLessThan(0.05);
    }
  });

  it('gives the same fingerprint twice, and nearly the same time in any order of simultaneous events', () => {
    const plan = planOf(gemm(64, 8192, 4096));
    const first = run(plan, 5000);
    expect(run(plan, 5000)).toEqual(first);
    for (const seed of ['1', '2', '3']) {
      const shuffled = run(plan, 5000, `shuffle:${seed}`);
      expect(Math.abs(shuffled.seconds / first.seconds - 1)).toBeLessThan(0.02);
    }
  });

  it('cannot overlap loads with work where memory holds one block', () => {
    const plan = planOf(gemm(4096, 4096, 4096));
    const ahead = run(plan, 5000).seconds;
    const filled = run({ ...plan, staging: 'filled' }, 5000);
    const busiest = Math.ceil(plan.tasks / mappingMachine(a100, 'bf16').units);
    const serial = busiest * (plan.computeSec + plan.portSec);
    expect(filled.seconds).toBeGreaterThan(Math.max(ahead, serial));
  });

  it('hides a latency behind all stages of loads but the one that is worked on', () => {
    const latency = 1e-6;
    const secondsOf = (stages: number) => {
      const { plan, machine } = oneChannel(1, 1, 1e-9);
      const short = { ...plan, steps: 400, stages, loadLatencySec: latency, traffic: NOTHING };
      return runTiles(short, singleChannel, machine, DEFAULT_TILE_OPTIONS, null).seconds;
    };
    for (const stages of [3, 4, 7]) expect(secondsOf(stages) / ((400 * latency) / (stages - 1))).toBeCloseTo(1, 1);
  });

  it('is bound by memory where its cores wait for their ports', () => {
    const op = gemm(4096, 4096, 4096);
    const plan = planOf(op);
    expect(tileReport(op, [run(plan, 5000)], a100).bound).toBe('compute');
    const narrow = run({ ...plan, portSec: 5 * plan.computeSec }, 5000);
    expect(narrow.coreSec.noc).toBeGreaterThan(narrow.coreSec.dram + narrow.coreSec.bank);
    expect(tileReport(op, [narrow], a100).bound).toBe('memory');
  });
});
