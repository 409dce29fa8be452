import type { LevelTopology, Network, NetworkLevel } from '../../../src/chips/index.js';

/** A level of exact figures: 1 GB/s a chip and 1 us a hop unless given. */
export function level(
  topology: LevelTopology,
  dimensions: readonly number[],
  rest: Partial<NetworkLevel> = {},
): NetworkLevel {
  const exact = (value: number) => ({ value, low: value, high: value });
  return {
    topology,
    dimensions,
    bandwidthBytesPerSec: exact(1e9),
    hopSec: exact(1e-6),
    inNetworkReduction: false,
    algorithms: null,
    ...rest,
  };
}

export function network(node: NetworkLevel, between: NetworkLevel | null = null): Network {
  return { node, between, usualNode: false };
}
