import { blake3 } from '@noble/hashes/blake3.js';

/** `BLAKE3(header || config)`: keys both commitments. */
export function jobKey(header: Uint8Array, config: Uint8Array): Uint8Array {
  return blake3(concat(header, config));
}

/** Seeds of the noise: B's from its commitment, A's from B's seed and A's commitment, so that B can be committed first. */
export function noiseSeeds(
  job: Uint8Array,
  hashA: Uint8Array,
  hashB: Uint8Array,
): { seedA: Uint8Array; seedB: Uint8Array } {
  const seedB = blake3(concat(job, hashB));
  return { seedA: blake3(concat(seedB, hashA)), seedB };
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
