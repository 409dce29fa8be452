import type { CollectiveKind } from './collective-kind.js';
import type { GroupDimension, GroupLevel } from './group-level.js';
import { algorithm, type LevelAlgorithm } from './link-use.js';

/**
 * Algorithms on a ring or torus, both directions of every link in use. Buckets go round one dimension after another, and as
 * many parts of the message as there are dimensions start in different ones, so that no dimension idles (Jain and Sabharwal,
 * ICS 2010; Chan et al., Concurrency 19(13), 2007).
 */
export function torusAlgorithms(kind: CollectiveKind, bytes: number, group: GroupLevel): LevelAlgorithm[] {
  const { dimensions, ranks } = group;
  const name = dimensions.length > 1 ? 'bucket' : 'ring';
  const reach = dimensions.reduce((sum, one) => sum + one.reach, 0);
  const steps = dimensions.reduce((sum, { reach: far, spacing }) => sum + far / spacing, 0);
  const once = bucketBytes(bytes, dimensions);
  switch (kind) {
    case 'all_reduce':
      return [
        algorithm(name, 2 * steps, 4 * steps, 2 * reach, 2 * once),
        // Every vector goes round to every rank, which adds them up itself.
        algorithm('one-shot', steps, 2 * steps, reach, bucketBytes(bytes * ranks, dimensions)),
      ];
    case 'all_gather':
    case 'reduce_scatter':
      return [algorithm(name, steps, 2 * steps, reach, once)];
    case 'alltoall':
      return [algorithm('dimension order', 1, ranks - 1, reach, exchangeBytes(bytes, dimensions))];
    case 'send_recv': {
      // Neighbours have one link between them, a direction of one dimension.
      const first = dimensions[0]!;
      return [algorithm('direct', 1, 1, first.spacing, bytes / oneWay(first))];
    }
    case 'broadcast':
      return [
        algorithm(
          'chain',
          steps,
          2 * steps,
          reach,
          dimensions.reduce((most, one) => Math.max(most, bytes / one.share), 0),
        ),
        algorithm('scatter and gather', 2 * steps, 4 * steps, 2 * reach, 2 * once),
      ];
  }
}

/** Share of a chip's bandwidth that one way along a dimension has. */
function oneWay(dimension: GroupDimension): number {
  return dimension.share / 2;
}

/** Bytes of an all-gather: the parts of the message pass the dimensions in rotated orders, and the slowest part counts. */
function bucketBytes(bytes: number, dimensions: readonly GroupDimension[]): number {
  const count = dimensions.length;
  let total = 0;
  const held = dimensions.map(() => bytes / count);
  for (let phase = 0; phase < count; phase++) {
    let slowest = 0;
    for (let part = 0; part < count; part++) {
      const { size, share } = dimensions[(part + phase) % count]!;
      slowest = Math.max(slowest, (held[part]! * (size - 1)) / size / share);
      held[part]! /= size;
    }
    total += slowest;
  }
  return total;
}

/** Bytes where each rank has a part of its own for every rank: along a ring of n they travel floor(n^2/4)/n hops on average. */
function exchangeBytes(bytes: number, dimensions: readonly GroupDimension[]): number {
  return dimensions.reduce(
    (most, { size, share }) => Math.max(most, (bytes * Math.floor((size * size) / 4)) / size / share),
    0,
  );
}
