import { hashUnit } from './hash-unit.js';

/** A node while its tree grows; a leaf has no children. */
export interface TreeNode {
  value: number;
  feature: number;
  low: number;
  high: number;
  left: TreeNode | null;
  right: TreeNode | null;
}

export interface GrowOptions {
  readonly leaves: number;
  readonly minLeaf: number;
  readonly rate: number;
  readonly seed: number;
}

interface Candidate {
  readonly node: TreeNode;
  readonly id: number;
  readonly gain: number;
}

/** Pull of a leaf's value towards zero, in rows. */
const SHRINKAGE = 1;
/** Share of the features that each split may look at. */
const FEATURE_SHARE = 0.4;

/**
 * One regression tree on gradient and weight, grown leaf by leaf where the gain is largest. `orders` holds the rows
 * sorted by each feature; rows of weight 0 are left out.
 */
export function growTree(
  features: readonly Float64Array[],
  orders: readonly Int32Array[],
  gradient: Float64Array,
  weight: Float64Array,
  options: GrowOptions,
): TreeNode {
  const nodeOf = Int32Array.from(weight, (w) => (w > 0 ? 0 : -1));
  const root: TreeNode = { value: 0, feature: -1, low: 0, high: 0, left: null, right: null };
  const open: Candidate[] = [findSplit(root, 0)];
  let nodes = 1;
  for (let leaves = 1; leaves < options.leaves; leaves++) {
    open.sort((a, b) => b.gain - a.gain || a.id - b.id);
    const best = open.shift();
    if (best === undefined || best.gain <= 1e-9) break;
    const { node } = best;
    const middle = (node.low + node.high) / 2;
    node.left = { value: 0, feature: -1, low: 0, high: 0, left: null, right: null };
    node.right = { value: 0, feature: -1, low: 0, high: 0, left: null, right: null };
    for (let i = 0; i < nodeOf.length; i++) {
      if (nodeOf[i] === best.id) nodeOf[i] = features[i]![node.feature]! < middle ? nodes : nodes + 1;
    }
    open.push(findSplit(node.left, nodes), findSplit(node.right, nodes + 1));
    nodes += 2;
  }
  return root;

  /** Sets the node's value and its best split, if it were to be split. */
  function findSplit(node: TreeNode, id: number): Candidate {
    let sum = 0;
    let mass = 0;
    let count = 0;
    for (let i = 0; i < nodeOf.length; i++) {
      if (nodeOf[i] !== id) continue;
      sum += gradient[i]!;
      mass += weight[i]!;
      count++;
    }
    node.value = (options.rate * sum) / (mass + SHRINKAGE);
    const unsplit = (sum * sum) / (mass + SHRINKAGE);
    let gain = 0;
    if (count < 2 * options.minLeaf) return { node, id, gain };
    for (let f = 0; f < orders.length; f++) {
      if (hashUnit(options.seed, id, f + 2) > FEATURE_SHARE) continue;
      const order = orders[f]!;
      let leftSum = 0;
      let leftMass = 0;
      let leftCount = 0;
      let previous = Number.NaN;
      for (let at = 0; at < order.length; at++) {
        const i = order[at]!;
        if (nodeOf[i] !== id) continue;
        const value = features[i]![f]!;
        if (leftCount >= options.minLeaf && count - leftCount >= options.minLeaf && value > previous + 1e-6) {
          const rightSum = sum - leftSum;
          const split =
            (leftSum * leftSum) / (leftMass + SHRINKAGE) +
            (rightSum * rightSum) / (mass - leftMass + SHRINKAGE) -
            unsplit;
          if (split > gain) {
            gain = split;
            node.feature = f;
            node.low = previous;
            node.high = value;
          }
        }
        leftSum += gradient[i]!;
        leftMass += weight[i]!;
        leftCount++;
        previous = value;
      }
    }
    return { node, id, gain };
  }
}
