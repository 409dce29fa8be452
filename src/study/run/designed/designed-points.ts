import { type DesignedInput, simulateDesigned } from '../../../pow-model/market/design/index.js';
import { marketAt } from './design-uncertainties.js';

/** A range of draws of the market with designers, each paid in several ways; plain data, so that a worker can take it. */
export interface DesignedPoints {
  readonly base: DesignedInput;
  /** Points of the unit cube. */
  readonly points: readonly (readonly number[])[];
  readonly workUsdPerYear: readonly number[];
}

/** Figures of one payment at one point. */
export interface DesignedPoint {
  readonly workPerSec: number;
  readonly joulesPerWork: number;
  readonly usdPerWorkYear: number;
  readonly generationNm: number | null;
  readonly generationLabel: string;
}

/** Runs every payment at every point; row by row of points. */
export function runDesignedPoints({ base, points, workUsdPerYear }: DesignedPoints): DesignedPoint[][] {
  return points.map((point) => {
    const market = marketAt(base, point);
    return workUsdPerYear.map((usd) => {
      const out = simulateDesigned({ ...market, workUsdPerYear: usd });
      const { workPerSec, joulesPerWork, usdPerWorkYear, generationNm, generationLabel } = out;
      return { workPerSec, joulesPerWork, usdPerWorkYear, generationNm, generationLabel };
    });
  });
}
