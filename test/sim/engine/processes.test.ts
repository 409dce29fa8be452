import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  Container,
  Interrupted,
  PRIORITY,
  Processes,
  Resource,
  Simulator,
  Store,
} from '../../../src/sim/engine/index.js';

function setUp(): { simulator: Simulator; processes: Processes; log: string[]; note: (text: string) => void } {
  const simulator = new Simulator();
  const log: string[] = [];
  return {
    simulator,
    processes: new Processes(simulator),
    log,
    note: (text) => log.push(`${text} at ${simulator.now}`),
  };
}

describe('Processes', () => {
  it('wait their turn at a resource', () => {
    const { simulator, processes, log, note } = setUp();
    const server = new Resource(simulator, { capacity: 1 });
    const customer = processes.define('customer', PRIORITY.arrival, function* (id) {
      yield server.request();
      try {
        yield 10;
        note(`${id}`);
      } finally {
        server.release();
      }
    });
    processes.spawn(customer, 1);
    processes.spawn(customer, 2);
    simulator.run();
    expect(log).toEqual(['1 at 10', '2 at 20']);
    expect(processes.alive).toBe(0);
  });

  it('wait a timeout as long as the bare number, and a timeout that is no delay is refused where it is asked for', () => {
    const { simulator, processes, log, note } = setUp();
    const sleeper = processes.define('sleeper', PRIORITY.arrival, function* (ticks) {
      yield simulator.timeout(ticks);
      note('timeout');
      yield ticks;
      note('number');
    });
    processes.spawn(sleeper, 10);
    simulator.run();
    expect(log).toEqual(['timeout at 10', 'number at 20']);
    for (const delay of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => simulator.timeout(delay)).toThrow(RangeError);
    }
  });

  it('start by an event, after their delay, and not inside the code that spawns them', () => {
    const { simulator, processes, log, note } = setUp();
    // biome-ignore lint/correctness/useYield: a process may end without waiting
    const child = processes.define('child', PRIORITY.arrival, function* (id) {
      note(`child ${id}`);
    });
    const parent = processes.define('parent', PRIORITY.arrival, function* () {
      const handle = processes.spawn(child, 1);
      processes.spawn(child, 2, 5);
      note('parent');
      expect(processes.isAlive(handle)).toBe(true);
      yield 0;
      expect(processes.isAlive(handle)).toBe(false);
    });
    processes.spawn(parent, 0);
    simulator.run();
    expect(log).toEqual(['parent at 0', 'child 1 at 0', 'child 2 at 5']);
  });

  it('serve lower ranks first under priority and equal ranks by arrival', () => {
    const { simulator, processes, log } = setUp();
    const server = new Resource(simulator, { capacity: 1, discipline: 'priority' });
    const ranks = [5, 3, 9, 3, -1];
    const job = processes.define('job', PRIORITY.arrival, function* (id) {
      yield server.request(ranks[id]!);
      log.push(`${id}`);
      yield 10;
      server.release();
    });
    for (const id of ranks.keys()) processes.spawn(job, id);
    simulator.run();
    expect(log).toEqual(['0', '4', '1', '3', '2']);
  });

  it('pass on what a process throws or wrongly yields, and count it as ended', () => {
    for (const bad of [
      function* () {
        yield 1;
        throw new Error('bug in the process');
      },
      function* () {
        yield -1;
      },
    ]) {
      const { simulator, processes } = setUp();
      const handle = processes.spawn(processes.define('bad', PRIORITY.arrival, bad), 0);
      expect(() => simulator.run()).toThrow(/bug in the process|delay is a whole number/);
      expect([processes.alive, processes.isAlive(handle), simulator.run()]).toEqual([0, false, 'empty']);
    }
  });

  it('know which of them is running', () => {
    const { simulator, processes } = setUp();
    const seen: number[] = [];
    const self = processes.define('self', PRIORITY.arrival, function* () {
      yield 1;
      seen.push(processes.current());
    });
    const handle = processes.spawn(self, 0);
    simulator.run();
    expect(seen).toEqual([handle]);
    expect(() => processes.current()).toThrow(/No process/);
  });
});

describe('An interrupt', () => {
  it('ends a delay at once, cancels its timer and carries its reason', () => {
    const { simulator, processes, log, note } = setUp();
    const sleeper = processes.define('sleeper', PRIORITY.arrival, function* () {
      try {
        yield 100;
        note('slept');
      } catch (error) {
        note(`${(error as Interrupted).reason}`);
        yield 5;
        note('recovered');
      }
    });
    const handle = processes.spawn(sleeper, 0);
    simulator.run(10);
    expect(processes.interrupt(handle, 'failure')).toBe(true);
    expect(processes.interrupt(handle, 'again')).toBe(false);
    simulator.run();
    expect(log).toEqual(['failure at 10', 'recovered at 15']);
    expect([simulator.now, processes.interrupt(handle, 'late')]).toEqual([15, false]);
  });

  it('takes a waiter out of the queue, so that the unit goes to the next', () => {
    const { simulator, processes, log, note } = setUp();
    const server = new Resource(simulator, { capacity: 1 });
    const customer = processes.define('customer', PRIORITY.arrival, function* (id) {
      try {
        yield server.request();
      } catch {
        note(`${id} left`);
        return;
      }
      note(`${id} served`);
      yield 10;
      server.release();
    });
    const handles = [1, 2, 3].map((id) => processes.spawn(customer, id));
    simulator.run(4);
    expect(server.waiting).toBe(2);
    processes.interrupt(handles[1]!, 'impatience');
    simulator.run();
    expect(log).toEqual(['1 served at 0', '2 left at 4', '3 served at 10']);
    expect([server.inUse, server.waiting]).toEqual([0, 0]);
  });

  it('lets a grant that is under way arrive and strikes at the next yield', () => {
    const { simulator, processes, log, note } = setUp();
    const server = new Resource(simulator, { capacity: 1 });
    expect(server.acquire(PRIORITY.arrival, 1, 0)).toBe(true);
    const customer = processes.define('customer', PRIORITY.arrival, function* () {
      yield server.request();
      note('granted');
      try {
        yield 10;
      } catch {
        note('interrupted');
      } finally {
        server.release();
      }
    });
    const handle = processes.spawn(customer, 0);
    simulator.run(3);
    server.release();
    expect(processes.interrupt(handle, 'now')).toBe(true);
    simulator.run();
    expect(log).toEqual(['granted at 3', 'interrupted at 3']);
    expect(server.inUse).toBe(0);
  });

  it('leaves run as an error where the process does not catch it', () => {
    const { simulator, processes } = setUp();
    const handle = processes.spawn(
      processes.define('p', PRIORITY.arrival, function* () {
        yield 10;
      }),
      0,
    );
    simulator.run(1);
    processes.interrupt(handle, 'fire');
    expect(() => simulator.run()).toThrow(Interrupted);
    expect(processes.alive).toBe(0);
  });
});

