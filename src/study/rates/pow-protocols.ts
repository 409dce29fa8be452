import type { HashAlgorithmName } from '../../workloads/pow/hash-graphs.js';

/** How a protocol's rate on a chip is found. */
export type RateModel =
  | { readonly kind: 'hash'; readonly algorithm: HashAlgorithmName }
  | { readonly kind: 'pearl'; readonly merged: boolean }
  | { readonly kind: 'gonka' };

export interface PowProtocol {
  readonly name: string;
  readonly label: string;
  readonly workUnit: 'hash' | 'mac' | 'nonce' | 'token';
  readonly workFunction: string;
  readonly difficulty: string;
  readonly reward: string;
  /** `kernel`: tickets can be found and checked here; `graph`: its cost is modelled; `check`: the cost of checking is. */
  readonly support: 'kernel' | 'graph' | 'check';
  readonly rate: RateModel | null;
}

const hash = (algorithm: HashAlgorithmName): RateModel => ({ kind: 'hash', algorithm });

/** Every protocol that is described, in the order of `pow list`. */
export const POW_PROTOCOLS: readonly PowProtocol[] = [
  {
    name: 'pearl',
    label: 'Pearl v1 (cuPOW), pure mining: the product is thrown away',
    workUnit: 'mac',
    workFunction: 'noisy int7 matrix product, tile transcript',
    difficulty: 'pearl-wtema',
    reward: 'pearl',
    support: 'kernel',
    rate: { kind: 'pearl', merged: false },
  },
  {
    name: 'pearl-merged',
    label: 'Pearl v1 (cuPOW), merged with useful products',
    workUnit: 'mac',
    workFunction: 'the same, denoised to the useful product',
    difficulty: 'pearl-wtema',
    reward: 'pearl',
    support: 'kernel',
    rate: { kind: 'pearl', merged: true },
  },
  {
    name: 'sha256d',
    label: 'Bitcoin',
    workUnit: 'hash',
    workFunction: 'SHA-256 twice',
    difficulty: 'bitcoin, asert',
    reward: 'bitcoin',
    support: 'kernel',
    rate: hash('sha256d'),
  },
  {
    name: 'kheavyhash',
    label: 'Kaspa',
    workUnit: 'hash',
    workFunction: 'cSHAKE256, 64 x 64 matrix of 4 bits, cSHAKE256',
    difficulty: 'kaspa-daa',
    reward: 'kaspa',
    support: 'kernel',
    rate: hash('kheavyhash'),
  },
  {
    name: 'ethash',
    label: 'Ethash',
    workUnit: 'hash',
    workFunction: '64 random reads of 128 bytes between Keccaks',
    difficulty: '-',
    reward: '-',
    support: 'kernel',
    rate: hash('ethash'),
  },
  {
    name: 'progpow',
    label: 'ProgPoW / KawPow',
    workUnit: 'hash',
    workFunction: 'random programs, cache and DAG reads',
    difficulty: '-',
    reward: '-',
    support: 'graph',
    rate: hash('progpow'),
  },
  {
    name: 'scrypt',
    label: 'Scrypt, N 1024',
    workUnit: 'hash',
    workFunction: 'Salsa20/8 over 128 KiB',
    difficulty: 'bitcoin',
    reward: 'bitcoin',
    support: 'graph',
    rate: hash('scrypt'),
  },
  {
    name: 'randomx',
    label: 'Monero (RandomX v1)',
    workUnit: 'hash',
    workFunction: 'random programs on a virtual machine',
    difficulty: 'monero',
    reward: 'monero',
    support: 'graph',
    rate: hash('randomx'),
  },
  {
    name: 'gonka-v1',
    label: 'Gonka Proof of Compute v1',
    workUnit: 'nonce',
    workFunction: 'forward pass of a random transformer, distance to a target',
    difficulty: 'share of valid nonces',
    reward: 'gonka',
    support: 'kernel',
    rate: { kind: 'gonka' },
  },
  {
    name: 'qubic',
    label: 'Qubic (BPP9000)',
    workUnit: 'hash',
    workFunction: 'mutated tables of a recurrent ternary net',
    difficulty: 'error threshold',
    reward: '676 computors',
    support: 'graph',
    rate: hash('qubic'),
  },
  {
    name: 'logits',
    label: 'Proof of logits (Ambient)',
    workUnit: 'token',
    workFunction: 'inference, a few tokens recomputed',
    difficulty: '-',
    reward: '-',
    support: 'check',
    rate: null,
  },
  {
    name: 'toploc',
    label: 'TOPLOC spot check',
    workUnit: 'token',
    workFunction: 'inference, one prefill pass recomputed',
    difficulty: '-',
    reward: '-',
    support: 'check',
    rate: null,
  },
];

/** The protocol of that name, or null. */
export function powProtocol(name: string): PowProtocol | null {
  return POW_PROTOCOLS.find((protocol) => protocol.name === name) ?? null;
}
