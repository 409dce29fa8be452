import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PRIORITY, type PriorityClass, Simulator } from '../../src/sim/engine/index.js';

interface Plan {
  readonly delay: number;
  readonly priority: PriorityClass;
  /** Events that this one schedules when it fires. */
  readonly children: readonly { readonly delay: number; readonly priority: PriorityClass }[];
}

const priority = fc.constantFrom(...Object.values(PRIORITY));
const delay = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 ** 40 }));
const child = fc.record({ delay, priority });
const plans: fc.Arbitrary<Plan[]> = fc.array(
  fc.record({ delay, priority, children: fc.array(child, { maxLength: 3 }) }),
  {
    maxLength: 60,
  },
);

interface Key {
  readonly tick: number;
  readonly priority: number;
  readonly sequence: number;
}

function compare(a: Key, b: Key): number {
  return a.tick - b.tick || a.priority - b.priority || a.sequence - b.sequence;
}

/** What the simulator must do, written as a list that is searched for its least key. */
function expectedOrder(roots: readonly Plan[]): number[] {
  const pending: (Key & { children: Plan['children'] })[] = [];
  let sequence = 0;
  for (const root of roots) pending.push({ ...root, tick: root.delay, sequence: sequence++ });
  const order: number[] = [];
  while (pending.length > 0) {
    const next = pending.reduce((least, key) => (compare(key, least) < 0 ? key : least));
    pending.splice(pending.indexOf(next), 1);
    order.push(next.sequence);
    for (const { delay, priority } of next.children) {
      pending.push({ tick: next.tick + delay, priority, sequence: sequence++, children: [] });
    }
  }
  return order;
}

function firedOrder(roots: readonly Plan[]): number[] {
  const simulator = new Simulator();
  const order: number[] = [];
  let sequence = roots.length;
  const fire = simulator.register('fire', (own) => {
    order.push(own);
    for (const { delay, priority } of roots[own]?.children ?? []) simulator.schedule(delay, priority, fire, sequence++);
  });
  for (const [own, root] of roots.entries()) simulator.schedule(root.delay, root.priority, fire, own);
  simulator.run();
  return order;
}

describe('I1: events fire in the order (tick, priority class, sequence)', () => {
  it('whatever is scheduled ahead or from within handlers, through the heap or the zero-delay path', () => {
    fc.assert(fc.property(plans, (roots) => expect(firedOrder(roots)).toEqual(expectedOrder(roots))));
  });

  it('ranks completions before changes before arrivals before decisions before observations', () => {
    expect(Object.entries(PRIORITY)).toEqual([
      ['completion', 0],
      ['change', 1],
      ['arrival', 2],
      ['decision', 3],
      ['observation', 4],
    ]);
  });

  it('whether the run is one or is cut into steps and limits', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 4 }), (roots, stride) => {
        const inOne = new Simulator();
        const inParts = new Simulator();
        for (const simulator of [inOne, inParts]) {
          const fire = simulator.register('fire', () => {});
          for (const root of roots) simulator.schedule(root.delay % 50, root.priority, fire, 0);
        }
        inOne.run();
        for (let limit = 0; limit < 50; limit += stride) {
          inParts.step();
          inParts.run(Math.max(inParts.now, limit));
        }
        inParts.run();
        expect(inParts.fingerprint()).toBe(inOne.fingerprint());
      }),
    );
  });
});
