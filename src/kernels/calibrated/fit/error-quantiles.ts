import type { ErrorQuantiles } from '../calibration/calibration.js';

/**
 * Split-conformal half-widths from held-out |ln| errors: the ceil((n + 1) q)-th smallest, the largest where n is too
 * small for that (Lei et al., "Distribution-free predictive inference for regression", 2018).
 */
export function errorQuantiles(absoluteErrors: readonly number[]): ErrorQuantiles {
  const sorted = [...absoluteErrors].sort((a, b) => a - b);
  const at = (q: number): number => {
    const rank = Math.min(sorted.length, Math.ceil((sorted.length + 1) * q));
    return sorted[Math.max(0, rank - 1)] ?? 0;
  };
  return { q50: at(0.5), q90: at(0.9) };
}
