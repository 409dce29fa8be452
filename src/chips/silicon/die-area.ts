import { scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { ChipDesign } from '../chip/chip-design.js';
import { AREA_CONSTANTS, AREA_SPREAD, BLOCK_SPREAD } from './area-constants.js';
import type { AreaPlan } from './area-plan.js';
import { planArea } from './plan-area.js';
import type { ProcessNode } from './process-node.js';

/** One block of a floor plan. */
export interface AreaComponent {
  readonly name: string;
  readonly mm2: Band;
  /** How it was reckoned, for `chips check`. */
  readonly formula: string;
}

export interface DieArea {
  readonly components: readonly AreaComponent[];
  /** All dies together. */
  readonly totalMm2: Band;
  /** One of the equal dies. */
  readonly perDieMm2: Band;
}

// Interfaces between dies take a tenth of them in the examples of Chiplet Actuary (Feng & Ma, DAC 2022).
const DIE_TO_DIE_SHARE = 0.1;

// One sequencer steers a wide vector unit, so an eighth of its lanes counts as scheduled; TPU v1 was fitted with the same share.
// Cores that multiply out of registers schedule every lane, as GPUs do.
const SCHEDULED_LANES = 1 / 8;

/** What the dies of a design carry together. */
export function designAreaPlan(design: ChipDesign): AreaPlan {
  const { arrays, cores, scratchpad, dram, chipLink } = design;
  const { fp16, fp8, fp4, int8, int4 } = arrays.macsPerCellCycle;
  const cellsPerCore = (arrays.count * arrays.rows * arrays.columns) / cores;
  // A cell that multiplies in fp16 does two 8-bit or four 4-bit products with the same partial products.
  const narrow = Math.max(int8, fp8, int4 / 2, fp4 / 2);
  const lanes = design.vectorLanes / cores;
  const cache = scratchpad.managed === 'cache';
  const { computeInMemory, localMemory: local } = design;
  const localScratchpad = local?.managed === 'software' ? local.bytes * cores : 0;
  return {
    cores,
    core: {
      fp32Lanes: lanes,
      int32Lanes: lanes,
      fp64Lanes: 0,
      controlLanes: lanes * (arrays.dataflow === 'dot' ? 1 : SCHEDULED_LANES),
      fp16Cells: computeInMemory ? 0 : cellsPerCore * fp16,
      int8Cells: computeInMemory ? 0 : cellsPerCore * Math.max(0, narrow - 2 * fp16),
      registerFileBytes: design.registerFile?.bytes ?? 0,
      localMemoryBytes: local?.managed === 'cache' ? local.bytes : 0,
    },
    cacheBytes: cache ? scratchpad.bytes : 0,
    cacheBytesPerCycle: cache ? scratchpad.banks * scratchpad.bytesPerBankCycle : 0,
    scratchpadBytes: localScratchpad + (cache || computeInMemory ? 0 : scratchpad.bytes),
    computeMemoryBytes: computeInMemory ? scratchpad.bytes : 0,
    romBytes: design.rom?.bytes ?? 0,
    dram: dram === null ? null : { kind: dram.kind, bits: dram.channels * dram.bitsPerChannel },
    // A lane of 100 Gbit/s is half a link of the NVLink 4 class.
    links: [
      { phy: 'nvlink4-link', count: (chipLink?.lanes ?? 0) / 2 },
      { phy: 'pcie5-lane', count: design.pcieLanes },
    ],
    hashEngines: design.hashEngines,
    graphics: false,
  };
}

/** Area of a designed chip, block by block; the range of the total is that of real dies left out of the fit. */
export function dieArea(design: ChipDesign, node: ProcessNode): DieArea {
  const blocks = planArea(designAreaPlan(design), node, AREA_CONSTANTS);
  const components = blocks.map(({ name, mm2, formula }) => ({ name, mm2: scaleBand(BLOCK_SPREAD, mm2), formula }));
  const sum = blocks.reduce((total, { mm2 }) => total + mm2, 0);
  if (design.dies > 1) {
    components.push({
      name: 'die-to-die links',
      mm2: scaleBand(BLOCK_SPREAD, sum * DIE_TO_DIE_SHARE),
      formula: `${DIE_TO_DIE_SHARE} of ${design.dies} dies`,
    });
  }
  const total = components.reduce((area, { mm2 }) => area + mm2.value, 0);
  const totalMm2 = scaleBand(AREA_SPREAD, total);
  return { components, totalMm2, perDieMm2: scaleBand(totalMm2, 1 / design.dies) };
}
