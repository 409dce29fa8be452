import { levelSize, type NetworkLevel } from '../../chips/network/network.js';
import type { Band } from '../../foundation/quantity/estimate.js';

/** One dimension of a ring or torus as a group of ranks sees it. */
export interface GroupDimension {
  readonly size: number;
  /** Share of a chip's bandwidth that the group has along it, both directions together. */
  readonly share: number;
  /** Hops between neighbours of the group. */
  readonly spacing: number;
  /** Hops of the longest of the shortest ways. */
  readonly reach: number;
}

/** The part of one level of a network that a group of ranks has to itself. */
export interface GroupLevel {
  readonly shape: 'switch' | 'direct' | 'torus';
  readonly ranks: number;
  /** Torus and ring only, dimensions of one member left out. */
  readonly dimensions: readonly GroupDimension[];
  /** Share of a chip's bandwidth that the group can use at most. */
  readonly share: number;
  readonly bandwidthBytesPerSec: Band;
  readonly hopSec: Band;
  readonly inNetworkReduction: boolean;
  readonly algorithms: readonly string[] | null;
}

/**
 * The links of `level` that serve a group of `ranks` chips `stride` apart. A switch serves every group at full rate; of
 * all-to-all links a group has those among its members; on a ring or torus the ranks fill dimensions in order, and a part
 * of a dimension is a line, whose ends have to go back the way they came. Null where one rank is alone on the level.
 */
export function groupLevel(level: NetworkLevel, ranks: number, stride: number): GroupLevel | null {
  if (ranks <= 1) return null;
  const { topology, bandwidthBytesPerSec, hopSec, inNetworkReduction, algorithms } = level;
  const base = { ranks, bandwidthBytesPerSec, hopSec, inNetworkReduction, algorithms, dimensions: [] };
  switch (topology) {
    case 'switch':
      return { ...base, shape: 'switch', share: 1 };
    case 'fully-connected':
      return {
        ...base,
        shape: 'direct',
        share: (ranks - 1) / Math.max(ranks - 1, levelSize(level) - 1),
        inNetworkReduction: false,
      };
    case 'ring':
    case 'torus': {
      const dimensions = groupDimensions(level.dimensions, ranks, stride);
      const share = dimensions.reduce((sum, dimension) => sum + dimension.share, 0);
      return { ...base, shape: 'torus', dimensions, share, inNetworkReduction: false };
    }
  }
}

function groupDimensions(sizes: readonly number[], ranks: number, stride: number): GroupDimension[] {
  const all = sizes.filter((size) => size > 1).length;
  const dimensions: GroupDimension[] = [];
  let left = ranks;
  let gap = stride;
  for (const whole of sizes) {
    if (left <= 1) break;
    if (gap >= whole) {
      gap = Math.ceil(gap / whole);
      continue;
    }
    const size = Math.min(left, Math.ceil(whole / gap));
    const closed = size * gap >= whole;
    // Groups between whose members others lie share the links with them.
    const share = (closed ? 1 : 0.5) / (all * gap);
    dimensions.push({ size, share, spacing: gap, reach: gap * (closed ? Math.floor(size / 2) : size - 1) });
    left = Math.ceil(left / size);
    gap = 1;
  }
  return dimensions;
}
