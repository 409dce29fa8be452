import { standardNormal } from '../../../foundation/numeric/distributions/index.js';
import { createStream } from '../../../foundation/numeric/random-stream.js';
import { requireCount } from '../rule-violation.js';
import { lastLogits, type ToyTransformer } from './toy-transformer.js';
import { GONKA_TARGET_RADIUS } from './win-probability.js';

/** Scales a vector to length 1. */
function onSphere(vector: Float64Array): Float64Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  return vector.map((value) => value / length);
}

/** The point of the unit sphere that all nonces of a block aim at, named `{block_hash}_target`. */
export function gonkaTarget(blockHash: string, dimensions: number): Float64Array {
  const stream = createStream(`${blockHash}_target`, 'gonka/target');
  return onSphere(Float64Array.from({ length: dimensions }, () => standardNormal(stream)));
}

/**
 * Distance between the target and logits that are permuted and scaled to the sphere: the win rule is that it lies below the
 * radius.
 *
 * @example
 * gonkaDistance(Float64Array.of(3, 4), Float64Array.of(0.6, 0.8), Uint32Array.of(0, 1)) // 0
 */
export function gonkaDistance(logits: Float64Array, target: Float64Array, permutation: Uint32Array): number {
  const point = onSphere(Float64Array.from(permutation, (from) => logits[from]!));
  let squares = 0;
  for (let i = 0; i < point.length; i++) squares += (point[i]! - target[i]!) * (point[i]! - target[i]!);
  return Math.sqrt(squares);
}

/** The nonce's permutation of the logits, named `{block_hash}_{pubkey}_nonce_{n}_permutations`. */
function permutationOf(name: string, size: number): Uint32Array {
  const stream = createStream(name, 'gonka/permutation');
  const order = Uint32Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const j = stream.nextBelow(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

export interface GonkaPocJob {
  readonly blockHash: string;
  readonly publicKey: string;
  /** Positions of the random input, 256 on the main network. */
  readonly positions: number;
  readonly transformer: ToyTransformer;
}

/** Distance of one nonce: random embeddings, a forward pass, permuted logits. */
export function gonkaNonceDistance(
  { blockHash, publicKey, positions, transformer }: GonkaPocJob,
  nonce: number,
): number {
  requireCount(nonce, 'nonce');
  const name = `${blockHash}_${publicKey}_nonce`;
  const stream = createStream(`${name}${nonce}`, 'gonka/embeddings');
  const { dim, vocab } = transformer.shape;
  const embeddings = Float64Array.from({ length: positions * dim }, () => standardNormal(stream));
  const logits = lastLogits(transformer, embeddings);
  return gonkaDistance(logits, gonkaTarget(blockHash, vocab), permutationOf(`${name}_${nonce}_permutations`, vocab));
}

/** Whether a nonce is valid: its distance lies below the radius. */
export function gonkaNonceValid(job: GonkaPocJob, nonce: number, radius: number = GONKA_TARGET_RADIUS): boolean {
  return gonkaNonceDistance(job, nonce) < radius;
}

/** Valid nonces among `count` from `first`; their number is a participant's weight. */
export function gonkaValidNonces(job: GonkaPocJob, first: number, count: number, radius: number): number[] {
  const valid: number[] = [];
  for (let nonce = first; nonce < first + count; nonce++) if (gonkaNonceValid(job, nonce, radius)) valid.push(nonce);
  return valid;
}
