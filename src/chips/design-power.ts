import type { Band } from '../foundation/estimate.js';
import { addBands, divideBands, exactly, multiplyBands, scaleBand } from './band-arithmetic.js';
import type { MemoryKind } from './chip.js';
import type { ChipDesign } from './chip-design.js';
import { actionEnergies } from './energy-per-action.js';
import type { ProcessNode } from './process-node.js';

/** One consumer of a designed chip's power at full load. */
export interface PowerComponent {
  readonly name: string;
  readonly watts: Band;
}

export interface DesignPower {
  readonly components: readonly PowerComponent[];
  /** Board power with every part at its peak at once. */
  readonly tdpW: Band;
  readonly idleW: Band;
}

// Leakage of FinFET nodes, share of chip power (unverified); on-board regulators, efficiency (unverified).
const LEAKAGE_SHARE: Band = { value: 0.1, low: 0.05, high: 0.15 };
const REGULATOR_EFFICIENCY: Band = { value: 0.9, low: 0.88, high: 0.92 };

const RATES = ['fp16', 'fp8', 'fp4', 'int8', 'int4'] as const;

/** The memory kind a design's weights live in. */
export function designMemoryKind(design: ChipDesign): MemoryKind {
  return design.rom !== null ? 'rom' : (design.dram?.kind ?? 'sram');
}

/** Operations a second of the arrays at one rate. */
export function arrayOpsPerSec(design: ChipDesign, rate: (typeof RATES)[number]): number {
  const { count, rows, columns, macsPerCellCycle } = design.arrays;
  return count * rows * columns * 2 * macsPerCellCycle[rate] * design.clockHz;
}

/** Bytes a second of the scratchpad, all banks together. */
export function scratchpadBytesPerSec(design: ChipDesign): number {
  return design.scratchpad.banks * design.scratchpad.bytesPerBankCycle * design.clockHz;
}

/** Bytes a second of the external memory; 0 without one. */
export function dramBytesPerSec(design: ChipDesign): number {
  const { dram } = design;
  return dram === null ? 0 : (dram.channels * dram.bitsPerChannel * dram.bitsPerPinSec) / 8;
}

/** Bytes a second of all chip links, one direction. */
export function chipLinkBytesPerSec(design: ChipDesign): number {
  return design.chipLink === null ? 0 : design.chipLink.lanes * design.chipLink.bytesPerLaneSec;
}

/** Power at full load from the energies of the node: the hungriest rate of the arrays beside full memory and link traffic. */
export function designPower(design: ChipDesign, node: ProcessNode): DesignPower {
  const energy = actionEnergies(node, 'asic', designMemoryKind(design));
  const arrays = RATES.map((rate) => scaleBand(energy.matrixJoulesPerOp[rate], arrayOpsPerSec(design, rate))).reduce(
    (most, watts) => (watts.value > most.value ? watts : most),
  );
  const components: PowerComponent[] = [{ name: 'systolic arrays', watts: arrays }];
  if (design.dram === null) {
    components.push({
      name: 'scratchpad',
      watts: scaleBand(energy.mainMemoryJoulesPerByte, scratchpadBytesPerSec(design)),
    });
  } else {
    // Edges of the arrays read one 16-bit operand a row and a column each cycle; wider scratchpads have slack.
    const edgeBytes = design.arrays.count * (design.arrays.rows + design.arrays.columns) * 2 * design.clockHz;
    const feed = Math.min(edgeBytes, scratchpadBytesPerSec(design));
    components.push({ name: 'scratchpad', watts: scaleBand(energy.sramJoulesPerByte, feed) });
    components.push({ name: 'memory', watts: scaleBand(energy.mainMemoryJoulesPerByte, dramBytesPerSec(design)) });
  }
  if (design.chipLink !== null) {
    // linkJoulesPerByte counts both ends; each chip sends and receives.
    components.push({ name: 'chip links', watts: scaleBand(energy.linkJoulesPerByte, chipLinkBytesPerSec(design)) });
  }
  const dynamic = addBands(...components.map((component) => component.watts));
  const leakage = multiplyBands(LEAKAGE_SHARE, dynamic);
  components.push({ name: 'leakage', watts: leakage });
  const drawn = addBands(dynamic, leakage);
  const tdpW = divideBands(drawn, REGULATOR_EFFICIENCY);
  components.push({ name: 'regulators', watts: multiplyBands(exactly(1 - REGULATOR_EFFICIENCY.value), tdpW) });
  return { components, tdpW, idleW: multiplyBands(energy.idleShare, exactly(tdpW.value)) };
}
