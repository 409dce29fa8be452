import type { Band } from '../../foundation/quantity/estimate.js';

/** What the area model takes from real dies. */
export interface AreaConstants {
  /** Scheduling, operand routing and register control of one 32-bit lane of a programmable core. */
  readonly controlTransistorsPerLane: number;
  /** Crossbar between cores and shared cache, for each core and each byte a cycle that the cache delivers. */
  readonly crossbarTransistorsPerCoreByte: number;
  /** Area of a coherent cache over that of its bit cells. */
  readonly cacheOverCells: number;
  /** Area of software-managed banks over that of their bit cells. */
  readonly scratchpadOverCells: number;
  /** Transistors of one bit of a register file, ports, operand collectors and wiring included. */
  readonly transistorsPerRegisterBit: number;
  /** Published transistors of a matrix cell times this. */
  readonly matrixCellFactor: number;
  /** Graphics, video and display, mm2 whatever the node. */
  readonly graphicsMm2: number;
  /** Network, clock, test, pads and white space, as a share of the blocks. */
  readonly overheadShare: number;
}

/** Where the constants stand before a die is looked at: published figure, and the factor that a standard deviation is. */
export const AREA_PRIORS: Readonly<Record<keyof AreaConstants, { readonly best: number; readonly factor: number }>> = {
  // NVIDIA 725 650, AMD 1 534 500, mean used by LLMCompass 996 200 a lane (PrincetonUniversity/LLMCompass@2e015fd).
  controlTransistorsPerLane: { best: 996_200, factor: 1.4 },
  // 44.3 million transistors a core (NVIDIA 55, AMD 33.6; LLMCompass) at the 5120 bytes a cycle of an A100.
  crossbarTransistorsPerCoreByte: { best: 8650, factor: 1.7 },
  // 2.37 mm2/MiB over 0.2265 of cells at 7 nm (LLMCompass); L2 of other vendors is denser by up to half.
  cacheOverCells: { best: 10.5, factor: 1.7 },
  // Macros take 1.43 times their cells (N3E 31.8 Mib/mm2, N2 38: IEDM 2022 and 2024); parity, redundancy and wiring between
  // banks are taken as 1.4 on top.
  scratchpadOverCells: { best: 2, factor: 1.35 },
  // 72 for many ports (EMPIRE formula in LLMCompass: 1.565 mm2 for the 256 KiB of a GA100 core); banks of one port, as GPUs build
  // them, need a quarter of that or less.
  transistorsPerRegisterBit: { best: 36, factor: 2 },
  matrixCellFactor: { best: 1, factor: 1.5 },
  // Line through GA106, GA104 and GA102, which differ in count only, meets the axis at about 60 mm2.
  graphicsMm2: { best: 40, factor: 1.7 },
  // GA100's unlisted area over its listed blocks is about a quarter (LLMCompass area run), crossbars included.
  overheadShare: { best: 0.15, factor: 1.5 },
};

/** Maximum a posteriori over the twelve dies of bench/fidelity/die-area/main.ts, which prints them anew. */
export const AREA_CONSTANTS: AreaConstants = {
  controlTransistorsPerLane: 982_828,
  crossbarTransistorsPerCoreByte: 8_269,
  cacheOverCells: 6.625,
  scratchpadOverCells: 2.694,
  transistorsPerRegisterBit: 42.63,
  matrixCellFactor: 2.064,
  graphicsMm2: 52.29,
  overheadShare: 0.1767,
};

/** A die over its prediction when left out of the fit: the extremes of the twelve, TPU v1 above and GV100 below. */
export const AREA_SPREAD: Band = { value: 1, low: 0.78, high: 1.4 };

/** The same for a block alone, whose errors the others do not average out; a judgement, since floor plans are rarely published. */
export const BLOCK_SPREAD: Band = { value: 1, low: 0.6, high: 1.7 };
