import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bisectionShare, levelDiameter, levelSize, type NetworkLevel } from '../../../src/chips/network/network.js';
import type { CollectiveKind } from '../../../src/kernels/collective/collective-kind.js';
import { type CollectiveCandidate, collectiveTime } from '../../../src/kernels/collective/collective-time.js';
import { level, network } from './written-network.js';

const MIB = 2 ** 20;
const KINDS: readonly CollectiveKind[] = [
  'all_reduce',
  'all_gather',
  'reduce_scatter',
  'alltoall',
  'send_recv',
  'broadcast',
];

function ways(kind: CollectiveKind, ranks: number, bytes: number, node: NetworkLevel, stride = 1) {
  const { candidates } = collectiveTime({ kind, ranks, bytes }, network(node), stride);
  return new Map(candidates.map((one) => [one.algorithm, one.node]));
}

const best = (kind: CollectiveKind, ranks: number, bytes: number, node: NetworkLevel): CollectiveCandidate =>
  collectiveTime({ kind, ranks, bytes }, network(node), 1);

describe('closed forms of one level', () => {
  it('switch: ring, halving-doubling, shots, tree and in-network reduction of an all-reduce', () => {
    const all = ways('all_reduce', 8, MIB, level('switch', [8], { inNetworkReduction: true }));
    expect(all.get('ring')).toEqual({ steps: 14, messages: 14, hops: 14, bytes: (2 * 7 * MIB) / 8 });
    expect(all.get('halving-doubling')).toEqual({ steps: 6, messages: 6, hops: 6, bytes: (2 * 7 * MIB) / 8 });
    expect(all.get('one-shot')).toEqual({ steps: 1, messages: 7, hops: 1, bytes: 7 * MIB });
    expect(all.get('two-shot')).toEqual({ steps: 2, messages: 14, hops: 2, bytes: (2 * 7 * MIB) / 8 });
    expect(all.get('double tree')).toMatchObject({ steps: 6, bytes: 2 * MIB });
    expect(all.get('in-network')).toMatchObject({ steps: 2, bytes: MIB });
  });

  it('switch: ranks that are no power of two hand their vectors over before halving', () => {
    const all = ways('all_reduce', 6, MIB, level('switch', [8]));
    expect(all.get('halving-doubling')!.bytes).toBeCloseTo((2 + (2 * 5) / 6) * MIB, 3);
  });

  it('fully connected: one link a pair, so a ring uses two of seven and a pair one', () => {
    const links = level('fully-connected', [8]);
    const all = ways('all_reduce', 8, MIB, links);
    expect(all.get('two-shot')!.bytes).toBeCloseTo((2 * 7 * MIB) / 8, 6);
    expect(all.get('ring')!.bytes).toBeCloseTo(((2 * 7 * MIB) / 8) * (7 / 2), 3);
    expect(ways('send_recv', 2, MIB, links).get('direct')!.bytes).toBeCloseTo(7 * MIB, 3);
    expect(ways('alltoall', 4, MIB, links).get('direct')!.bytes).toBeCloseTo((0.75 * MIB * 7) / 3, 3);
  });

  it('ring: both directions carry half, an all-to-all travels a quarter of the way round', () => {
    const ring = level('ring', [8]);
    expect(ways('all_reduce', 8, MIB, ring).get('ring')).toEqual({
      steps: 8,
      messages: 16,
      hops: 8,
      bytes: (2 * 7 * MIB) / 8,
    });
    expect(ways('alltoall', 8, MIB, ring).get('dimension order')!.bytes).toBe(2 * MIB);
    expect(ways('send_recv', 2, MIB, ring).get('direct')!.bytes).toBe(4 * MIB);
  });

  it('torus: equal dimensions work at once and reach the optimum of the whole rate', () => {
    const torus = level('torus', [4, 4, 4]);
    const reduced = ways('all_reduce', 64, MIB, torus).get('bucket')!;
    expect(reduced.bytes).toBeCloseTo((2 * 63 * MIB) / 64, 3);
    expect(reduced.hops).toBe(2 * (2 + 2 + 2));
    expect(ways('alltoall', 64, MIB, torus).get('dimension order')!.bytes).toBeCloseTo(3 * MIB, 3);
  });

  it('torus: a group along one dimension has that dimension alone, a part of one is a line', () => {
    const torus = level('torus', [4, 4]);
    expect(ways('all_gather', 4, MIB, torus).get('ring')!.bytes).toBeCloseTo((0.75 * MIB) / 0.5, 3);
    expect(ways('all_gather', 4, MIB, torus, 4).get('ring')!.bytes).toBeCloseTo((0.75 * MIB) / 0.5, 3);
    expect(ways('all_gather', 2, MIB, torus).get('ring')!.bytes).toBeCloseTo((0.5 * MIB) / 0.25, 3);
  });

  it('ring: interleaved groups share its links', () => {
    const ring = level('ring', [8]);
    expect(ways('all_gather', 4, MIB, ring, 2).get('ring')).toMatchObject({ hops: 4, bytes: 0.75 * MIB * 2 });
  });
});

