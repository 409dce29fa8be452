// Bound once: where code runs inside a vm context, as under jest, each look-up of a global costs as much as an event.
const { floor, imul } = Math;

/** How events of one tick and class are ordered: as they were scheduled, or in a permutation that a seed picks. */
export type TieBreak = 'fifo' | `shuffle:${string}`;

/** Sequence numbers of one class; five classes of them stay below 2^53, so a rank is one exact float64. */
export const RANKS_PER_CLASS = 2 ** 50;

/** Low bits of a sequence number that the shuffle permutes; the rest breaks ties between equal permuted values. */
const SHUFFLED_SPAN = 2 ** 32;
const HIGH_SPAN = RANKS_PER_CLASS / SHUFFLED_SPAN;

/** The 32-bit FNV-1a hash of a text's UTF-16 code units (Fowler, Noll, Vo, RFC 9923). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** The seed of a shuffle as a 32-bit key, or null for `fifo`. */
export function shuffleKey(tieBreak: TieBreak): number | null {
  if (tieBreak === 'fifo') return null;
  if (tieBreak.startsWith('shuffle:') && tieBreak.length > 8) return hashText(tieBreak.slice(8));
  throw new RangeError(`The tie-break is "fifo" or "shuffle:<seed>", not "${tieBreak}".`);
}

/** A permutation of the sequence numbers below 2^50: keyed murmur3 finalizer (a bijection of 32 bits) on the low bits. */
export function shuffleSequence(sequence: number, key: number): number {
  let mixed = (sequence ^ key) | 0;
  mixed = imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  mixed = imul((mixed ^ (mixed >>> 16)) + key, 0x9e3779b1);
  mixed ^= mixed >>> 15;
  return (mixed >>> 0) * HIGH_SPAN + floor(sequence / SHUFFLED_SPAN);
}
