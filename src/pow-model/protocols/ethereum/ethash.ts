import { keccak_256, keccak_512 } from '@noble/hashes/sha3.js';
import { bigEndianValue, littleEndianBytes } from '../byte-numbers.js';
import { requireTarget, ruleViolation } from '../rule-violation.js';

// chfast/ethash@17e8030:lib/ethash/ethash.cpp and the Ethash specification.
const { imul } = Math;
const FNV_PRIME = 0x01000193;
const ITEM_BYTES = 64;
const ITEM_WORDS = 16;
const CACHE_ROUNDS = 3;
const PARENTS = 256;
const ACCESSES = 64;
const MIX_WORDS = 32;
const MAX_CACHE_BYTES = 2 ** 26;

/** A dataset described by its cache; items are computed when they are read. */
export interface EthashDataset {
  readonly cache: Uint32Array;
  /** Bytes of the dataset, a multiple of 128. */
  readonly bytes: number;
}

const fnv = (a: number, b: number) => (imul(a, FNV_PRIME) ^ b) >>> 0;

function wordsOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Uint32Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i, true));
}

function bytesOf(words: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  words.forEach((word, i) => {
    view.setUint32(4 * i, word, true);
  });
  return bytes;
}

/**
 * Builds the cache of a seed: a chain of Keccak-512 mixed three times over. The real protocol starts at 16 MiB of cache and
 * 1 GiB of dataset; any size that holds whole items may be given.
 */
export function ethashDataset(seed: Uint8Array, cacheBytes: number, datasetBytes: number): EthashDataset {
  const isWhole = (bytes: number, unit: number) => Number.isInteger(bytes / unit) && bytes > 0;
  if (!isWhole(cacheBytes, ITEM_BYTES) || cacheBytes > MAX_CACHE_BYTES) {
    throw ruleViolation('cache-size', 'cacheBytes', `${cacheBytes}.`, 'Give a multiple of 64 up to 64 MiB.');
  }
  if (!isWhole(datasetBytes, 2 * ITEM_BYTES) || datasetBytes > 2 ** 40) {
    throw ruleViolation('dataset-size', 'datasetBytes', `${datasetBytes}.`, 'Give a multiple of 128.');
  }
  const rows = cacheBytes / ITEM_BYTES;
  const cache = new Uint8Array(cacheBytes);
  cache.set(keccak_512(seed));
  for (let i = 1; i < rows; i++) {
    cache.set(keccak_512(cache.subarray((i - 1) * ITEM_BYTES, i * ITEM_BYTES)), i * ITEM_BYTES);
  }
  const mixed = new Uint8Array(ITEM_BYTES);
  for (let round = 0; round < CACHE_ROUNDS; round++) {
    for (let i = 0; i < rows; i++) {
      const previous = ((i + rows - 1) % rows) * ITEM_BYTES;
      const word = new DataView(cache.buffer).getUint32(i * ITEM_BYTES, true);
      const other = (word % rows) * ITEM_BYTES;
      for (let j = 0; j < ITEM_BYTES; j++) mixed[j] = cache[previous + j]! ^ cache[other + j]!;
      cache.set(keccak_512(mixed), i * ITEM_BYTES);
    }
  }
  return { cache: wordsOf(cache), bytes: datasetBytes };
}

/** Item `index` of the dataset, 16 words, from 256 items of the cache. */
function datasetItem({ cache }: EthashDataset, index: number): Uint32Array {
  const rows = cache.length / ITEM_WORDS;
  const start = cache.slice((index % rows) * ITEM_WORDS, (index % rows) * ITEM_WORDS + ITEM_WORDS);
  start[0] = (start[0]! ^ index) >>> 0;
  const mix = wordsOf(keccak_512(bytesOf(start)));
  for (let i = 0; i < PARENTS; i++) {
    const parent = (fnv((index ^ i) >>> 0, mix[i % ITEM_WORDS]!) % rows) * ITEM_WORDS;
    for (let j = 0; j < ITEM_WORDS; j++) mix[j] = fnv(mix[j]!, cache[parent + j]!);
  }
  return wordsOf(keccak_512(bytesOf(mix)));
}

export interface EthashResult {
  readonly mixHash: Uint8Array;
  readonly result: Uint8Array;
}

/** One Ethash of a header hash and nonce: 64 dependent reads of 128 random bytes between Keccak-512 and Keccak-256. */
export function ethash(dataset: EthashDataset, headerHash: Uint8Array, nonce: bigint): EthashResult {
  const message = new Uint8Array(40);
  message.set(headerHash);
  message.set(littleEndianBytes(nonce), 32);
  const seed = keccak_512(message);
  const seedWords = wordsOf(seed);
  const pages = dataset.bytes / (2 * ITEM_BYTES);
  const mix = Uint32Array.from({ length: MIX_WORDS }, (_, i) => seedWords[i % ITEM_WORDS]!);
  for (let access = 0; access < ACCESSES; access++) {
    const page = fnv((access ^ seedWords[0]!) >>> 0, mix[access % MIX_WORDS]!) % pages;
    for (let half = 0; half < 2; half++) {
      const item = datasetItem(dataset, 2 * page + half);
      for (let j = 0; j < ITEM_WORDS; j++) mix[half * ITEM_WORDS + j] = fnv(mix[half * ITEM_WORDS + j]!, item[j]!);
    }
  }
  const compressed = Uint32Array.from({ length: MIX_WORDS / 4 }, (_, i) =>
    fnv(fnv(fnv(mix[4 * i]!, mix[4 * i + 1]!), mix[4 * i + 2]!), mix[4 * i + 3]!),
  );
  const mixHash = bytesOf(compressed);
  const whole = new Uint8Array(96);
  whole.set(seed);
  whole.set(mixHash, 64);
  return { mixHash, result: keccak_256(whole) };
}

/** Whether a nonce wins: mix hash as claimed, and the result, read big-endian, at most the boundary. */
export function ethashVerify(
  dataset: EthashDataset,
  claim: { readonly headerHash: Uint8Array; readonly nonce: bigint; readonly mixHash: Uint8Array },
  target: bigint,
): boolean {
  requireTarget(target, 'target');
  const { mixHash, result } = ethash(dataset, claim.headerHash, claim.nonce);
  return mixHash.every((byte, i) => byte === claim.mixHash[i]) && bigEndianValue(result) <= target;
}

/** First nonce from 0 that wins, or null after so many attempts. */
export function ethashProve(
  dataset: EthashDataset,
  headerHash: Uint8Array,
  target: bigint,
  attempts: number,
): { nonce: bigint; mixHash: Uint8Array } | null {
  requireTarget(target, 'target');
  for (let nonce = 0n; nonce < BigInt(attempts); nonce++) {
    const { mixHash, result } = ethash(dataset, headerHash, nonce);
    if (bigEndianValue(result) <= target) return { nonce, mixHash };
  }
  return null;
}
