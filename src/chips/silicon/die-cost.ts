import type { BandEnd } from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import { dieYield, type YieldModel } from './die-yield.js';
import { diesPerWafer, type Wafer } from './dies-per-wafer.js';
import { type Harvest, harvestYield } from './harvest-yield.js';
import type { ProcessNode } from './process-node.js';

export interface DieCost {
  readonly diesPerWafer: number;
  readonly yield: number;
  /** Wafer price over gross dies. */
  readonly rawDieUsd: number;
  /** Wafer price over dies without a killing defect; nothing is salvaged. */
  readonly goodDieUsd: number;
}

/**
 * Cost of one good die at given figures; no salvage of partly good dies.
 *
 * @example dieCost({ areaMm2: 826, waferPriceUsd: 9346, defectsPerCm2: 0.15, model: { kind: 'negative-binomial',
 *   clustering: 3 }, wafer: { diameterMm: 300, edgeExclusionMm: 0, scribeMm: 0 } }).goodDieUsd // 422.6
 */
export function dieCost(input: {
  readonly areaMm2: number;
  readonly waferPriceUsd: number;
  readonly defectsPerCm2: number;
  readonly model: YieldModel;
  readonly wafer: Wafer;
}): DieCost {
  const dies = diesPerWafer(input.areaMm2, input.wafer);
  const good = dieYield(input.areaMm2, input.defectsPerCm2, input.model);
  const rawDieUsd = input.waferPriceUsd / dies;
  return { diesPerWafer: dies, yield: good, rawDieUsd, goodDieUsd: rawDieUsd / good };
}

// 300 mm and a street of 0.13 mm: nanocad-lab/CATCH@d60dafb, wafer_process_definition. Edge exclusion: between the 0 of
// the Princeton model and the 5 mm of Chiplet Actuary.
export const STANDARD_WAFER: Wafer = { diameterMm: 300, edgeExclusionMm: 3, scribeMm: 0.13 };

// Largest field of a scanner, 26 mm x 33 mm: nanocad-lab/CATCH@d60dafb.
export const RETICLE_LIMIT_MM2 = 858;

// Alpha 3 is the Princeton model's, 10 Chiplet Actuary's; 2 is the lower end of what foundry models use.
export const CLUSTERING: Band = { value: 3, low: 2, high: 10 };

/**
 * Yield and good-die cost of `area` at a node as bands: the corners of area, defects, clustering and wafer price. With a
 * harvest, dies that have enough working units are sold too.
 */
export function dieCostBand(
  area: Band,
  node: ProcessNode,
  harvest: Harvest | null = null,
): { readonly yield: Band; readonly goodDieUsd: Band; readonly rawDieUsd: Band; readonly diesPerWafer: number } {
  const corner = (side: BandEnd) => {
    const model = { kind: 'negative-binomial', clustering: CLUSTERING[side] } as const;
    const areaMm2 = area[side];
    const defectsPerCm2 = node.defectsPerCm2[side];
    const waferPriceUsd = node.waferPriceUsd[side];
    const cost = dieCost({ areaMm2, waferPriceUsd, defectsPerCm2, model, wafer: STANDARD_WAFER });
    if (harvest === null || harvest.sellableUnits === harvest.units) return cost;
    const sellable = harvestYield(areaMm2, defectsPerCm2, model, harvest);
    return { ...cost, yield: sellable, goodDieUsd: cost.rawDieUsd / sellable };
  };
  const [low, best, high] = [corner('low'), corner('value'), corner('high')];
  return {
    yield: { value: best.yield, low: high.yield, high: low.yield },
    goodDieUsd: { value: best.goodDieUsd, low: low.goodDieUsd, high: high.goodDieUsd },
    rawDieUsd: { value: best.rawDieUsd, low: low.rawDieUsd, high: high.rawDieUsd },
    diesPerWafer: best.diesPerWafer,
  };
}
