import { log2 } from '../../foundation/numeric/portable-math.js';
import type { CollectiveKind } from './collective-kind.js';
import type { GroupLevel } from './group-level.js';
import { algorithm, type LevelAlgorithm } from './link-use.js';

/**
 * Algorithms on a switch that gives every chip its full rate whoever it talks to (Thakur, Rabenseifner and Gropp, IJHPCA
 * 19(1), 2005; Chan et al., Concurrency 19(13), 2007). `bytes` is the message as nccl-tests count it.
 */
export function switchAlgorithms(kind: CollectiveKind, bytes: number, group: GroupLevel): LevelAlgorithm[] {
  const { ranks: p } = group;
  const rest = (p - 1) / p;
  const log = Math.ceil(log2(p) - 1e-9);
  const whole = 1 << log === p;
  switch (kind) {
    case 'all_reduce':
      return [
        algorithm('ring', 2 * (p - 1), 2 * (p - 1), 2 * (p - 1), 2 * rest * bytes),
        // Ranks beyond a power of two hand their vector over before and get it back after.
        whole
          ? algorithm('halving-doubling', 2 * log, 2 * log, 2 * log, 2 * rest * bytes)
          : algorithm('halving-doubling', 2 * log, 2 * log, 2 * log, (2 + 2 * rest) * bytes),
        algorithm('double tree', 2 * log, 4 * log, 2 * log, 2 * bytes),
        algorithm('one-shot', 1, p - 1, 1, (p - 1) * bytes),
        algorithm('two-shot', 2, 2 * (p - 1), 2, 2 * rest * bytes),
        ...(group.inNetworkReduction ? [algorithm('in-network', 2, 2, 2, bytes)] : []),
      ];
    case 'all_gather':
    case 'reduce_scatter':
      return [
        algorithm('ring', p - 1, p - 1, p - 1, rest * bytes),
        ...(whole ? [algorithm('doubling', log, log, log, rest * bytes)] : []),
        algorithm('direct', 1, p - 1, 1, rest * bytes),
      ];
    case 'alltoall':
      return [
        algorithm('direct', 1, p - 1, 1, rest * bytes),
        // Bruck: every step sends half of the buffer (Bruck et al., IEEE TPDS 8(11), 1997).
        algorithm('bruck', log, log, log, (log / 2) * bytes),
      ];
    case 'send_recv':
      return [algorithm('direct', 1, 1, 1, bytes)];
    case 'broadcast':
      return [
        algorithm('binomial tree', log, log, log, log * bytes),
        algorithm('scatter and gather', log + 1, log + p - 1, log + 1, 2 * rest * bytes),
        algorithm('chain', p - 1, p - 1, p - 1, bytes),
        ...(group.inNetworkReduction ? [algorithm('multicast', 1, 1, 1, bytes)] : []),
      ];
  }
}
