/** The wafer as the dicing sees it. */
export interface Wafer {
  readonly diameterMm: number;
  /** Unusable ring at the edge. */
  readonly edgeExclusionMm: number;
  /** Street between neighbouring dies. */
  readonly scribeMm: number;
}

/**
 * Gross dies on a wafer: usable disc over the pitch area of a square die, less the dies that the rim cuts,
 * pi r^2 / A - pi 2r / sqrt(2A) with r the usable radius (de Vries, IEEE Trans. Semicond. Manuf. 2005, first form).
 * A real number, because the estimate is one of means; 0 where not even one die fits.
 *
 * @example diesPerWafer(826, { diameterMm: 300, edgeExclusionMm: 0, scribeMm: 0 }) // 62.4
 */
export function diesPerWafer(areaMm2: number, wafer: Wafer): number {
  const side = Math.sqrt(areaMm2) + wafer.scribeMm;
  const pitchArea = side * side;
  const radius = wafer.diameterMm / 2 - wafer.edgeExclusionMm;
  const dies = (Math.PI * radius * radius) / pitchArea - (Math.PI * 2 * radius) / Math.sqrt(2 * pitchArea);
  return Math.max(0, dies);
}
