import { plainBand } from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import { requireBuilt } from '../chip/built-chip.js';
import type { Chip } from '../chip/chip.js';
import type { ChipLink } from '../chip/chip-parts.js';
import type { LevelTopology, Network, NetworkLevel } from './network.js';
import { usualTopology } from './system.js';

type LinkKind = ChipLink['kind'];

/**
 * One hop between chips of a node: on NVLink about half of the 0.8 to 1.4 us that a step of an all-gather takes on A100, H100
 * and B200 (nccl-tests, 2, 4 and 8 ranks); wider for the others, which have bridges of the host or more hops in the way.
 */
const HOP_SEC: Readonly<Record<LinkKind, Band>> = {
  nvlink: { value: 0.5e-6, low: 0.3e-6, high: 0.7e-6 },
  'infinity-fabric': { value: 0.7e-6, low: 0.3e-6, high: 1.5e-6 },
  proprietary: { value: 0.7e-6, low: 0.2e-6, high: 1.5e-6 },
  pcie: { value: 1e-6, low: 0.6e-6, high: 2e-6 },
  ethernet: { value: 2e-6, low: 1e-6, high: 5e-6 },
};

/**
 * Between nodes one network card a chip, 200 to 800 Gb/s: DGX A100 has 25 GB/s a GPU (NVIDIA DGX A100 datasheet, 2020), DGX
 * H100 50 GB/s (DGX H100 datasheet, 2022), systems of 2025 up to 100 GB/s.
 */
const USUAL_BETWEEN: Omit<NetworkLevel, 'topology' | 'dimensions'> = {
  bandwidthBytesPerSec: { value: 50e9, low: 25e9, high: 100e9 },
  hopSec: { value: 3e-6, low: 1.5e-6, high: 6e-6 },
  inNetworkReduction: false,
  algorithms: null,
};

/** Chips of one node where nothing else is said: HGX and OAM boards hold 8, GB200 and GB300 racks join 72 by NVLink. */
export function usualNodeChips(chip: Chip): number {
  requireBuilt(chip);
  if (/^gb\d/.test(chip.id)) return 72;
  return chip.link?.kind === 'proprietary' ? 64 : 8;
}

export function hopOf(kind: LinkKind): Band {
  return HOP_SEC[kind];
}

/** One level with the chip's own links; null where the chip has none. */
export function chipLevel(
  chip: Chip,
  topology: LevelTopology,
  dimensions: readonly number[],
  inNetworkReduction: boolean,
): NetworkLevel | null {
  requireBuilt(chip);
  if (chip.link === null) return null;
  return {
    topology,
    dimensions,
    bandwidthBytesPerSec: plainBand(chip.link.bandwidthBytesPerSec),
    hopSec: hopOf(chip.link.kind),
    inNetworkReduction,
    algorithms: null,
  };
}

/**
 * The network that `count` chips have where nothing else is said: full nodes in the usual topology of the chip's link, and
 * switches between nodes at a rate that is known only as an interval. Null for a chip without links.
 *
 * @example usualNetwork(h100, 16)?.between?.dimensions // [2]
 */
export function usualNetwork(chip: Chip, count: number): Network | null {
  const size = Math.min(count, usualNodeChips(chip));
  const usual = usualTopology(chip, Math.max(2, size));
  const node = chipLevel(chip, usual === 'single' ? 'switch' : usual, [size], false);
  if (node === null) return null;
  const nodes = Math.ceil(count / size);
  return {
    node,
    between: nodes === 1 ? null : { topology: 'switch', dimensions: [nodes], ...USUAL_BETWEEN },
    usualNode: chip.link?.kind !== 'infinity-fabric',
  };
}

/** Links whose collectives were timed: NVLink through switches, and PCIe. */
export function hasMeasuredLink(chip: Chip): boolean {
  requireBuilt(chip);
  const { link } = chip;
  return link !== null && (link.kind === 'nvlink' || link.kind === 'pcie');
}