const step = fc.record({
  before: fc.integer({ min: 0, max: 5 }),
  hold: fc.integer({ min: 0, max: 5 }),
  amount: fc.integer({ min: 1, max: 4 }),
  interruptAt: fc.integer({ min: -10, max: 15 }),
});
const steps = fc.array(step, { minLength: 1, maxLength: 40 });

describe('Under arbitrary arrivals and interrupts', () => {
  it('a resource never lends more than it has and gets every unit back', () => {
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom('fifo', 'priority'),
        (plan, capacity, kind) => {
          const simulator = new Simulator();
          const processes = new Processes(simulator);
          const server = new Resource(simulator, { capacity, discipline: kind as 'fifo' });
          let inside = 0;
          let served = 0;
          let left = 0;
          const job = processes.define('job', PRIORITY.arrival, function* (id) {
            try {
              yield plan[id]!.before;
              yield server.request(plan[id]!.amount);
            } catch {
              left++;
              return;
            }
            inside++;
            expect(inside).toBeLessThanOrEqual(capacity);
            expect(server.inUse).toBeGreaterThanOrEqual(inside);
            try {
              yield plan[id]!.hold;
            } catch {
              left++;
              served--;
            }
            served++;
            inside--;
            server.release();
          });
          const handles = plan.map((_, id) => processes.spawn(job, id));
          const interrupt = simulator.register('interrupt', (id) => processes.interrupt(handles[id]!, 'x'));
          for (const [id, { interruptAt }] of plan.entries()) {
            // A process meets an interrupt before its first step at its first yield, which is inside its try.
            if (interruptAt >= 0) simulator.schedule(interruptAt, PRIORITY.change, interrupt, id);
          }
          simulator.run();
          expect([server.inUse, server.waiting, processes.alive, simulator.pending]).toEqual([0, 0, 0, 0]);
          expect(served + left).toBe(plan.length);
        },
      ),
    );
  });

  it('a container stays within its bounds and ends at what was given minus what was taken', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        const simulator = new Simulator();
        const processes = new Processes(simulator);
        const container = new Container(simulator, { capacity: 6, amount: 3 });
        let balance = 3;
        const move = processes.define('move', PRIORITY.arrival, function* (id) {
          const { before, amount } = plan[id]!;
          try {
            yield before;
            const moved = yield id % 2 === 0 ? container.taking(amount) : container.giving(amount);
            balance += id % 2 === 0 ? -moved : moved;
          } catch {
            return;
          }
        });
        const handles = plan.map((_, id) => processes.spawn(move, id));
        const look = simulator.register('look', () => {
          expect(container.amount >= 0 && container.amount <= 6).toBe(true);
        });
        const interrupt = simulator.register('interrupt', (id) => processes.interrupt(handles[id]!, 'x'));
        for (const [id, { interruptAt }] of plan.entries()) {
          simulator.schedule(id % 16, PRIORITY.observation, look, 0);
          if (interruptAt >= 0) simulator.schedule(interruptAt, PRIORITY.change, interrupt, id);
        }
        simulator.run();
        expect(container.amount).toBe(balance);
        expect(processes.alive).toBe(container.takersWaiting + container.giversWaiting);
      }),
    );
  });

  it('a store hands out every item once, in the order it took them in', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (plan, capacity) => {
        const simulator = new Simulator();
        const processes = new Processes(simulator);
        const store = new Store(simulator, { capacity });
        const added: number[] = [];
        const got: number[] = [];
        const producer = processes.define('producer', PRIORITY.arrival, function* () {
          for (const [id, { before }] of plan.entries()) {
            yield before;
            expect(yield store.adding(id)).toBe(id);
            added.push(id);
            expect(store.size).toBeLessThanOrEqual(capacity);
          }
        });
        const consumer = processes.define('consumer', PRIORITY.arrival, function* () {
          for (const { hold } of plan) {
            yield hold;
            got.push(yield store.next());
          }
        });
        processes.spawn(producer, 0);
        processes.spawn(consumer, 0);
        simulator.run();
        expect(added).toEqual([...plan.keys()]);
        expect(got).toEqual(added);
        expect([store.size, processes.alive]).toEqual([0, 0]);
      }),
    );
  });
});
