import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  commit,
  decodeProof,
  denoise,
  encodeProof,
  noisyProduct,
  type PearlInput,
  plainProduct,
  prove,
  proveMerged,
  verify,
} from '../../../../src/pow-model/protocols/pearl/index.js';
import { randomJob, toyJob } from './toy-job.js';

/** 1000 cases with every `npm test`, 10,000 with `npm run test:long`. */
const CASES = Number(process.env.PEARL_PROPERTY_CASES ?? 1000);

/** One tile in 8 wins: 2^256 / (8 x 4 x 8 x 1024). */
const EASY = 1n << 238n;
const ANY = (1n << 256n) - 1n;

function naiveProduct({ a, bT, m, n, k }: PearlInput): Int32Array {
  const product = new Int32Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += a[i * k + l]! * bT[j * k + l]!;
      product[i * n + j] = sum;
    }
  }
  return product;
}

function ticketNumber(ticket: Uint8Array): bigint {
  return [...ticket].reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

describe('Pearl proofs', () => {
  const job = toyJob();
  const { header } = job;
  const merged = proveMerged({ ...job, target: EASY });
  const proof = merged.proofs[0]!;

  it('at default parameters are found by prove and hold', () => {
    const found = prove({ ...job, target: EASY })!;
    expect(encodeProof(found)).toEqual(encodeProof(proof));
    expect(merged.proofs.length).toBeGreaterThan(20);
    for (const each of merged.proofs) expect(verify(each, { header, target: EASY })).toEqual({ ok: true });
  });

  it('win with the probability that target x multiply-accumulates says', () => {
    // 512 tiles, each with chance 1/8: mean 64, standard deviation 7.5.
    expect(Math.abs(merged.proofs.length - 64)).toBeLessThan(3 * 7.5);
  });

  it('give null where no ticket reaches the target', () => {
    expect(prove({ ...job, target: 0n })).toBeNull();
  });

  it('hold down to the smallest target that admits the ticket and not below', () => {
    const ticket = ticketNumber(proof.ticket);
    const least = (ticket + 32_767n) / 32_768n;
    expect(verify(proof, { header, target: least }).ok).toBe(true);
    expect(verify(proof, { header, target: least - 1n }).reason).toMatch(/^ticket-above-target/);
  });

  it('survive encoding and are refused with a byte too few or too many', () => {
    const bytes = encodeProof(proof);
    expect(verify(decodeProof(bytes), { header, target: EASY })).toEqual({ ok: true });
    expect(() => decodeProof(bytes.subarray(0, -1))).toThrow('proof-length');
    expect(() => decodeProof(new Uint8Array([...bytes, 0]))).toThrow('proof-length');
    expect(() => decodeProof(new Uint8Array(3))).toThrow('proof-length');
  });

  it(`fail for any flipped byte of proof, configuration or opened row (${CASES} cases)`, () => {
    const bytes = encodeProof(proof);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = bytes.slice();
        changed[at]! ^= flip;
        let ok: boolean;
        try {
          ok = verify(decodeProof(changed), { header, target: ANY }).ok;
        } catch (error) {
          expect(String(error)).toMatch('proof-length');
          ok = false;
        }
        expect(ok).toBe(false);
      }),
      { numRuns: CASES },
    );
  });

  it('fail for every flipped byte of the header, of the fixed fields and of the configuration', () => {
    for (let at = 0; at < 76; at++) {
      const changed = header.slice();
      changed[at]! ^= 1;
      expect(verify(proof, { header: changed, target: ANY }).ok).toBe(false);
    }
    const bytes = encodeProof(proof);
    for (let at = 0; at < 16 + 52 + 96; at++) {
      for (const flip of [1, 0x80]) {
        const changed = bytes.slice();
        changed[at]! ^= flip;
        expect(verify(decodeProof(changed), { header, target: ANY }).ok).toBe(false);
      }
    }
  });

  it(`of a mutated matrix have another root (${CASES} cases)`, () => {
    const small = randomJob(1, 16, 16);
    const before = commit(small);
    fc.assert(
      fc.property(fc.boolean(), fc.nat(16 * 1024 - 1), fc.integer({ min: 1, max: 128 }), (ofA, at, step) => {
        const matrix = (ofA ? small.a : small.bT).slice();
        matrix[at] = ((matrix[at]! + 64 + step) % 129) - 64;
        const after = commit({ ...small, ...(ofA ? { a: matrix } : { bT: matrix }) });
        expect(after[ofA ? 'hashA' : 'hashB']).not.toEqual(before[ofA ? 'hashA' : 'hashB']);
        expect(after.seedA).not.toEqual(before.seedA);
      }),
      { numRuns: CASES },
    );
  });

  it('tie the number of rows to the commitment', () => {
    expect(verify({ ...proof, m: proof.m + 1 }, { header, target: ANY }).ok).toBe(false);
    expect(verify({ ...proof, n: proof.n - 1 }, { header, target: ANY }).ok).toBe(false);
  });
});

describe('the useful product', () => {
  it('comes out of merged proving and denoising exactly', () => {
    const job = toyJob();
    const exact = naiveProduct(job);
    expect(plainProduct(job.a, job.bT, job.m, job.n, job.k)).toEqual(exact);
    expect(denoise(job)).toEqual(exact);
    expect(denoise({ ...job, noisyProduct: noisyProduct(job) })).toEqual(exact);
    expect(proveMerged({ ...job, target: 0n }).product).toEqual(exact);
  });

  it('comes out exactly also where tiles leave rows and columns over and a block is cut', () => {
    const odd = { ...randomJob(7, 77, 45), k: 1088, rank: 64 };
    const grown = (rows: number) => Int8Array.from({ length: rows * 1088 }, (_, i) => ((i * 31) % 129) - 64);
    const job = { ...odd, a: grown(odd.m), bT: grown(odd.n) };
    expect(proveMerged({ ...job, target: 0n }).product).toEqual(naiveProduct(job));
    const found = prove({ ...job, target: ANY })!;
    expect(verify(found, { header: job.header, target: ANY })).toEqual({ ok: true });
  });

  it('differs from the noisy one that a pure miner computes', () => {
    const job = randomJob(3, 16, 16);
    expect(noisyProduct(job)).not.toEqual(naiveProduct(job));
  });
});
