import type { Chip } from '../../chips/chip/chip.js';
import type { MappingMachine } from '../../kernels/white-box/machine/mapping-machine.js';
import { cacheBanks, memoryTiming } from './memory-timing.js';
import { ServerSet, type ServerWatcher } from './server-set.js';

/** What all cores share. */
export interface SharedServers {
  readonly channels: ServerSet;
  readonly banks: ServerSet;
}

const TICKS_PER_SECOND = 1e12;
/** Bytes that lie in one bank of the shared cache before the next: eight lines of 128 bytes. */
const BANK_PAGE_BYTES = 1024;

/**
 * Channels and banks of a chip. What a channel loses beyond refresh is charged to the opening of pages, so that pages read in
 * order reach the bandwidth that the mapping takes for sustained.
 */
export function sharedServers(
  chip: Chip,
  machine: MappingMachine,
  sustainedBytesPerSec: number,
  watchers: { readonly channels: ServerWatcher; readonly banks: ServerWatcher } | null,
): SharedServers {
  const { channels, pageBytes, refreshSec, refreshEverySec } = memoryTiming(chip);
  const peak = chip.memory.bandwidthBytesPerSec.value;
  const sustainedShare = Math.min(1, sustainedBytesPerSec / peak);
  const refreshShare = refreshEverySec > 0 ? 1 - refreshSec / refreshEverySec : 1;
  const ticksPerByte = (channels / peak) * TICKS_PER_SECOND;
  const banks = cacheBanks(chip);
  return {
    channels: new ServerSet(
      {
        count: channels,
        pageBytes,
        ticksPerByte,
        ticksPerPage: pageBytes * ticksPerByte * Math.max(0, refreshShare / sustainedShare - 1),
        refreshTicks: refreshSec * TICKS_PER_SECOND,
        refreshPeriod: refreshEverySec * TICKS_PER_SECOND,
      },
      watchers?.channels ?? null,
    ),
    banks: new ServerSet(
      {
        count: banks,
        pageBytes: BANK_PAGE_BYTES,
        ticksPerByte: (banks / machine.cacheBytesPerSec) * TICKS_PER_SECOND,
        ticksPerPage: 0,
        refreshTicks: 0,
        refreshPeriod: 0,
      },
      watchers?.banks ?? null,
    ),
  };
}

/** A multiplicative hash (Knuth, TAOCP 3, 6.4) spreads where lanes begin, as memory controllers spread their streams. */
const SPREAD = 0x9e3779b1;

/** The server on which a lane's stream begins, to be taken modulo the count of servers. */
export function originOf(lane: number): number {
  return Math.imul(lane, SPREAD) >>> 8;
}