describe('the algorithm', () => {
  it('changes with the size: shots for small messages, least traffic for large ones', () => {
    const node = level('switch', [8]);
    expect(best('all_reduce', 8, 64, node).algorithm).toBe('one-shot');
    expect(best('all_reduce', 8, 512 * MIB, node).algorithm).toMatch(/two-shot|halving-doubling|ring/);
    expect(best('alltoall', 64, 64, level('switch', [64])).algorithm).toBe('bruck');
    expect(best('alltoall', 64, 512 * MIB, level('switch', [64])).algorithm).toBe('direct');
  });

  it('is one that the library has', () => {
    const node = level('switch', [8], { algorithms: ['ring', 'double tree'] });
    expect(best('all_reduce', 8, 1024, node).algorithm).toBe('double tree');
    expect(best('all_reduce', 8, 4096 * MIB, node).algorithm).toBe('ring');
  });

  it('over two levels sums within nodes, then between counterparts, then within nodes', () => {
    const two = network(
      level('switch', [8]),
      level('switch', [4], { bandwidthBytesPerSec: { value: 1e8, low: 1e8, high: 1e8 } }),
    );
    const large = collectiveTime({ kind: 'all_reduce', ranks: 32, bytes: 512 * MIB }, two, 1);
    expect(large.node.bytes).toBeCloseTo((2 * 7 * 512 * MIB) / 8, 0);
    expect(large.between.bytes).toBeCloseTo((2 * 3 * 64 * MIB) / 4, 0);
    const pair = collectiveTime({ kind: 'send_recv', ranks: 2, bytes: MIB }, two, 8);
    expect(pair.node.bytes).toBe(0);
    expect(pair.between.bytes).toBe(MIB);
  });

  it('exchanges over two levels with relays while messages are small, and straight where bytes count', () => {
    const two = network(level('switch', [8]), level('switch', [8]));
    const exchange = (bytes: number) => collectiveTime({ kind: 'alltoall', ranks: 64, bytes }, two, 1);
    expect(exchange(64).algorithm).not.toMatch(/no relays/);
    const large = exchange(512 * MIB);
    expect(large.algorithm).toBe('direct in nodes, direct between, no relays');
    // 7 of 64 parts stay in the node, 56 leave it.
    expect(large.node.bytes).toBeCloseTo((7 * 512 * MIB) / 64, 0);
    expect(large.between.bytes).toBeCloseTo((56 * 512 * MIB) / 64, 0);
    expect(large.between.messages).toBe(56);
  });

  it('refuses a group that the network does not hold', () => {
    expect(() => collectiveTime({ kind: 'all_reduce', ranks: 16, bytes: 1 }, network(level('switch', [8])), 1)).toThrow(
      RangeError,
    );
  });
});

const anyLevel = fc.oneof(
  fc.integer({ min: 2, max: 64 }).map((size) => level('switch', [size])),
  fc.integer({ min: 2, max: 64 }).map((size) => level('fully-connected', [size])),
  fc.integer({ min: 2, max: 64 }).map((size) => level('ring', [size])),
  fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 2, maxLength: 3 }).map((sizes) => level('torus', sizes)),
);

describe('lower bounds (every algorithm, groups of all chips)', () => {
  const bytes = fc.integer({ min: 0, max: 34 }).map((lg) => 2 ** lg);

  it.each(KINDS)('no %s is faster than the diameter or than its bytes allow', (kind) => {
    fc.assert(
      fc.property(anyLevel, bytes, (node, message) => {
        const ranks = kind === 'send_recv' ? 2 : levelSize(node);
        const rest = (ranks - 1) / ranks;
        const sent = {
          all_reduce: 2 * rest,
          all_gather: rest,
          reduce_scatter: rest,
          alltoall: rest,
          send_recv: 1,
          broadcast: 1,
        };
        const { candidates } = collectiveTime({ kind, ranks, bytes: message }, network(node), 1);
        for (const { node: use, seconds } of candidates) {
          expect(use.bytes).toBeGreaterThanOrEqual(sent[kind] * message * (1 - 1e-9));
          if (kind !== 'send_recv') expect(use.hops).toBeGreaterThanOrEqual(levelDiameter(node));
          expect(seconds.value).toBeGreaterThan(use.bytes / 1e9 + use.hops * 1e-6);
          expect(seconds.low).toBeLessThanOrEqual(seconds.value);
          expect(seconds.high).toBeGreaterThanOrEqual(seconds.value);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('an all-to-all is never faster than the bisection carries half of all parts', () => {
    fc.assert(
      fc.property(anyLevel, bytes, (node, message) => {
        const size = levelSize(node);
        const longest = Math.max(...node.dimensions);
        const half = (Math.floor(longest / 2) * size) / longest;
        const across = (half * (size - half) * message) / size;
        const { node: use } = best('alltoall', size, message, node);
        expect(use.bytes).toBeGreaterThanOrEqual((across / bisectionShare(node)) * (1 - 1e-9));
      }),
      { numRuns: 300 },
    );
  });

  it('more bytes are never faster', () => {
    fc.assert(
      fc.property(anyLevel, bytes, fc.constantFrom(...KINDS), (node, message, kind) => {
        const ranks = kind === 'send_recv' ? 2 : levelSize(node);
        expect(best(kind, ranks, 2 * message, node).seconds.value).toBeGreaterThanOrEqual(
          best(kind, ranks, message, node).seconds.value,
        );
      }),
    );
  });
});
