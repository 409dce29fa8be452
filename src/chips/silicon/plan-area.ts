import type { AreaConstants } from './area-constants.js';
import type { AreaPlan, LinkPhy } from './area-plan.js';
import type { ProcessNode } from './process-node.js';

/** One block with its best area and how it was reckoned. */
export interface PlanBlock {
  readonly name: string;
  readonly mm2: number;
  readonly formula: string;
}

// Floating-point units: 685 300 transistors in fp64 (OpenPiton), narrower ones by the square of the significand; integer
// multiplier and adder 177 690 (all LLMCompass 2e015fd).
const FP64_TRANSISTORS = 685_300;
const FP32_TRANSISTORS = 134_069;
const INT32_TRANSISTORS = 177_690;
const FP16_CELL_TRANSISTORS = 25_344;

// An 8-bit multiplier is 64 of the 121 partial products of the fp16 significand, and its 32-bit sum is wider.
const INT8_CELL_TRANSISTORS = 16_000;

// Mask-programmed bit with its share of sense amplifiers and decoders over an SRAM cell: one transistor of six plus periphery.
const ROM_OVER_SRAM_CELLS = 0.5;

// Digital compute in memory, 5 nm: 64 Kibit in 0.0133 mm2, 9.7 times the cells (Fujiwara et al., ISSCC 2022, from memory, unverified).
const COMPUTE_MEMORY_OVER_CELLS = 9.7;

// Two 64-round SHA-256 pipelines fully unrolled: about 0.3 million gates of six transistors (ninjastic and open RTL agree within two).
const HASH_ENGINE_TRANSISTORS = 1.8e6;

// Analogue part in mm2, which does not scale, and controller transistors (LLMCompass 2e015fd). HBM by stack of 1024 bits,
// the others by 32 bits.
const MEMORY_PHY = {
  hbm: { bits: 1024, mm2: 10.45, transistors: 552.7e6 },
  gddr: { bits: 32, mm2: 1.45, transistors: 90.4e6 },
  lpddr: { bits: 32, mm2: 1.45, transistors: 90.4e6 },
  ddr: { bits: 32, mm2: 1.45, transistors: 90.4e6 },
} as const;

const LINK_PHY: Readonly<
  Record<LinkPhy, { readonly mm2: number; readonly transistors: number; readonly unit: string }>
> = {
  'pcie4-lane': { mm2: 0.48, transistors: 3.96e6, unit: 'PCIe 4 lanes' },
  'pcie5-lane': { mm2: 0.64, transistors: 5.37e6, unit: 'PCIe 5 lanes' },
  'nvlink3-link': { mm2: 1.888, transistors: 74.6e6, unit: 'links of the NVLink 3 class' },
  'nvlink4-link': { mm2: 0.965, transistors: 86.6e6, unit: 'links of the NVLink 4 class' },
};

const BYTES_PER_MIB = 1_048_576;
// 8 * 2^20 bits a MiB, 1e-6 mm2 a um2.
const MM2_PER_MIB_OF_UM2_PER_BIT = 8.388608;

