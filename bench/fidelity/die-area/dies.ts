import type { AreaPlan, CorePlan } from '../../../src/chips/silicon/area-plan.js';

/** A die whose area is public, with everything on it, disabled units included. */
export interface MeasuredDie {
  readonly name: string;
  readonly processNm: number;
  readonly mm2: number;
  readonly plan: AreaPlan;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** A streaming multiprocessor: 256 KiB of registers in every generation since Kepler. */
function multiprocessor(
  lanes: readonly [fp32: number, int32: number, fp64: number],
  fp16Cells: number,
  localKib: number,
): CorePlan {
  const [fp32Lanes, int32Lanes, fp64Lanes] = lanes;
  const memories = { registerFileBytes: 256 * KIB, localMemoryBytes: localKib * KIB };
  const controlLanes = Math.max(fp32Lanes, int32Lanes);
  return { fp32Lanes, int32Lanes, fp64Lanes, controlLanes, fp16Cells, int8Cells: 0, ...memories };
}

function gpu(
  name: string,
  [processNm, mm2]: readonly [number, number],
  [cores, core]: readonly [number, CorePlan],
  cacheMib: number,
  dram: AreaPlan['dram'],
  links: AreaPlan['links'],
  graphics: boolean,
): MeasuredDie {
  // NVIDIA's A100 paper: 5120 bytes a cycle with five of six stacks, 2048 on V100 with four; GDDR dies: four slices of 32 bytes a
  // 32-bit channel.
  const cacheBytesPerCycle =
    dram === null ? 0 : dram.kind === 'hbm' ? (dram.bits / 1024) * (processNm === 12 ? 512 : 1024) : dram.bits * 4;
  const none = { scratchpadBytes: 0, computeMemoryBytes: 0, romBytes: 0, hashEngines: 0 };
  return {
    name,
    processNm,
    mm2,
    plan: { cores, core, cacheBytes: cacheMib * MIB, cacheBytesPerCycle, ...none, dram, links, graphics },
  };
}

const PCIE4 = { phy: 'pcie4-lane', count: 16 } as const;
const PCIE5 = { phy: 'pcie5-lane', count: 16 } as const;
const AMPERE = multiprocessor([128, 64, 2], 512, 128);

/**
 * Areas, nodes, full unit counts, caches and memory widths: ../shared/facts/dies.csv (public die figures). What a unit holds and
 * the links: the makers' architecture papers of each generation (Volta, Turing, Ampere, Ada, Hopper, Blackwell; Jouppi et al.,
 * ISCA 2017; Graphcore Mk2 at Hot Chips 33), from memory, unverified. Lanes of fp64 count what the matrix datapath does in fp64.
 */
export const MEASURED_DIES: readonly MeasuredDie[] = [
  gpu(
    'GV100',
    [12, 815],
    [84, multiprocessor([64, 64, 32], 512, 128)],
    6,
    { kind: 'hbm', bits: 4096 },
    [{ phy: 'nvlink3-link', count: 6 }, PCIE4],
    true,
  ),
  gpu(
    'TU104',
    [12, 545],
    [48, multiprocessor([64, 64, 2], 512, 96)],
    4,
    { kind: 'gddr', bits: 256 },
    [{ phy: 'nvlink3-link', count: 1 }, PCIE4],
    true,
  ),
  gpu(
    'GA100',
    [7, 826],
    [128, multiprocessor([64, 64, 64], 1024, 192)],
    48,
    { kind: 'hbm', bits: 6144 },
    [{ phy: 'nvlink3-link', count: 12 }, PCIE4],
    false,
  ),
  gpu(
    'GA102',
    [8, 628],
    [84, AMPERE],
    6,
    { kind: 'gddr', bits: 384 },
    [{ phy: 'nvlink3-link', count: 4 }, PCIE4],
    true,
  ),
  gpu('GA104', [8, 392], [48, AMPERE], 4, { kind: 'gddr', bits: 256 }, [PCIE4], true),
  gpu('GA106', [8, 276], [30, AMPERE], 3, { kind: 'gddr', bits: 192 }, [PCIE4], true),
  gpu('AD102', [4, 609], [144, AMPERE], 96, { kind: 'gddr', bits: 384 }, [PCIE4], true),
  gpu(
    'GH100',
    [4, 814],
    [144, multiprocessor([128, 64, 128], 2048, 256)],
    60,
    { kind: 'hbm', bits: 6144 },
    [{ phy: 'nvlink4-link', count: 18 }, PCIE5],
    false,
  ),
  gpu(
    'GB202',
    [4, 750],
    [192, multiprocessor([128, 128, 2], 512, 128)],
    128,
    { kind: 'gddr', bits: 512 },
    [PCIE5],
    true,
  ),
  gpu('GB203', [4, 378], [84, multiprocessor([128, 128, 2], 512, 128)], 64, { kind: 'gddr', bits: 256 }, [PCIE5], true),
  {
    name: 'TPU v1',
    processNm: 28,
    mm2: 331,
    plan: {
      cores: 1,
      core: {
        fp32Lanes: 0,
        int32Lanes: 256,
        fp64Lanes: 0,
        controlLanes: 32,
        fp16Cells: 0,
        int8Cells: 65_536,
        registerFileBytes: 0,
        localMemoryBytes: 0,
      },
      cacheBytes: 0,
      cacheBytesPerCycle: 0,
      scratchpadBytes: 28 * MIB,
      computeMemoryBytes: 0,
      romBytes: 0,
      dram: { kind: 'ddr', bits: 128 },
      links: [PCIE4],
      hashEngines: 0,
      graphics: false,
    },
  },
  {
    name: 'GC200',
    processNm: 7,
    mm2: 823,
    plan: {
      cores: 1472,
      core: {
        fp32Lanes: 4,
        int32Lanes: 1,
        fp64Lanes: 0,
        controlLanes: 4,
        fp16Cells: 64,
        int8Cells: 0,
        registerFileBytes: 0,
        localMemoryBytes: 0,
      },
      cacheBytes: 0,
      cacheBytesPerCycle: 0,
      scratchpadBytes: 900e6,
      computeMemoryBytes: 0,
      romBytes: 0,
      dram: null,
      links: [{ phy: 'pcie4-lane', count: 96 }],
      hashEngines: 0,
      graphics: false,
    },
  },
];
