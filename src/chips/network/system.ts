import { requireBuilt } from '../chip/built-chip.js';
import type { Chip } from '../chip/chip.js';

export type Topology = 'single' | 'switch' | 'ring' | 'torus' | 'fully-connected';

/** Chips that work on one model together. */
export interface System {
  readonly chip: Chip;
  readonly count: number;
  readonly topology: Topology;
}

/**
 * The topology that chips of a kind of link are usually joined by: NVLink and PCIe through switches, Infinity Fabric all to
 * all within a node, Ethernet through switches, proprietary links in a ring.
 */
export function usualTopology(chip: Chip, count: number): Topology {
  requireBuilt(chip);
  if (count === 1) return 'single';
  switch (chip.link?.kind ?? 'pcie') {
    case 'nvlink':
    case 'pcie':
    case 'ethernet':
      return 'switch';
    case 'infinity-fabric':
      return 'fully-connected';
    case 'proprietary':
      return 'ring';
  }
}

/**
 * Chips that work together, in their usual topology unless another is given.
 *
 * @example systemOf(h100, 8).topology // 'switch'
 */
export function systemOf(chip: Chip, count: number, topology: Topology = usualTopology(chip, count)): System {
  requireBuilt(chip);
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`a system of ${count} chips`);
  return Object.freeze({ chip, count, topology });
}

/** Bytes of main memory of all chips together. */
export function systemMemoryBytes({ chip, count }: Pick<System, 'chip' | 'count'>): number {
  requireBuilt(chip);
  return chip.memory.capacityBytes.value * count;
}

/** The fewest chips whose memory together holds `bytes`, when each keeps `reserveShare` of its memory free. */
export function chipsForBytes(chip: Chip, bytes: number, reserveShare = 0): number {
  requireBuilt(chip);
  return Math.max(1, Math.ceil(bytes / (chip.memory.capacityBytes.value * (1 - reserveShare))));
}
