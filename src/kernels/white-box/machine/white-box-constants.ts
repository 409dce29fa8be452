/** What the white box assumes of every chip alike, because no description states it. */
export interface WhiteBoxConstants {
  /** Share of the memory bandwidth, after error correction, that streams sustain while enough bytes are in flight. */
  readonly sustainedMemory: number;
  /** Part of the stated launch floor that is not loads and steps of the tiny kernel the floor was read from. */
  readonly launchShare: number;
  /** Latency of main memory and of the cache while all cores ask, over that of an idle chip. */
  readonly memoryLoad: number;
  readonly cacheLoad: number;
  /** Share of a cache partition that keeps what a program means to reuse. */
  readonly usableCache: number;
  /** Cycles of one step through k that its multiplications do not cover: barriers, operand loads and address arithmetic. */
  readonly stepCycles: number;
  /** What remains of those cycles where copies and multiplications are asynchronous. */
  readonly asyncStepShare: number;
  /** Bytes that the threads of a core keep in flight where no copy engine does it for them. */
  readonly inFlightBytes: number;
}

/**
 * Chosen by bench/fidelity/fit-white-box.ts on bf16 products in captured graphs on A100, H100, B200 and L40S, every chip
 * counting alike; docs/chip-design.md gives the errors on each chip of constants chosen without it.
 */
export const WHITE_BOX_CONSTANTS: WhiteBoxConstants = {
  sustainedMemory: 0.86,
  launchShare: 0.57,
  memoryLoad: 2.2,
  cacheLoad: 1.6,
  usableCache: 0.63,
  stepCycles: 260,
  asyncStepShare: 0.05,
  inFlightBytes: 27_000,
};
