import type { CollectiveKind } from './collective-kind.js';
import type { GroupLevel } from './group-level.js';
import { algorithm, type LevelAlgorithm } from './link-use.js';

/**
 * Algorithms where every pair of the group has a link of its own, so that a chip reaches its whole rate only by talking to
 * all others at once.
 */
export function directAlgorithms(kind: CollectiveKind, bytes: number, group: GroupLevel): LevelAlgorithm[] {
  const { ranks: p, share } = group;
  const rest = (p - 1) / p;
  const one = share / (p - 1);
  switch (kind) {
    case 'all_reduce':
      return [
        algorithm('one-shot', 1, p - 1, 1, ((p - 1) * bytes) / share),
        algorithm('two-shot', 2, 2 * (p - 1), 2, (2 * rest * bytes) / share),
        // Two rings in opposite directions use two of the links.
        algorithm('ring', 2 * (p - 1), 2 * (p - 1), 2 * (p - 1), (2 * rest * bytes) / Math.min(share, 2 * one)),
      ];
    case 'all_gather':
    case 'reduce_scatter':
    case 'alltoall':
      return [algorithm('direct', 1, p - 1, 1, (rest * bytes) / share)];
    case 'send_recv':
      return [algorithm('direct', 1, 1, 1, bytes / one)];
    case 'broadcast':
      return [
        algorithm('direct', 1, p - 1, 1, bytes / one),
        // Every rank gets a part and hands it to all others.
        algorithm('scatter and gather', 2, 2 * (p - 1), 2, bytes / p / one + (rest * bytes) / share),
      ];
  }
}
