import { requireBuilt } from './built-chip.js';
import type { Chip } from './chip.js';
import type { Figure, PeakRates } from './chip-parts.js';

/** Peak-rate columns of a chip description. */
export type ChipRate = keyof PeakRates;

export interface PeakOps {
  readonly datapath: 'matrix' | 'simt';
  /** Multiply and add counted as two, dense. */
  readonly opsPerSec: number;
  readonly figure: Figure;
}

// A matrix product in a narrow format runs on the next wider datapath that the chip has, after conversion.
const WIDER: Readonly<Record<ChipRate, readonly ChipRate[]>> = {
  fp32: [],
  tf32: ['fp32'],
  fp16: ['tf32', 'fp32'],
  fp8: ['fp16', 'tf32', 'fp32'],
  fp4: ['fp8', 'fp16', 'tf32', 'fp32'],
  int8: [],
  int4: ['int8'],
};

/**
 * The peak rate a matrix product of a format runs at: the matrix datapath where it has the format, else the vector datapath.
 * Null where neither has it. `fp16` stands for bf16 too.
 *
 * @example peakOpsPerSec(h100, 'fp16') // { datapath: 'matrix', opsPerSec: 989e12, ... }
 */
export function peakOpsPerSec(chip: Chip, rate: ChipRate): PeakOps | null {
  requireBuilt(chip);
  const matrix = chip.matrixRates[rate];
  if (matrix !== null) return { datapath: 'matrix', opsPerSec: matrix.value, figure: matrix };
  const simt = chip.simtRates[rate];
  if (simt !== null) return { datapath: 'simt', opsPerSec: simt.value, figure: simt };
  return null;
}

/** As `peakOpsPerSec`, but a format that the chip lacks runs at the next wider one; says which. */
export function widenedPeakOpsPerSec(chip: Chip, rate: ChipRate): (PeakOps & { readonly rate: ChipRate }) | null {
  for (const candidate of [rate, ...WIDER[rate]]) {
    const peak = peakOpsPerSec(chip, candidate);
    if (peak !== null) return { ...peak, rate: candidate };
  }
  return null;
}
