import { addBands, divideBands, exactly, multiplyBands, scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { ChipDesign } from '../chip/chip-design.js';
import type { MemoryKind } from '../chip/chip-parts.js';
import type { ProcessNode } from '../silicon/process-node.js';
import { clockUnderCap } from './clock-under-cap.js';
import { actionEnergies } from './energy-per-action.js';
import { CLOCK_TREE_SHARE, COMPUTE_IN_MEMORY_SHARE, REGULATOR_EFFICIENCY } from './power-constants.js';

/** One consumer of a designed chip's power at full load. */
export interface PowerComponent {
  readonly name: string;
  readonly watts: Band;
  /** Whether it heats the die; memory devices and regulators do not. */
  readonly onDie: boolean;
}

export interface PowerState {
  readonly name: 'full load' | 'sustained' | 'idle' | 'clock gated';
  readonly watts: number;
  readonly clockHz: number;
}

export interface DesignPower {
  readonly components: readonly PowerComponent[];
  /** Board power with every part at its peak at once: the sum of the components. */
  readonly fullW: Band;
  /** The same, or the cap where one is set below it. */
  readonly tdpW: Band;
  readonly idleW: Band;
  /** Heat of the dies at full load. */
  readonly dieW: number;
  /** Clock that the cap allows at full load. */
  readonly sustainedClockHz: number;
  readonly states: readonly PowerState[];
}

// Leakage of FinFET nodes, share of chip power (unverified).
const LEAKAGE_SHARE: Band = { value: 0.1, low: 0.05, high: 0.15 };

// A mask-programmed bit line swings as that of an SRAM but has no write path and half the length.
const ROM_ENERGY_SHARE = 0.5;

// Two SHA-256 of 64 rounds, each seven 32-bit additions and about as much again in rotations and choices that cost half.
const ADDS_PER_HASH = 2 * 64 * 10;

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
  const parts = [
    ...arrayParts(design, node),
    ...memoryParts(design, node),
    // linkJoulesPerByte counts both ends; each chip sends and receives.
    on('chip links', scaleBand(energy.linkJoulesPerByte, chipLinkBytesPerSec(design))),
  ].filter(({ watts }) => watts.value > 0);
  const dynamic = addBands(...parts.map(({ watts }) => watts));
  const leakage = multiplyBands(LEAKAGE_SHARE, dynamic);
  const drawn = addBands(dynamic, leakage);
  const fullW = divideBands(drawn, REGULATOR_EFFICIENCY);
  const components = [
    ...parts,
    on('leakage', leakage),
    { name: 'regulators', watts: multiplyBands(exactly(1 - REGULATOR_EFFICIENCY.value), fullW), onDie: false },
  ];
  const capped = clockUnderCap(design, { dynamicW: dynamic.value, leakageW: leakage.value });
  const tdpW = capped === null ? fullW : scaleBand(fullW, Math.min(1, (design.powerCapW ?? fullW.value) / fullW.value));
  const gatedW = scaleBand(leakage, 1 / REGULATOR_EFFICIENCY.value);
  const awakeW = multiplyBands(energy.idleShare, exactly(tdpW.value));
  const idleW = design.restState === 'clock-gated' && gatedW.value < awakeW.value ? gatedW : awakeW;
  return {
    components,
    fullW,
    tdpW,
    idleW,
    dieW: components.reduce((sum, { watts, onDie }) => sum + (onDie ? watts.value : 0), 0),
    sustainedClockHz: capped ?? design.clockHz,
    states: [
      { name: 'full load', watts: fullW.value, clockHz: design.clockHz },
      { name: 'sustained', watts: tdpW.value, clockHz: capped ?? design.clockHz },
      { name: 'idle', watts: awakeW.value, clockHz: design.clockHz },
      { name: 'clock gated', watts: gatedW.value, clockHz: 0 },
    ],
  };
}

function on(name: string, watts: Band): PowerComponent {
  return { name, watts, onDie: true };
}

/** The hungriest format of the arrays, of which clock distribution takes its share, and the hash pipelines. */
function arrayParts(design: ChipDesign, node: ProcessNode): PowerComponent[] {
  const energy = actionEnergies(node, 'asic', designMemoryKind(design));
  const perFormat = RATES.map((rate) => scaleBand(energy.matrixJoulesPerOp[rate], arrayOpsPerSec(design, rate)));
  const hungriest = perFormat.reduce((most, watts) => (watts.value > most.value ? watts : most));
  const arrays = scaleBand(hungriest, design.computeInMemory ? COMPUTE_IN_MEMORY_SHARE : 1);
  const hashes = scaleBand(node.picojoules.int32Add, design.hashEngines * design.clockHz * ADDS_PER_HASH * 1e-12);
  return [
    on('matrix cells', scaleBand(arrays, 1 - CLOCK_TREE_SHARE)),
    on('hash engines', scaleBand(hashes, 1 - CLOCK_TREE_SHARE)),
    on('clock tree', scaleBand(addBands(arrays, hashes), CLOCK_TREE_SHARE)),
  ];
}

function memoryParts(design: ChipDesign, node: ProcessNode): PowerComponent[] {
  const energy = actionEnergies(node, 'asic', designMemoryKind(design));
  const spad = scratchpadBytesPerSec(design);
  if (design.computeInMemory && design.dram === null) return [];
  if (design.dram === null && design.rom === null) {
    return [on('scratchpad', scaleBand(energy.mainMemoryJoulesPerByte, spad))];
  }
  // Edges of the arrays read one 16-bit operand a row and a column each cycle; wider scratchpads have slack.
  const edgeBytes = design.arrays.count * (design.arrays.rows + design.arrays.columns) * 2 * design.clockHz;
  const parts = [on('scratchpad', scaleBand(energy.sramJoulesPerByte, Math.min(edgeBytes, spad)))];
  if (design.rom !== null) {
    parts.push(on('weight ROM', scaleBand(energy.sramJoulesPerByte, ROM_ENERGY_SHARE * design.rom.bytesPerSec)));
  }
  if (design.dram !== null) {
    const dram = actionEnergies(node, 'asic', design.dram.kind).mainMemoryJoulesPerByte;
    parts.push({ name: 'memory', watts: scaleBand(dram, dramBytesPerSec(design)), onDie: false });
  }
  return parts;
}
