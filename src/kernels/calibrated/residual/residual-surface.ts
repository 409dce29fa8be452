/**
 * What a physical form leaves over, ln(measured / predicted), as a sum of small regression trees over its features.
 * Each split is a smooth ramp between the two neighbouring values it was fitted on, so the surface is continuous, and
 * the sum is held inside +-0.6.
 */
export interface ResidualSurface {
  /** Index of the tree's first node, by tree. */
  readonly roots: Int32Array;
  /** Feature that a node splits on, -1 for a leaf. The left child of node i is i + 1. */
  readonly feature: Int16Array;
  /** Where the ramp of a split begins; a leaf's value. */
  readonly low: Float64Array;
  /** Where the ramp ends. */
  readonly high: Float64Array;
  readonly right: Int32Array;
}

/** No residual says more than this, in ln. */
export const RESIDUAL_BOUND_LN = 0.6;

/** Steps that stored feature values and leaf values are rounded to. */
const FEATURE_STEP = 1 / 128;
const LEAF_STEP = 1e-4;

/** The surface as whole numbers: a tree is a list in preorder, a split as feature, low, width, a leaf as -1, value. */
export type StoredResidual = readonly (readonly number[])[];

export function storeTree(surface: ResidualSurface, tree: number): number[] {
  const stored: number[] = [];
  const end = surface.roots[tree + 1] ?? surface.feature.length;
  for (let node = surface.roots[tree]!; node < end; node++) {
    const feature = surface.feature[node]!;
    if (feature < 0) stored.push(-1, Math.round(surface.low[node]! / LEAF_STEP));
    else {
      const low = Math.round(surface.low[node]! / FEATURE_STEP);
      const width = Math.max(1, Math.round(surface.high[node]! / FEATURE_STEP) - low);
      stored.push(feature, low, width);
    }
  }
  return stored;
}

/** Reads a stored surface; trees that end too early or reach for a feature that is not there are refused. */
export function readResidual(stored: StoredResidual, featureCount: number): ResidualSurface {
  const roots: number[] = [];
  const feature: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  const right: number[] = [];
  for (const tree of stored) {
    roots.push(feature.length);
    let at = 0;
    const readNode = (): void => {
      const node = feature.length;
      const split = tree[at++];
      if (split === undefined || split >= featureCount) throw new Error('A stored residual tree is broken.');
      feature.push(split);
      low.push(0);
      high.push(0);
      right.push(0);
      if (split < 0) {
        low[node] = (tree[at++] ?? 0) * LEAF_STEP;
        return;
      }
      low[node] = (tree[at++] ?? 0) * FEATURE_STEP;
      high[node] = low[node]! + (tree[at++] ?? 0) * FEATURE_STEP;
      readNode();
      right[node] = feature.length;
      readNode();
    };
    readNode();
  }
  return {
    roots: Int32Array.from(roots),
    feature: Int16Array.from(feature),
    low: Float64Array.from(low),
    high: Float64Array.from(high),
    right: Int32Array.from(right),
  };
}

/** ln correction at a point of feature space, inside +-0.6. */
export function residualAt(surface: ResidualSurface, features: Float64Array): number {
  let sum = 0;
  for (let tree = 0; tree < surface.roots.length; tree++) sum += nodeValue(surface, features, surface.roots[tree]!);
  return Math.min(RESIDUAL_BOUND_LN, Math.max(-RESIDUAL_BOUND_LN, sum));
}

/** Value of the subtree at a node; inside a ramp both sides count. */
export function nodeValue(surface: ResidualSurface, features: Float64Array, start: number): number {
  let node = start;
  for (;;) {
    const split = surface.feature[node]!;
    const low = surface.low[node]!;
    if (split < 0) return low;
    const value = features[split]!;
    const high = surface.high[node]!;
    if (value <= low) node += 1;
    else if (value >= high) node = surface.right[node]!;
    else {
      const along = (value - low) / (high - low);
      const share = along * along * (3 - 2 * along);
      const left = nodeValue(surface, features, node + 1);
      return left + share * (nodeValue(surface, features, surface.right[node]!) - left);
    }
  }
}
