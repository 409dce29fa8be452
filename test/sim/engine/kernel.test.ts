import { describe, expect, it } from '@jest/globals';
import { Kernel, MAX_TICK, PRIORITY, Resource } from '../../../src/sim/engine/index.js';

describe('Kernel', () => {
  it('fires events by tick, whatever the order of scheduling', () => {
    const kernel = new Kernel();
    const seen: number[] = [];
    const ring = kernel.register('ring', (bell) => seen.push(bell * 100 + kernel.now));
    kernel.schedule(20, PRIORITY.arrival, ring, 1);
    kernel.schedule(5, PRIORITY.arrival, ring, 2);
    expect(kernel.run()).toBe('empty');
    expect(seen).toEqual([205, 120]);
  });

  it('fires the events of one tick by class and then in the order of scheduling', () => {
    const kernel = new Kernel();
    const seen: string[] = [];
    const classes = Object.entries(PRIORITY);
    const note = kernel.register('note', (index, copy) => seen.push(`${classes[index]![0]} ${copy}`));
    const openTick = kernel.register('open', () => {
      // From within the tick these take the zero-delay path, beside those that were scheduled ahead.
      for (const [index, [, priority]] of [...classes.entries()].reverse())
        kernel.schedule(0, priority, note, index, 2);
    });
    for (const [index, [, priority]] of [...classes.entries()].reverse()) kernel.schedule(7, priority, note, index, 1);
    kernel.schedule(7, PRIORITY.completion, openTick, 0);
    kernel.run();
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
    const kernel = new Kernel();
    const handler = kernel.register('h', () => {});
    expect(() => kernel.schedule(delay, PRIORITY.arrival, handler, 0)).toThrow(RangeError);
    expect(kernel.pending).toBe(0);
  });

  it('refuses a tick beyond 2^53 - 1 and unknown handlers, classes and second names', () => {
    const kernel = new Kernel();
    const handler = kernel.register('h', () => {});
    kernel.run(10);
    expect(() => kernel.schedule(MAX_TICK, PRIORITY.arrival, handler, 0)).toThrow(/2\^53/);
    expect(() => kernel.schedule(1, PRIORITY.arrival, handler + 1, 0)).toThrow(/register/);
    expect(() => kernel.schedule(1, PRIORITY.arrival, 0, 0)).toThrow(/register/);
    expect(() => kernel.schedule(1, 5 as 4, handler, 0)).toThrow(/priority class 5/);
    expect(() => kernel.register('h', () => {})).toThrow(/already/);
  });

  it('runs up to and including the limit, leaves the clock there and goes on later', () => {
    const kernel = new Kernel();
    const seen: number[] = [];
    const tick = kernel.register('tick', () => {
      seen.push(kernel.now);
      kernel.schedule(10, PRIORITY.arrival, tick, 0);
    });
    kernel.schedule(10, PRIORITY.arrival, tick, 0);
    expect(kernel.run(20)).toBe('limit');
    expect(kernel.run(25)).toBe('limit');
    expect([kernel.now, kernel.pending]).toEqual([25, 1]);
    kernel.run(30);
    expect(seen).toEqual([10, 20, 30]);
    expect(() => kernel.run(29)).toThrow(RangeError);
    expect(() => kernel.run(30.5)).toThrow(RangeError);
  });

  it('stops after the current event, steps one at a time, and refuses to run from within a handler', () => {
    const kernel = new Kernel();
    const seen: number[] = [];
    const handler = kernel.register('h', (value) => {
      seen.push(value);
      if (value === 1) kernel.stop();
      if (value === 3) kernel.run();
    });
    for (const value of [1, 2, 3]) kernel.schedule(value, PRIORITY.arrival, handler, value);
    expect(kernel.run()).toBe('stopped');
    expect([seen.length, kernel.now]).toEqual([1, 1]);
    expect(kernel.step()).toBe(true);
    expect(seen).toEqual([1, 2]);
    expect(() => kernel.run()).toThrow(/already running/);
    expect(kernel.step()).toBe(false);
  });

  it('passes on what a handler throws and can go on afterwards', () => {
    const kernel = new Kernel();
    const seen: number[] = [];
    const handler = kernel.register('h', (value) => {
      if (value === 0) throw new Error('bug in the model');
      seen.push(value);
    });
    kernel.schedule(1, PRIORITY.arrival, handler, 0);
    kernel.schedule(1, PRIORITY.arrival, handler, 1);
    expect(() => kernel.run()).toThrow('bug in the model');
    kernel.run();
    expect(seen).toEqual([1]);
  });

  it('ends an endless loop without delay with an error', () => {
    const kernel = new Kernel({ maxEventsPerTick: 1000 });
    const again = kernel.register('again', () => kernel.schedule(0, PRIORITY.decision, again, 0));
    kernel.schedule(3, PRIORITY.decision, again, 0);
    expect(() => kernel.run()).toThrow(/1000 events at tick 3/);
  });

  it('keeps a dead handle dead when its slot is used again', () => {
    const kernel = new Kernel();
    const seen: number[] = [];
    const handler = kernel.register('h', (value) => seen.push(value));
    const first = kernel.scheduleCancellable(1, PRIORITY.arrival, handler, 1);
    kernel.run();
    const second = kernel.scheduleCancellable(1, PRIORITY.arrival, handler, 2);
    expect([kernel.cancel(first), kernel.isPending(second)]).toEqual([false, true]);
    expect([kernel.cancel(second), kernel.cancel(second), kernel.pending]).toEqual([true, false, 0]);
    expect(kernel.run()).toBe('empty');
    expect(seen).toEqual([1]);
  });
});

describe('Resource with callbacks', () => {
  it('grants at once while units are free and calls back in order afterwards', () => {
    const kernel = new Kernel();
    const server = new Resource(kernel, { capacity: 1 });
    const log: string[] = [];
    const start = kernel.register('start', (job) => {
      log.push(`${job} at ${kernel.now}`);
      kernel.schedule(5, PRIORITY.completion, end, job);
    });
    const end = kernel.register('end', () => server.release());
    expect(server.acquire(PRIORITY.arrival, start, 1)).toBe(true);
    kernel.schedule(7, PRIORITY.completion, end, 1);
    expect(server.acquire(PRIORITY.arrival, start, 2)).toBe(false);
    expect(server.acquire(PRIORITY.arrival, start, 3)).toBe(false);
    kernel.run();
    expect(log).toEqual(['2 at 7', '3 at 12']);
    expect([server.inUse, server.waiting]).toEqual([0, 0]);
    expect(() => server.release()).toThrow(/released more often/);
  });
});
