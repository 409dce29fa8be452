/** What one chip does on one level of a network during a collective; its time is linear in these. */
export interface LinkUse {
  /** Dependent steps, each a synchronisation with a peer. */
  readonly steps: number;
  /** Messages that one chip sends. */
  readonly messages: number;
  /** Hops on the longest chain of dependent messages. */
  readonly hops: number;
  /** Bytes that the busiest link carries, scaled to the chip's whole bandwidth of the level. */
  readonly bytes: number;
}

export const NO_USE: LinkUse = { steps: 0, messages: 0, hops: 0, bytes: 0 };

export function addUse(a: LinkUse, b: LinkUse): LinkUse {
  return {
    steps: a.steps + b.steps,
    messages: a.messages + b.messages,
    hops: a.hops + b.hops,
    bytes: a.bytes + b.bytes,
  };
}

/** A way to run a collective on one level. */
export interface LevelAlgorithm {
  readonly name: string;
  readonly use: LinkUse;
}

/** One message after another, each `hops` away. */
export function algorithm(name: string, steps: number, messages: number, hops: number, bytes: number): LevelAlgorithm {
  return { name, use: { steps, messages, hops, bytes } };
}