/** Best area of every block of a die; blocks that a plan lacks are left out. */
export function planArea(plan: AreaPlan, node: ProcessNode, constants: AreaConstants): readonly PlanBlock[] {
  const { core, cores } = plan;
  const cellMm2PerMiB = node.bitCellUm2.value * MM2_PER_MIB_OF_UM2_PER_BIT;
  const logic = (name: string, transistors: number, what: string): PlanBlock => ({
    name,
    mm2: transistors / node.transistorsPerMm2.value,
    formula: `${what} / ${(node.transistorsPerMm2.value / 1e6).toFixed(1)} million transistors a mm2`,
  });
  const store = (name: string, bytes: number, overCells: number): PlanBlock => ({
    name,
    mm2: (bytes / BYTES_PER_MIB) * cellMm2PerMiB * overCells,
    formula: `${shown(bytes / BYTES_PER_MIB)} MiB x ${shown(cellMm2PerMiB)} mm2 of cells x ${shown(overCells)}`,
  });
  const fp16 = FP16_CELL_TRANSISTORS * constants.matrixCellFactor;
  const int8 = INT8_CELL_TRANSISTORS * constants.matrixCellFactor;
  const perCore =
    core.fp32Lanes * FP32_TRANSISTORS + core.int32Lanes * INT32_TRANSISTORS + core.fp64Lanes * FP64_TRANSISTORS;
  const blocks = [
    logic(
      'matrix cells',
      cores * (core.fp16Cells * fp16 + core.int8Cells * int8),
      core.fp16Cells > 0
        ? `${cores} x ${core.fp16Cells} fp16 cells x ${Math.round(fp16)} transistors`
        : `${cores} x ${core.int8Cells} int8 cells x ${Math.round(int8)} transistors`,
    ),
    logic('vector units', cores * perCore, `${cores} x ${Math.round(perCore)} transistors of lanes`),
    logic(
      'core control',
      cores * core.controlLanes * constants.controlTransistorsPerLane,
      `${cores} x ${shown(core.controlLanes)} lanes x ${Math.round(constants.controlTransistorsPerLane)} transistors`,
    ),
    logic(
      'hash engines',
      plan.hashEngines * HASH_ENGINE_TRANSISTORS,
      `${plan.hashEngines} x ${HASH_ENGINE_TRANSISTORS}`,
    ),
    logic(
      'register files',
      cores * core.registerFileBytes * 8 * constants.transistorsPerRegisterBit,
      `${cores} x ${shown(core.registerFileBytes / 1024)} KiB x 8192 x ${shown(constants.transistorsPerRegisterBit)} transistors`,
    ),
    store('local memories', cores * core.localMemoryBytes, constants.cacheOverCells),
    logic(
      'crossbar',
      cores * plan.cacheBytesPerCycle * constants.crossbarTransistorsPerCoreByte,
      `${cores} cores x ${plan.cacheBytesPerCycle} B a cycle x ${Math.round(constants.crossbarTransistorsPerCoreByte)} transistors`,
    ),
    store('shared cache', plan.cacheBytes, constants.cacheOverCells),
    store('scratchpad', plan.scratchpadBytes, constants.scratchpadOverCells),
    store('compute memory', plan.computeMemoryBytes, COMPUTE_MEMORY_OVER_CELLS),
    store('weight ROM', plan.romBytes, ROM_OVER_SRAM_CELLS),
    ...(plan.dram === null ? [] : [memoryInterface(plan.dram, node)]),
    ...plan.links.map(({ phy, count }) => linkBlock(phy, count, node)),
    { name: 'graphics, video and display', mm2: plan.graphics ? constants.graphicsMm2 : 0, formula: 'any node' },
  ].filter(({ mm2 }) => mm2 > 0);
  const sum = blocks.reduce((total, { mm2 }) => total + mm2, 0);
  const formula = `${shown(constants.overheadShare)} of the blocks`;
  return [...blocks, { name: 'network, clock, test and pads', mm2: sum * constants.overheadShare, formula }];
}

function memoryInterface({ kind, bits }: NonNullable<AreaPlan['dram']>, node: ProcessNode): PlanBlock {
  const phy = MEMORY_PHY[kind];
  const each = phy.mm2 + phy.transistors / node.transistorsPerMm2.value;
  return {
    name: 'memory interface',
    mm2: (bits / phy.bits) * each,
    formula: `${bits} bits x ${shown(each)} mm2 per ${phy.bits} (${phy.mm2} analogue)`,
  };
}

function linkBlock(phy: LinkPhy, count: number, node: ProcessNode): PlanBlock {
  const { mm2, transistors, unit } = LINK_PHY[phy];
  const each = mm2 + transistors / node.transistorsPerMm2.value;
  const name = phy.startsWith('pcie') ? 'host interface' : 'chip links';
  return { name, mm2: count * each, formula: `${count} ${unit} x ${shown(each)} mm2` };
}

function shown(value: number): string {
  return String(Number(value.toPrecision(3)));
}
