import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compactToTarget, targetToCompact } from '../../../../src/pow-model/index.js';

describe('compact targets', () => {
  // pearl-research-labs/pearl@4a356c31:zk-pow/src/api/proof_utils.rs
  it.each([
    [0x1b0404cb, 0x404cbn << 192n],
    [0x03123456, 0x123456n],
    [0x1d800000, 0n],
    [0x2077ffff, 0x77ffffn << 232n],
  ])('decode Pearl consensus vector 0x%s', (bits, target) => {
    expect(compactToTarget(bits)).toBe(target);
  });

  // bitcoin/bitcoin:src/test/arith_uint256_tests.cpp bignum_SetCompact: nBits, target, re-encoded nBits.
  it.each([
    [0x00123456, 0n, 0],
    [0x01003456, 0n, 0],
    [0x01123456, 0x12n, 0x01120000],
    [0x02008000, 0x80n, 0x02008000],
    [0x04123456, 0x12345600n, 0x04123456],
    [0x05009234, 0x92340000n, 0x05009234],
    [0x20123456, 0x123456n << 232n, 0x20123456],
  ])('follow Bitcoin on 0x%s', (bits, target, again) => {
    expect(compactToTarget(bits)).toBe(target);
    expect(targetToCompact(target)).toBe(again);
  });

  it.each([
    [0x01fedcba, 'nbits-negative'],
    [0x04923456, 'nbits-negative'],
    [0xff123456, 'nbits-overflow'],
    [0x2100ffff + 0x01000000, 'nbits-overflow'],
    [0x21010000, 'nbits-overflow'],
    [-1, 'nbits-range'],
    [0x100000000, 'nbits-range'],
    [1.5, 'nbits-range'],
    [Number.NaN, 'nbits-range'],
  ])('refuse 0x%s as %s', (bits, rule) => {
    expect(() => compactToTarget(bits)).toThrow(rule);
  });

  it('refuse a target beyond 256 bits or below zero', () => {
    expect(() => targetToCompact(1n << 256n)).toThrow('target-range');
    expect(() => targetToCompact(-1n)).toThrow('target-range');
  });

  it('round down, lose less than one part in 2^15, and are stable once rounded', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 256n) - 1n }), fc.integer({ min: 0, max: 255 }), (wide, shift) => {
        const target = wide >> BigInt(shift);
        const rounded = compactToTarget(targetToCompact(target));
        expect(rounded <= target).toBe(true);
        expect((target - rounded) * (1n << 15n) <= target).toBe(true);
        expect(targetToCompact(rounded)).toBe(targetToCompact(target));
      }),
    );
  });
});
