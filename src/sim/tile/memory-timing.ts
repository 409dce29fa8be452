import type { Chip } from '../../chips/chip/chip.js';
import type { MemoryKind } from '../../chips/chip/chip-parts.js';

/** How the main memory of a chip is cut into channels, and what a channel loses to refresh. */
export interface MemoryTiming {
  readonly channels: number;
  /** Bytes of one row buffer; consecutive pages lie in consecutive channels. */
  readonly pageBytes: number;
  /** All banks of a channel stand still for `refreshSec` once each `refreshEverySec`; both 0 where nothing is refreshed. */
  readonly refreshSec: number;
  readonly refreshEverySec: number;
}

interface KindTiming {
  readonly pageBytes: number;
  readonly refreshSec: number;
  readonly refreshEverySec: number;
}

/**
 * HBM refreshes bank by bank while its other banks transfer (JEDEC JESD235, REFSB), which costs rate and makes no pause. Of the
 * others the refresh command time (tRFC, all banks, 8 Gbit dies) and interval (tREFI): JESD250 (GDDR6), JESD209-5 (LPDDR5),
 * JESD79-4 (DDR4). Pages: one row buffer of a channel. All from background knowledge, unverified. Static memory has neither rows
 * nor refresh; a page is then what one bank hands over before the next.
 */
const KINDS: Readonly<Record<MemoryKind, KindTiming>> = {
  hbm: { pageBytes: 1024, refreshSec: 0, refreshEverySec: 0 },
  gddr: { pageBytes: 2048, refreshSec: 120e-9, refreshEverySec: 1.9e-6 },
  lpddr: { pageBytes: 2048, refreshSec: 280e-9, refreshEverySec: 3.9e-6 },
  ddr: { pageBytes: 8192, refreshSec: 350e-9, refreshEverySec: 7.8e-6 },
  sram: { pageBytes: 1024, refreshSec: 0, refreshEverySec: 0 },
  rom: { pageBytes: 1024, refreshSec: 0, refreshEverySec: 0 },
};

/**
 * Bytes a second of one channel by the beginning of the technology's name, longest first: bits of a channel times the usual
 * pin rate (HBM: 128 bits; GDDR: a 32-bit device; LPDDR: 16 bits; DDR: 64 bits), from background knowledge, unverified.
 */
const CHANNEL_BYTES_PER_SEC: readonly (readonly [prefix: string, rate: number])[] = [
  ['HBM3e', 128e9],
  ['HBM3', 83.2e9],
  ['HBM2e', 51.2e9],
  ['HBM', 32e9],
  ['MCDRAM', 50e9],
  ['GDDR7', 112e9],
  ['GDDR6X', 80e9],
  ['GDDR6', 64e9],
  ['GDDR5', 32e9],
  ['LPDDR', 17e9],
  ['MRDIMM', 70.4e9],
  ['DDR5', 38.4e9],
  ['DDR4', 25.6e9],
  ['DDR3', 12.8e9],
];

/** More channels or banks than this are drawn together into equal servers of several. */
const MOST_SERVERS = 64;

/** Channels of a chip's main memory: as its description says, else as many as its bandwidth needs of its technology. */
export function memoryTiming(chip: Chip): MemoryTiming {
  return { channels: Math.min(MOST_SERVERS, channelCount(chip)), ...KINDS[chip.memory.kind] };
}

function channelCount(chip: Chip): number {
  const { memory, design, fabric } = chip;
  if (fabric !== null && fabric.memoryChannels > 0) return fabric.memoryChannels;
  if (design !== null) {
    if (design.dram !== null) return design.dram.channels * Math.max(1, Math.round(design.dram.bitsPerChannel / 128));
    return Math.max(1, design.scratchpad.banks);
  }
  if (memory.kind === 'sram' || memory.kind === 'rom') return Math.max(1, Math.round(chip.coreCount.value));
  const rate = CHANNEL_BYTES_PER_SEC.find(([prefix]) => memory.technology.startsWith(prefix))?.[1] ?? 32e9;
  return Math.max(1, Math.round(memory.bandwidthBytesPerSec.value / rate));
}

/** Banks of the shared cache or scratchpad, drawn together as channels are; 32 where the description names none. */
export function cacheBanks(chip: Chip): number {
  return Math.min(32, chip.design?.scratchpad.banks ?? 32);
}
