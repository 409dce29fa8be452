import type { Band } from '../../foundation/quantity/estimate.js';
import type { System } from './system.js';

export type LevelTopology = 'switch' | 'ring' | 'torus' | 'fully-connected';

/** One level of a network: chips of a node, or the nodes of a system, of which each chip reaches its counterpart. */
export interface NetworkLevel {
  readonly topology: LevelTopology;
  /** Members along each dimension; one dimension for everything but a torus. */
  readonly dimensions: readonly number[];
  /** One direction of one chip, all its links of this level together. */
  readonly bandwidthBytesPerSec: Band;
  /** From one chip to the next, a switch in between included. */
  readonly hopSec: Band;
  /** Switches that add up what passes through them. */
  readonly inNetworkReduction: boolean;
  /** Algorithms that the communication library has, such as `ring` and `double tree` of NCCL; null is all of them. */
  readonly algorithms: readonly string[] | null;
}

/** How the chips of a system are joined: within a node, and between nodes. */
export interface Network {
  readonly node: NetworkLevel;
  /** Null for a system of one node. */
  readonly between: NetworkLevel | null;
  /** Whether the kernel model answers within a node: the chip's own links, joined as those that collectives were timed on. */
  readonly usualNode: boolean;
}

/** A system whose network is described. Ranks of a group are `stride` chips apart, counted within nodes first. */
export interface NetworkedSystem extends System {
  readonly network: Network;
  readonly stride: number;
}

export function isNetworked(system: System): system is NetworkedSystem {
  return 'network' in system;
}

export function levelSize(level: NetworkLevel): number {
  return level.dimensions.reduce((product, size) => product * size, 1);
}

/** Chips that a network joins. */
export function networkSize({ node, between }: Network): number {
  return levelSize(node) * (between === null ? 1 : levelSize(between));
}

/** The longest of the shortest ways between two members, in hops. */
export function levelDiameter({ topology, dimensions }: NetworkLevel): number {
  if (topology === 'ring' || topology === 'torus')
    return dimensions.reduce((hops, size) => hops + Math.floor(size / 2), 0);
  return dimensions.some((size) => size > 1) ? 1 : 0;
}

/**
 * Bytes a second over the narrowest cut into halves, one direction, in units of one chip's bandwidth: half the members of a
 * switch, the links that a cut severs of the others.
 */
export function bisectionShare({ topology, dimensions }: NetworkLevel): number {
  const size = dimensions.reduce((product, one) => product * one, 1);
  if (size < 2) return 0;
  switch (topology) {
    case 'switch':
      return size / 2;
    case 'fully-connected':
      return (Math.floor(size / 2) * Math.ceil(size / 2)) / (size - 1);
    case 'ring':
    case 'torus': {
      const active = dimensions.filter((one) => one > 1);
      // A cut across the longest dimension severs two rings of links, each with 1 / (2 d) of a chip's bandwidth.
      return ((size / Math.max(...active)) * 2) / (2 * active.length);
    }
  }
}
