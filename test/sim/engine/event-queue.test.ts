import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PRIORITY, type PriorityClass, Simulator } from '../../../src/sim/engine/index.js';
import { shuffleKey, shuffleSequence } from '../../../src/sim/engine/tie-break.js';

const priority = fc.constantFrom(...Object.values(PRIORITY));
const event = fc.record({
  delay: fc.integer({ min: 0, max: 20 }),
  priority,
  cancelAt: fc.integer({ min: -20, max: 20 }),
});

describe('The event queue', () => {
  it('fires what is not cancelled exactly once and never what is, sorted by tick and class', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 400 }), fc.constantFrom('fifo', 'shuffle:x'), (events, tieBreak) => {
        const simulator = new Simulator({ tieBreak: tieBreak as 'fifo' });
        const fired: number[] = [];
        const cancelled = new Set<number>();
        const handles: number[] = [];
        const fire = simulator.register('fire', (own) => fired.push(own));
        const cancel = simulator.register('cancel', (own) => {
          const wasPending = !fired.includes(own) && !cancelled.has(own);
          expect(simulator.isPending(handles[own]!)).toBe(wasPending);
          expect(simulator.cancel(handles[own]!)).toBe(wasPending);
          if (wasPending) cancelled.add(own);
        });
        for (const [own, { delay, priority, cancelAt }] of events.entries()) {
          handles.push(simulator.scheduleCancellable(delay, priority, fire, own));
          if (cancelAt >= 0) simulator.schedule(cancelAt, PRIORITY.change, cancel, own);
        }
        simulator.run();
        expect(simulator.pending).toBe(0);
        expect([...fired, ...cancelled].sort((a, b) => a - b)).toEqual(events.map((_, own) => own));
        const keys = fired.map((own) => events[own]!.delay * 8 + events[own]!.priority);
        expect(keys).toEqual([...keys].sort((a, b) => a - b));
      }),
    );
  });

  it('sweeps out cancelled events, so that re-armed timeouts do not pile up', () => {
    const simulator = new Simulator();
    const seen: number[] = [];
    const timeout = simulator.register('timeout', (own) => seen.push(own));
    let armed = simulator.scheduleCancellable(1e12, PRIORITY.arrival, timeout, 0);
    let cancelled = 0;
    let largestSlot = 0;
    const keep = simulator.register('keep', (left) => {
      if (simulator.cancel(armed)) cancelled++;
      armed = simulator.scheduleCancellable(1e12, PRIORITY.arrival, timeout, left);
      // The low 24 bits of a handle are the slot, so the largest tells how much memory the queue has touched.
      largestSlot = Math.max(largestSlot, armed % 2 ** 24);
      if (left > 0) simulator.schedule(1, PRIORITY.arrival, keep, left - 1);
    });
    simulator.schedule(1, PRIORITY.arrival, keep, 5000);
    simulator.run();
    expect([seen, cancelled]).toEqual([[0], 5001]);
    expect(largestSlot).toBeLessThan(256);
  });
});

describe('A shuffle', () => {
  function order(tieBreak: 'fifo' | `shuffle:${string}`): number[] {
    const simulator = new Simulator({ tieBreak });
    const seen: number[] = [];
    const note = simulator.register('note', (own) => seen.push(own));
    for (let own = 0; own < 100; own++) {
      simulator.schedule(Math.floor(own / 50), (own % 2) as PriorityClass, note, own);
    }
    simulator.run();
    return seen;
  }
  const group = (own: number): number => Math.floor(own / 50) * 2 + (own % 2);

  it('permutes the events of one tick and class, differently by seed and never across classes', () => {
    const plain = order('fifo');
    const shuffles = ['a', 'b', 'c'].map((seed) => order(`shuffle:${seed}`));
    for (const shuffled of shuffles) {
      expect(shuffled).not.toEqual(plain);
      expect(shuffled.map(group)).toEqual(plain.map(group));
      expect([...shuffled].sort((a, b) => a - b)).toEqual([...plain].sort((a, b) => a - b));
    }
    expect(new Set(shuffles.map(String)).size).toBe(3);
    expect(order('shuffle:a')).toEqual(shuffles[0]);
  });

  it('exposes a model whose result hangs on insertion order, and leaves one alone that states its order', () => {
    const lastWriter = (tieBreak: 'fifo' | `shuffle:${string}`, stated: boolean): number => {
      const simulator = new Simulator({ tieBreak });
      let value = 0;
      const write = simulator.register('write', (own) => {
        value = own;
      });
      for (let own = 0; own < 5; own++) {
        simulator.schedule(10, stated ? (own as PriorityClass) : PRIORITY.arrival, write, own);
      }
      simulator.run();
      return value;
    };
    const seeds = Array.from({ length: 20 }, (_, seed): `shuffle:${string}` => `shuffle:${seed}`);
    expect(new Set(seeds.map((seed) => lastWriter(seed, false))).size).toBeGreaterThan(1);
    expect(new Set(seeds.map((seed) => lastWriter(seed, true)))).toEqual(new Set([lastWriter('fifo', true)]));
  });

  it('never gives two sequence numbers one rank', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 50 - 1 }), { minLength: 2 }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        (sequences, key) => {
          const ranks = sequences.map((sequence) => shuffleSequence(sequence, key));
          expect(new Set(ranks).size).toBe(sequences.length);
          for (const rank of ranks) expect(Number.isInteger(rank) && rank >= 0 && rank < 2 ** 50).toBe(true);
        },
      ),
    );
    const dense = Array.from({ length: 20_000 }, (_, sequence) => shuffleSequence(sequence, 7));
    expect(new Set(dense).size).toBe(dense.length);
  });

  it('is refused without a seed', () => {
    expect(() => shuffleKey('shuffle:')).toThrow(/shuffle:<seed>/);
    expect(() => shuffleKey('lifo' as 'fifo')).toThrow(/shuffle:<seed>/);
  });
});
