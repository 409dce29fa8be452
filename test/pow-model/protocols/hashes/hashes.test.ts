import { describe, expect, it } from '@jest/globals';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import {
  compactToTarget,
  ethash,
  ethashDataset,
  ethashProve,
  ethashVerify,
  kHeavyHasher,
  kHeavyHashProve,
  kHeavyHashVerify,
  sha256d,
  sha256dProve,
  sha256dVerify,
} from '../../../../src/pow-model/index.js';
import { heavyMatrix, heavyProduct } from '../../../../src/pow-model/protocols/kaspa/kheavyhash-matrix.js';

const ANY = (1n << 256n) - 1n;

describe('SHA-256d', () => {
  const genesis = hexToBytes(
    '0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c',
  );

  it('hashes the genesis block of Bitcoin', () => {
    expect(bytesToHex(sha256d(genesis).reverse())).toBe(
      '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f',
    );
    expect(sha256dVerify(genesis, compactToTarget(0x1d00ffff))).toBe(true);
    expect(sha256dVerify(genesis, compactToTarget(0x1b00ffff))).toBe(false);
  });

  it('finds its nonce again and no earlier one nearby', () => {
    const target = compactToTarget(0x1d00ffff);
    const nonce = 2_083_236_893;
    expect(sha256dProve(genesis, { target, firstNonce: nonce - 500, attempts: 1000 })).toBe(nonce);
    expect(sha256dProve(genesis, { target, firstNonce: nonce + 1, attempts: 500 })).toBeNull();
  });

  it('refuses a header of another length', () => {
    expect(() => sha256dVerify(new Uint8Array(79), ANY)).toThrow('header-length');
  });
});

describe('Ethash with a small dataset', () => {
  // go-ethereum consensus/ethash/algorithm_test.go TestHashimoto: cache 1 KiB, dataset 32 KiB, zero seed.
  const dataset = ethashDataset(new Uint8Array(32), 1024, 32 * 1024);
  const headerHash = hexToBytes('c9149cc0386e689d789a1c2f3d5d169a61a6218ed30e74414dc736e442ef3d1f');

  it('reproduces the reference digest and result', () => {
    const { mixHash, result } = ethash(dataset, headerHash, 0n);
    expect(bytesToHex(mixHash)).toBe('e4073cffaef931d37117cefd9afd27ea0f1cad6a981dd2605c4a1ac97c519800');
    expect(bytesToHex(result)).toBe('d3539235ee2e6f8db665c0a72169f55b7f6c605712330b778ec3944f0eb5a557');
  });

  it('proves and verifies, and rejects another mix hash or a lower target', () => {
    const target = ANY / 16n;
    const found = ethashProve(dataset, headerHash, target, 400)!;
    expect(ethashVerify(dataset, { headerHash, ...found }, target)).toBe(true);
    expect(ethashVerify(dataset, { headerHash, ...found }, 0n)).toBe(false);
    const mixHash = found.mixHash.slice();
    mixHash[31]! ^= 1;
    expect(ethashVerify(dataset, { headerHash, nonce: found.nonce, mixHash }, target)).toBe(false);
  });

  it('refuses sizes that hold no whole items', () => {
    expect(() => ethashDataset(new Uint8Array(32), 1000, 1024)).toThrow('cache-size');
    expect(() => ethashDataset(new Uint8Array(32), 1024, 64)).toThrow('dataset-size');
    expect(() => ethashDataset(new Uint8Array(32), 2 ** 30, 1024)).toThrow('cache-size');
  });
});

describe('kHeavyHash', () => {
  const job = { prePowHash: Uint8Array.from({ length: 32 }, (_, i) => i + 1), timestamp: 1_700_000_000_000n };

  it('proves and verifies, and depends on nonce, time and block', () => {
    const target = ANY / 8n;
    const nonce = kHeavyHashProve(job, { target, firstNonce: 0n, attempts: 200 })!;
    expect(kHeavyHashVerify(job, nonce, target)).toBe(true);
    expect(kHeavyHashVerify(job, nonce, 0n)).toBe(false);
    const hash = bytesToHex(kHeavyHasher(job)(nonce));
    expect(bytesToHex(kHeavyHasher(job)(nonce + 1n))).not.toBe(hash);
    expect(bytesToHex(kHeavyHasher({ ...job, timestamp: 1n })(nonce))).not.toBe(hash);
  });

  it('draws a matrix of 4-bit entries and multiplies the nibbles of the hash by it', () => {
    const matrix = heavyMatrix(job.prePowHash);
    expect(matrix.every((entry) => entry < 16)).toBe(true);
    const zero = new Uint8Array(32);
    expect(heavyProduct(matrix, zero)).toEqual(zero);
    // Every sum of the all-ones matrix times a hash of all 0x11 is 64, whose four high bits are zero.
    const ones = new Uint8Array(32).fill(0x11);
    expect(heavyProduct(new Uint8Array(4096).fill(1), ones)).toEqual(ones);
    // 15 x 15 x 64 = 14,400 >> 10 = 14: 0xee xor 0xff = 0x11.
    expect(heavyProduct(new Uint8Array(4096).fill(15), new Uint8Array(32).fill(255))).toEqual(ones);
  });

  it('refuses hashes that no matrix can be drawn from', () => {
    expect(() => kHeavyHasher({ prePowHash: new Uint8Array(32), timestamp: 0n })).toThrow('hash-zero');
    expect(() => kHeavyHasher({ prePowHash: new Uint8Array(31), timestamp: 0n })).toThrow('hash-length');
  });
});
