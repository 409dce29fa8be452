import { addBands, divideBands, exactly, multiplyBands, scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import { requireBuilt } from '../chip/built-chip.js';
import type { Chip, ChipKind } from '../chip/chip.js';
import type { MemoryKind, PeakRates } from '../chip/chip-parts.js';
import { type NodeEnergies, nearestProcessNode, type ProcessNode } from '../silicon/process-node.js';

/** Dynamic joules of the actions that a kernel consists of, board level; static power is `Chip.idleW`. */
export interface EnergyPerAction {
  /** One operation (half a multiply-add) on the matrix datapath, control and operand delivery included. */
  readonly matrixJoulesPerOp: Readonly<Record<keyof PeakRates, Band>>;
  /** One operation on the vector datapath. */
  readonly simtJoulesPerOp: Readonly<Record<keyof PeakRates, Band>>;
  /** One 32-bit integer operation on the vector datapath or fabric. */
  readonly int32JoulesPerOp: Band;
  /** A byte read from or written to main memory and carried to a core. */
  readonly mainMemoryJoulesPerByte: Band;
  /** A byte from an on-chip SRAM of about 1 MiB. */
  readonly sramJoulesPerByte: Band;
  /** A byte over the chip's link, both ends. */
  readonly linkJoulesPerByte: Band;
  /** Share of TDP drawn with clocks up and nothing running. */
  readonly idleShare: Band;
}

// Operand delivery, registers and control of the matrix datapath over bare fp16 arithmetic. GPU: B200 runs bf16 8192^3 at
// 0.69 pJ/FLOP of board power (aiconfigurator 095f58a, vLLM 0.22.0 power rows); less 14 % idle and DRAM that is 0.57, over 0.18 pJ of
// arithmetic at 4 nm: 3.2, so 2.2 of delivery. Systolic: TPU v4i's 175 W bound 138 TFLOP/s at 5; 2 in all leaves room for
// its HBM, SRAM and leakage. FPGA fabric: 12x the dynamic power of an ASIC (Kuon & Rose, IEEE TCAD 2007).
const MATRIX_DELIVERY: Readonly<Record<ChipKind, Band>> = {
  gpu: { value: 2.2, low: 1.3, high: 3.5 },
  asic: { value: 1, low: 0.4, high: 2.5 },
  fpga: { value: 11, low: 6, high: 19 },
  cpu: { value: 9, low: 5, high: 18 },
};

// SIMT instruction over its arithmetic. GPU: T4 needs 12.5 pJ a sustained fp32 FLOP at 12 nm, where the arithmetic is 1.14.
const SIMT_OVERHEAD: Readonly<Record<ChipKind, Band>> = {
  gpu: { value: 10, low: 6, high: 14 },
  asic: { value: 5, low: 3, high: 10 },
  fpga: { value: 12, low: 7, high: 20 },
  cpu: { value: 20, low: 10, high: 40 },
};

// Device and interface, pJ/bit. HBM: 3.9 (HBM3, unverified) to 9 (HBM3E), HBM2E 6.0 (Micron). GDDR6 7.5, GDDR6X 7.25 (Micron),
// GDDR7 6.5 (unverified). LPDDR5X 4.5 and DDR5 12 (unverified); DDR4 20 (TPUv4i paper, 1300 pJ per 64 bits).
const DRAM_PICOJOULES_PER_BIT: Readonly<Record<Exclude<MemoryKind, 'sram' | 'rom'>, Band>> = {
  hbm: { value: 5.5, low: 3.9, high: 9 },
  gddr: { value: 7.5, low: 5.5, high: 9.5 },
  lpddr: { value: 4.5, low: 3.5, high: 7 },
  ddr: { value: 14, low: 10, high: 22 },
};

// From the memory interface to a core, pJ/byte. GPU: B200 reads 134 MB for a 1 x 8192 x 8192 product with 17.9 mJ, 134 pJ/byte;
// less idle (25) and HBM (44) about 60 remain for two caches, the crossbar and registers. Others have no cache hierarchy on
// the way: about 15 mm of wire at 0.08 pJ/bit/mm (Dally) and two SRAM accesses.
const TRANSPORT_PICOJOULES_PER_BYTE: Readonly<Record<ChipKind, Band>> = {
  gpu: { value: 60, low: 35, high: 85 },
  asic: { value: 15, low: 6, high: 35 },
  fpga: { value: 30, low: 15, high: 60 },
  cpu: { value: 60, low: 30, high: 100 },
};

// An SRAM-only chip computes beside its banks: 2 mm of wire at 0.08 pJ/bit/mm.
const LOCAL_WIRE_PICOJOULES_PER_BYTE: Band = { value: 1.3, low: 0.5, high: 4 };

// pJ/bit: NVLink as 112G XSR to LR (1.5 to 7), PCIe 5 5 to 6, optical Ethernet up to 20 (all unverified).
const LINK_PICOJOULES_PER_BIT: Band = { value: 6, low: 1.5, high: 15 };

// Leakage is 5 to 15 % of chip power in FinFET nodes (unverified); clocks and memory standby about as much again.
const IDLE_SHARE: Band = { value: 0.17, low: 0.08, high: 0.28 };

const PICO = 1e-12;

/** Energies of a chip's actions from its node, kind and memory; published energies of the node where they exist. */
export function energyPerAction(chip: Chip): EnergyPerAction {
  requireBuilt(chip);
  const node = nearestProcessNode(chip.processNm.value);
  const idleShare = divideBands(chip.idleW, exactly(chip.tdpW.value));
  return { ...actionEnergies(node, chip.kind, chip.memory.kind), idleShare };
}

/** Energies by node, kind of chip and kind of memory, for chips that do not exist yet. */
export function actionEnergies(node: ProcessNode, kind: ChipKind, memory: MemoryKind): EnergyPerAction {
  const sram = scaleBand(node.picojoules.sram1MiBAccess, 1 / 8);
  return {
    matrixJoulesPerOp: matrixPerOp(node.picojoules, MATRIX_DELIVERY[kind]),
    simtJoulesPerOp: simtPerOp(node.picojoules, SIMT_OVERHEAD[kind]),
    int32JoulesPerOp: scaleBand(multiplyBands(node.picojoules.int32Add, SIMT_OVERHEAD[kind]), PICO),
    mainMemoryJoulesPerByte: scaleBand(mainMemoryPicojoules(kind, memory, sram), PICO),
    sramJoulesPerByte: scaleBand(sram, PICO),
    linkJoulesPerByte: scaleBand(LINK_PICOJOULES_PER_BIT, 8 * PICO),
    idleShare: IDLE_SHARE,
  };
}

function mainMemoryPicojoules(kind: ChipKind, memory: MemoryKind, sram: Band): Band {
  if (memory === 'sram' || memory === 'rom') return addBands(sram, LOCAL_WIRE_PICOJOULES_PER_BYTE);
  return addBands(scaleBand(DRAM_PICOJOULES_PER_BIT[memory], 8), TRANSPORT_PICOJOULES_PER_BYTE[kind]);
}

type PerOp = Readonly<Record<keyof PeakRates, Band>>;

/** Bare arithmetic of half a multiply-add in pJ, by rate name. */
function arithmetic(energy: NodeEnergies): PerOp {
  const pair = (multiply: Band, add: Band) => scaleBand(addBands(multiply, add), 0.5);
  return {
    fp32: pair(energy.fp32Multiply, energy.fp32Add),
    // tf32 multiplies as fp16 does (10-bit mantissa) and accumulates in fp32.
    tf32: pair(energy.fp16Multiply, energy.fp32Add),
    // The fp16 figures stand for bf16 too, which is a third cheaper bare but shares the datapath.
    fp16: pair(energy.fp16Multiply, energy.fp16Add),
    // Multipliers shrink with the square of the significand: 4 of 11 bits for e4m3, 2 for e2m1.
    fp8: pair(scaleBand(energy.fp16Multiply, 16 / 121), energy.fp16Add),
    fp4: pair(scaleBand(energy.fp16Multiply, 4 / 121), energy.fp16Add),
    int8: pair(energy.int8Multiply, energy.int32Add),
    int4: pair(scaleBand(energy.int8Multiply, 1 / 4), energy.int32Add),
  };
}

// Operand width over 16 bits; block formats carry scales, which B200's nvfp4 pays with 0.245 pJ/FLOP in all, 0.36 of bf16.
const DELIVERED_WIDTH: Readonly<Record<keyof PeakRates, number>> = {
  fp32: 2,
  tf32: 2,
  fp16: 1,
  fp8: 0.5,
  fp4: 0.28,
  int8: 0.5,
  int4: 0.25,
};

/** Arithmetic plus the delivery of its operands, which goes with their width. */
function matrixPerOp(energy: NodeEnergies, delivery: Band): PerOp {
  const bare = arithmetic(energy);
  const delivered = multiplyBands(bare.fp16, delivery);
  return mapRates(bare, (band, rate) => scaleBand(addBands(band, scaleBand(delivered, DELIVERED_WIDTH[rate])), PICO));
}

function simtPerOp(energy: NodeEnergies, overhead: Band): PerOp {
  return mapRates(arithmetic(energy), (band) => scaleBand(multiplyBands(band, overhead), PICO));
}

function mapRates(bands: PerOp, change: (band: Band, rate: keyof PeakRates) => Band): PerOp {
  const rates = Object.keys(bands) as (keyof PeakRates)[];
  return Object.fromEntries(rates.map((rate) => [rate, change(bands[rate], rate)])) as unknown as PerOp;
}
