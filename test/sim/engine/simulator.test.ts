import { describe, expect, it } from '@jest/globals';
import { MAX_TICK, PRIORITY, Resource, Simulator } from '../../../src/sim/engine/index.js';

describe('Simulator', () => {
  it('fires events by tick, whatever the order of scheduling', () => {
    const simulator = new Simulator();
    const seen: number[] = [];
    const ring = simulator.register('ring', (bell) => seen.push(bell * 100 + simulator.now));
    simulator.schedule(20, PRIORITY.arrival, ring, 1);
    simulator.schedule(5, PRIORITY.arrival, ring, 2);
    expect(simulator.run()).toBe('empty');
    expect(seen).toEqual([205, 120]);
  });

  it('fires the events of one tick by class and then in the order of scheduling', () => {
    const simulator = new Simulator();
    const seen: string[] = [];
    const classes = Object.entries(PRIORITY);
    const note = simulator.register('note', (index, copy) => seen.push(`${classes[index]![0]} ${copy}`));
    const openTick = simulator.register('open', () => {
      // From within the tick these take the zero-delay path, beside those that were scheduled ahead.
      for (const [index, [, priority]] of [...classes.entries()].reverse())
        simulator.schedule(0, priority, note, index, 2);
    });
    for (const [index, [, priority]] of [...classes.entries()].reverse())
      simulator.schedule(7, priority, note, index, 1);
    simulator.schedule(7, PRIORITY.completion, openTick, 0);
    simulator.run();
    expect(seen).toEqual([
      'completion 1',
      'completion 2',
      'change 1',
      'change 2',
      'arrival 1',
      'arrival 2',
      'decision 1',
      'decision 2',
      'observation 1',
      'observation 2',
    ]);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses the delay %p', (delay) => {
    const simulator = new Simulator();
    const handler = simulator.register('h', () => {});
    expect(() => simulator.schedule(delay, PRIORITY.arrival, handler, 0)).toThrow(RangeError);
    expect(simulator.pending).toBe(0);
  });

  it('refuses a tick beyond 2^53 - 1 and unknown handlers, classes and second names', () => {
    const simulator = new Simulator();
    const handler = simulator.register('h', () => {});
    simulator.run(10);
    expect(() => simulator.schedule(MAX_TICK, PRIORITY.arrival, handler, 0)).toThrow(/2\^53/);
    expect(() => simulator.schedule(1, PRIORITY.arrival, handler + 1, 0)).toThrow(/register/);
    expect(() => simulator.schedule(1, PRIORITY.arrival, 0, 0)).toThrow(/register/);
    expect(() => simulator.schedule(1, 5 as 4, handler, 0)).toThrow(/priority class 5/);
    expect(() => simulator.register('h', () => {})).toThrow(/already/);
  });

  it('runs up to and including the limit, leaves the clock there and goes on later', () => {
    const simulator = new Simulator();
    const seen: number[] = [];
    const tick = simulator.register('tick', () => {
      seen.push(simulator.now);
      simulator.schedule(10, PRIORITY.arrival, tick, 0);
    });
    simulator.schedule(10, PRIORITY.arrival, tick, 0);
    expect(simulator.run(20)).toBe('limit');
    expect(simulator.run(25)).toBe('limit');
    expect([simulator.now, simulator.pending]).toEqual([25, 1]);
    simulator.run(30);
    expect(seen).toEqual([10, 20, 30]);
    expect(() => simulator.run(29)).toThrow(RangeError);
    expect(() => simulator.run(30.5)).toThrow(RangeError);
  });

  it('stops after the current event, steps one at a time, and refuses to run from within a handler', () => {
    const simulator = new Simulator();
    const seen: number[] = [];
    const handler = simulator.register('h', (value) => {
      seen.push(value);
      if (value === 1) simulator.stop();
      if (value === 3) simulator.run();
    });
    for (const value of [1, 2, 3]) simulator.schedule(value, PRIORITY.arrival, handler, value);
    expect(simulator.run()).toBe('stopped');
    expect([seen.length, simulator.now]).toEqual([1, 1]);
    expect(simulator.step()).toBe(true);
    expect(seen).toEqual([1, 2]);
    expect(() => simulator.run()).toThrow(/already running/);
    expect(simulator.step()).toBe(false);
  });

  it('passes on what a handler throws and can go on afterwards', () => {
    const simulator = new Simulator();
    const seen: number[] = [];
    const handler = simulator.register('h', (value) => {
      if (value === 0) throw new Error('bug in the model');
      seen.push(value);
    });
    simulator.schedule(1, PRIORITY.arrival, handler, 0);
    simulator.schedule(1, PRIORITY.arrival, handler, 1);
    expect(() => simulator.run()).toThrow('bug in the model');
    simulator.run();
    expect(seen).toEqual([1]);
  });

  it('ends an endless loop without delay with an error', () => {
    const simulator = new Simulator({ maxEventsPerTick: 1000 });
    const again = simulator.register('again', () => simulator.schedule(0, PRIORITY.decision, again, 0));
    simulator.schedule(3, PRIORITY.decision, again, 0);
    expect(() => simulator.run()).toThrow(/1000 events at tick 3/);
  });

  it('keeps a dead handle dead when its slot is used again', () => {
    const simulator = new Simulator();
    const seen: number[] = [];
    const handler = simulator.register('h', (value) => seen.push(value));
    const first = simulator.scheduleCancellable(1, PRIORITY.arrival, handler, 1);
    simulator.run();
    const second = simulator.scheduleCancellable(1, PRIORITY.arrival, handler, 2);
    expect([simulator.cancel(first), simulator.isPending(second)]).toEqual([false, true]);
    expect([simulator.cancel(second), simulator.cancel(second), simulator.pending]).toEqual([true, false, 0]);
    expect(simulator.run()).toBe('empty');
    expect(seen).toEqual([1]);
  });
});

describe('Resource with callbacks', () => {
  it('grants at once while units are free and calls back in order afterwards', () => {
    const simulator = new Simulator();
    const server = new Resource(simulator, { capacity: 1 });
    const log: string[] = [];
    const start = simulator.register('start', (job) => {
      log.push(`${job} at ${simulator.now}`);
      simulator.schedule(5, PRIORITY.completion, end, job);
    });
    const end = simulator.register('end', () => server.release());
    expect(server.acquire(PRIORITY.arrival, start, 1)).toBe(true);
    simulator.schedule(7, PRIORITY.completion, end, 1);
    expect(server.acquire(PRIORITY.arrival, start, 2)).toBe(false);
    expect(server.acquire(PRIORITY.arrival, start, 3)).toBe(false);
    simulator.run();
    expect(log).toEqual(['2 at 7', '3 at 12']);
    expect([server.inUse, server.waiting]).toEqual([0, 0]);
    expect(() => server.release()).toThrow(/released more often/);
  });
});
