import { exp, ln } from '../../foundation/numeric/portable-math.js';
import { addBands, bandOfEnds, divideBands, exactly, scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { ProcessNode } from './process-node.js';

/** What must be paid once before the first chip is sold. */
export interface NreCost {
  readonly masksUsd: Band;
  readonly ipUsd: Band;
  /** Architecture, verification, physical design, software and prototypes: what the total leaves. */
  readonly designUsd: Band;
  readonly totalUsd: Band;
}

type Anchor = readonly [nm: number, usd: number];

// Princeton supply-chain model (ttm-cas d98ac05), Moonwalk updated; 3 nm: SemiAnalysis 2022 ("into the 40M range").
const MASKS: readonly Anchor[] = [
  [65, 5e5],
  [28, 1.2e6],
  [20, 1.9e6],
  [14, 2.82e6],
  [10, 4.74e6],
  [7, 10.5e6],
  [5, 18.1e6],
  [3, 4e7],
];
const IP: readonly Anchor[] = [
  [90, 522e3],
  [14, 1.872e6],
  [10, 2.1294e6],
  [7, 2.3431e6],
  [5, 2.6442e6],
];

// SemiAnalysis gives 1, 10 and 40 million where the model has 1.2, 10.5 and none; a set may also be respun once.
const MASK_SPREAD: Band = { value: 1, low: 0.8, high: 2 };
const IP_SPREAD: Band = { value: 1, low: 0.5, high: 5 };

/** Non-recurring cost of a small regular accelerator at a node; low, best and high are scenario inputs of the node's file. */
export function nreCost(node: ProcessNode): NreCost {
  const masksUsd = scaleBand(MASK_SPREAD, interpolate(MASKS, node.processNm));
  const ipUsd = scaleBand(IP_SPREAD, interpolate(IP, node.processNm));
  const designUsd = bandOfEnds((end) => Math.max(0, node.nreUsd[end] - masksUsd[end] - ipUsd[end]));
  return { masksUsd, ipUsd, designUsd, totalUsd: node.nreUsd };
}

/** Cost of a unit with its share of the non-recurring cost, at each of some volumes. */
export function costAgainstVolume(
  unitUsd: Band,
  nreUsd: Band,
  volumes: readonly number[],
): readonly { readonly volume: number; readonly usd: Band }[] {
  return volumes.map((volume) => ({ volume, usd: addBands(unitUsd, divideBands(nreUsd, exactly(volume))) }));
}

/** Straight line in the logarithms of size and cost; held at the ends. */
function interpolate(anchors: readonly Anchor[], nm: number): number {
  const sorted = [...anchors].sort((a, b) => a[0] - b[0]);
  const above = sorted.findIndex(([size]) => size >= nm);
  if (above === -1) return sorted.at(-1)![1];
  const [size, usd] = sorted[above]!;
  if (above === 0 || size === nm) return usd;
  const [finer, finerUsd] = sorted[above - 1]!;
  const share = ln(nm / finer) / ln(size / finer);
  return finerUsd * exp(share * ln(usd / finerUsd));
}
