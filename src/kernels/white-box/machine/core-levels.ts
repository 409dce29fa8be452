/** What a floor plan says of the memories of one unit, beyond what every chip description has. */
export interface CoreLevels {
  /** Bytes a second that the local memory of one unit hands to its datapath. */
  readonly localBytesPerSec: number;
  /** Whether the next tile loads while this one is worked on. */
  readonly localDoubleBuffered: boolean;
  /** The same for what all units share and main memory behind it. */
  readonly sharedDoubleBuffered: boolean;
  /** Partial sums that one unit keeps outside its local memory. */
  readonly sumBytes: number;
  readonly sumBytesPerSec: number;
  /** Bytes a second of one unit's port to what all units share. */
  readonly portBytesPerSec: number;
  /** Seconds until a byte of main memory arrives; null takes that of DRAM. */
  readonly memoryLatencySec: number | null;
  /** Whether products of few rows may run on the vector lanes. */
  readonly vectorProducts: boolean;
  /** Proof-of-work hashes a second of hardwired pipelines, by algorithm. */
  readonly hashesPerSec: Readonly<Record<string, number>>;
}

/** A chip known without its floor plan: nothing beyond the search's own constants limits it. */
export function unknownLevels(portBytesPerSec: number): CoreLevels {
  return {
    localBytesPerSec: Number.POSITIVE_INFINITY,
    localDoubleBuffered: true,
    sharedDoubleBuffered: true,
    sumBytes: 0,
    sumBytesPerSec: Number.POSITIVE_INFINITY,
    portBytesPerSec,
    memoryLatencySec: null,
    vectorProducts: false,
    hashesPerSec: {},
  };
}
