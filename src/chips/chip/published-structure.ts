import type { PeakRates } from './chip-parts.js';

/** What vendors publish of a chip's inside, from which its peak figures follow. Null where nothing is published. */
export interface PublishedStructure {
  readonly memoryBusBits: number | null;
  readonly bitsPerPinSec: number | null;
  /** Dense multiply-accumulates of one core each cycle, by rate; null where the core lacks the format. */
  readonly macsPerCoreCycle: Readonly<Record<keyof PeakRates, number | null>>;
  /** Fused multiply-adds of 32 bits that one core starts each cycle. */
  readonly lanesPerCore: number | null;
  /** Clock of the published matrix rates where it is not that of the chip. */
  readonly matrixClockHz: number | null;
  readonly source: string;
}
