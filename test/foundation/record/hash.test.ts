import { describe, expect, it } from '@jest/globals';
import { hashOfValue, sha256Hex } from '../../../src/foundation/index.js';

describe('sha256Hex', () => {
  it('gives the digests of FIPS 180-4', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

describe('hashOfValue', () => {
  it('depends on values and not on the order of keys', () => {
    expect(hashOfValue({ a: 1, b: 2 })).toBe(hashOfValue({ b: 2, a: 1 }));
    expect(hashOfValue({ a: 1, b: 2 })).not.toBe(hashOfValue({ a: 2, b: 1 }));
  });
});
