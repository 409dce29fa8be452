/**
 * Distinct copies of a weight that are cycled through before one comes again: what decides whether it is still in cache.
 * A layer of a model finds its weights in main memory, as the collectors of kernel timings do that cycle through six
 * copies (ai-dynamo/aiconfigurator at 095f58a); a kernel timed over one copy may find it in cache.
 */
export const WEIGHT_COPIES = {
  /** A model's layers, and timings whose collector cycles. */
  cycled: 6,
  /** The same weight again and again. */
  single: 1,
  /** A kernel by itself that is to find no weight in any cache. */
  uncached: 64,
} as const;
