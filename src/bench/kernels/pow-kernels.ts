import { sha256 } from '@noble/hashes/sha2.js';
import { compressBlock } from '../../pow-model/protocols/pearl/blake3-compress.js';
import { plainProduct } from '../../pow-model/protocols/pearl/tile-products.js';
import { BLAKE3_COMPRESSION_OPS, SHA256_COMPRESSION_OPS } from '../../workloads/pow/hash-costs.js';

/** A proof-of-work kernel of the project's own reference code, on one CPU thread in JavaScript. */
export interface PowKernel {
  readonly name: string;
  /** 32-bit integer operations, or multiply and add counted as two. */
  readonly ops: number;
  run(): void;
}

const TILE = { m: 64, n: 64, k: 1024 } as const;

export function powKernels(): PowKernel[] {
  const header = Uint8Array.from({ length: 80 }, (_, i) => i);
  const block = Int32Array.from({ length: 16 }, (_, i) => Math.imul(i, 0x9e3779b1));
  const chain = new Int32Array(8);
  const a = Int8Array.from({ length: TILE.m * TILE.k }, (_, i) => ((i * 37) % 127) - 63);
  const b = Int8Array.from({ length: TILE.n * TILE.k }, (_, i) => ((i * 53) % 127) - 63);
  return [
    {
      // An 80-byte header takes two compressions, its digest a third.
      name: 'SHA-256d of a header',
      ops: 3 * SHA256_COMPRESSION_OPS,
      run: () => {
        header[76] = (header[76]! + 1) & 0xff;
        sha256(sha256(header));
      },
    },
    {
      name: 'BLAKE3 compression',
      ops: BLAKE3_COMPRESSION_OPS,
      run: () => compressBlock(chain, 0, block, 0, 0, 64, 0, chain, 0),
    },
    {
      name: `Pearl tile products ${TILE.m}x${TILE.n}x${TILE.k}`,
      ops: 2 * TILE.m * TILE.n * TILE.k,
      run: () => {
        plainProduct(a, b, TILE.m, TILE.n, TILE.k);
      },
    },
  ];
}
