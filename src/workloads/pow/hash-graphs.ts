import type { HashOperator } from '../operators/operator.js';
import { KECCAK_F800_OPS, KECCAK_F1600_OPS, SALSA20_8_OPS, SHA256_COMPRESSION_OPS } from './hash-costs.js';
import type { WorkGraph } from './work-graph.js';

/** What one hash of an algorithm costs, and what those two figures leave out. */
interface HashAlgorithm {
  readonly intOpsPerHash: number;
  readonly offChipBytesPerHash: number;
  readonly notes: readonly string[];
}

/** Classical proof-of-work functions by name. */
export const HASH_ALGORITHMS = {
  /** Two compressions of the second half of the header and of the first digest: the first half is a midstate. */
  sha256d: {
    intOpsPerHash: 2 * SHA256_COMPRESSION_OPS,
    offChipBytesPerHash: 0,
    notes: ['Operations are counted naively; rounds shared between nonces are not saved.'],
  },
  /** N 1024, r 1 (RFC 7914): N blocks of 128 bytes written, then N read at random; 2 cores a block and pass. */
  scrypt: {
    intOpsPerHash: 4 * 1024 * SALSA20_8_OPS,
    offChipBytesPerHash: 2 * 1024 * 128,
    notes: ['The two PBKDF2 passes are not counted; a chip with 128 KiB a hash on chip needs no memory traffic.'],
  },
  /** 64 reads of 128 bytes mixed by 2048 FNV steps of two operations, between two Keccaks (chfast/ethash@17e8030). */
  ethash: {
    intOpsPerHash: 2048 * 2 + 2 * KECCAK_F1600_OPS,
    offChipBytesPerHash: 64 * 128,
    notes: ['Reads are random 128-byte lines of a graph of 1 GiB + 8 MiB an epoch.'],
  },
  /** 64 loops of 16 lanes of 18 math and 11 cache steps, each with a merge of two (ifdefelse/ProgPOW@d035ae5). */
  progpow: {
    intOpsPerHash: 64 * 16 * (18 + 11) * (1 + 2) + 2 * KECCAK_F800_OPS,
    offChipBytesPerHash: 64 * 256,
    notes: ['11 264 random reads of a 16 KiB on-chip cache a hash are not in either figure.'],
  },
  /** Two Keccaks around 4096 multiply-adds of 4 bits (kaspanet/rusty-kaspa@593399e). */
  kheavyhash: {
    intOpsPerHash: 2 * KECCAK_F1600_OPS + 2 * 4096,
    offChipBytesPerHash: 0,
    notes: ['Each 4-bit multiply-add counts as two 32-bit operations; packed dot products need a quarter or less.'],
  },
  /** 8 programs of 2048 iterations of 256 instructions on 64-bit registers (tevador/RandomX@9fbab82). */
  randomx: {
    intOpsPerHash: 8 * 2048 * 256 * 2,
    offChipBytesPerHash: 16_384 * 64,
    notes: [
      'Each 64-bit instruction counts as two 32-bit operations.',
      'Latency of the 2 MiB scratchpad and of branches decides on most chips and is in neither figure.',
    ],
  },
  /** 100 mutations of 64 neurons, each scored on a series of 8760 ticks; about 8 operations a neuron and tick (qubic/core@45f5d6d). */
  qubic: {
    intOpsPerHash: 100 * 8760 * 64 * 8,
    offChipBytesPerHash: 0,
    notes: [
      'A unit is one solution tried (BPP9000). Three neighbours, a 27-entry table look-up and its index are 8 operations.',
      'A tick a step of the series is the least; the rules allow 100,000 ticks in all, 11 times as many.',
    ],
  },
} as const satisfies Readonly<Record<string, HashAlgorithm>>;

export type HashAlgorithmName = keyof typeof HASH_ALGORITHMS;

/**
 * `hashes` evaluations of a classical proof-of-work function as a graph of one operator. None of it is useful.
 *
 * @example
 * hashGraph('ethash', 1000).workUnits // 1000
 */
export function hashGraph(algorithm: HashAlgorithmName, hashes: number): WorkGraph {
  const { intOpsPerHash, offChipBytesPerHash, notes } = HASH_ALGORITHMS[algorithm];
  const op: HashOperator = { kind: 'hash', algorithm, hashes, intOpsPerHash, offChipBytesPerHash };
  const node = { id: 0, name: algorithm, group: 'hash', op, deps: [] };
  return {
    graph: { name: `${algorithm} x ${hashes}`, nodes: [node] },
    workUnit: 'hash',
    workUnits: hashes,
    usefulShare: 0,
    notes,
  };
}
