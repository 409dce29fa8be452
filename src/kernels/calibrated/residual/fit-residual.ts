import { growTree, type TreeNode } from './grow-tree.js';
import { hashUnit } from './hash-unit.js';
import {
  nodeValue,
  RESIDUAL_BOUND_LN,
  type ResidualSurface,
  type StoredResidual,
  storeTree,
} from './residual-surface.js';

/** Trees and the share of its gain that each keeps: many small steps where there are rows, fewer where not. */
const LARGE = { trees: 160, rate: 0.055, least: 150 };
const SMALL = { trees: 75, rate: 0.09 };
/** Errors below this in ln count squared, above it linearly. */
const HUBER_LN = 0.05;
/** Below this many rows trees stay small. */
const FEW_ROWS = 60;
/** Share of the rows that each tree sees. */
const ROW_SHARE = 0.7;

/**
 * Fits a residual surface to `targets`, the ln(measured / predicted) of rows with the given features, by boosting:
 * each tree is grown on a share of the rows and of the features (Friedman, "Stochastic gradient boosting", 2002) drawn
 * by a fixed hash, so that equal rows give equal trees. Fewer rows get smaller trees.
 */
export function fitResidual(features: readonly Float64Array[], targets: readonly number[]): StoredResidual {
  const count = targets.length;
  const first = features[0];
  if (first === undefined || first.length === 0) return [];
  const few = count < FEW_ROWS;
  const leaves = Math.max(3, Math.min(16, Math.round(count / (few ? 12 : 8))));
  const minLeaf = few ? 3 : 2;
  const { trees, rate } = count >= LARGE.least ? LARGE : SMALL;
  const orders = sortedOrders(features, first.length);
  const clipped = targets.map((target) => Math.max(-RESIDUAL_BOUND_LN, Math.min(RESIDUAL_BOUND_LN, target)));
  const fitted = new Float64Array(count);
  const gradient = new Float64Array(count);
  const weight = new Float64Array(count);
  const stored: number[][] = [];
  for (let tree = 0; tree < trees; tree++) {
    for (let i = 0; i < count; i++) {
      const error = clipped[i]! - fitted[i]!;
      const z = error / HUBER_LN;
      weight[i] = hashUnit(tree, i, 1) < ROW_SHARE ? 1 / Math.sqrt(1 + z * z) : 0;
      gradient[i] = weight[i]! * error;
    }
    const root = growTree(features, orders, gradient, weight, { leaves, minLeaf, rate, seed: tree });
    const surface = flatten(root);
    for (let i = 0; i < count; i++) fitted[i] = fitted[i]! + nodeValue(surface, features[i]!, 0);
    stored.push(storeTree(surface, 0));
  }
  return stored;
}

/** Row indices in ascending order of each feature, ties by index. */
function sortedOrders(features: readonly Float64Array[], width: number): Int32Array[] {
  return Array.from({ length: width }, (_, f) =>
    Int32Array.from({ length: features.length }, (_unused, i) => i).sort(
      (a, b) => features[a]![f]! - features[b]![f]! || a - b,
    ),
  );
}

/** One tree as a surface of its own, nodes in preorder. */
function flatten(root: TreeNode): ResidualSurface {
  const nodes: TreeNode[] = [];
  const right: number[] = [];
  const visit = (node: TreeNode): void => {
    const at = nodes.length;
    nodes.push(node);
    right.push(0);
    if (node.left === null || node.right === null) return;
    visit(node.left);
    right[at] = nodes.length;
    visit(node.right);
  };
  visit(root);
  return {
    roots: Int32Array.of(0),
    feature: Int16Array.from(nodes, (node) => (node.left === null ? -1 : node.feature)),
    low: Float64Array.from(nodes, (node) => (node.left === null ? node.value : node.low)),
    high: Float64Array.from(nodes, (node) => node.high),
    right: Int32Array.from(right),
  };
}
