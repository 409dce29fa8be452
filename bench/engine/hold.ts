import { EventQueue } from '../../src/sim/engine/event-queue.js';
import { exponentialSource } from './exponential-source.js';

const TABLE_SIZE = 2 ** 20;
const LABEL = (1 << 3) | 2;

export type Increments = 'exponential' | 'uniform' | 'bimodal' | 'equal';

/** H: a queue of N keys, prepared; `hold(operations)` pops the least key and pushes it back later, that many times. */
export function holdModel(keys: number, increments: Increments): (operations: number) => number {
  const table = incrementTable(increments);
  const queue = new EventQueue(null);
  let next = 0;
  for (let key = 0; key < keys; key++) queue.push(table[next++ % TABLE_SIZE]!, LABEL, 0, 0);
  return (operations) => {
    for (let count = 0; count < operations; count++) {
      queue.slots.release(queue.pop(Number.POSITIVE_INFINITY));
      next = (next + 1) & (TABLE_SIZE - 1);
      queue.push(queue.now + table[next]!, LABEL, 0, 0);
    }
    return queue.now;
  };
}

/** Increments of mean 1 unit, at least 1 tick, so that no key takes the zero-delay path. */
function incrementTable(increments: Increments): Float64Array {
  const draw = exponentialSource(0x9e3779b9);
  const uniform = (): number => 1 - 2 ** -draw(Math.LOG2E);
  const sample = {
    exponential: () => draw(1),
    uniform: () => 2 * uniform(),
    bimodal: () => (uniform() < 0.9 ? 0.1 * uniform() : 9.5 + uniform()),
    equal: () => 1,
  }[increments];
  return Float64Array.from({ length: TABLE_SIZE }, () => Math.max(1, Math.round(sample() * 1e6)));
}
