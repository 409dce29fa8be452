import { describe, expect, it } from '@jest/globals';
import {
  Counter,
  Gauge,
  Kernel,
  Level,
  maxHorizonSeconds,
  PRIORITY,
  Resource,
  Store,
  secondsToTicks,
  ticksToSeconds,
} from '../../../src/sim/engine/index.js';

describe('Store with callbacks', () => {
  it('hands an item to the getter that has waited longest, and keeps what nobody waits for', () => {
    const kernel = new Kernel();
    const store = new Store(kernel, { capacity: 2 });
    const got: string[] = [];
    const receive = kernel.register('receive', (who, item) => got.push(`${who} gets ${item}`));
    expect(store.get(PRIORITY.arrival, receive, 1)).toBe(false);
    expect(store.get(PRIORITY.arrival, receive, 2)).toBe(false);
    expect(store.withdrawGet(store.getTicket())).toBe(true);
    expect([42, 43, 44, 45].map((item) => store.put(item))).toEqual([true, true, true, false]);
    kernel.run();
    expect(got).toEqual(['1 gets 42']);
    expect([store.get(PRIORITY.arrival, receive, 3), store.taken, store.size]).toEqual([true, 43, 1]);
  });

  it('lets putters wait for room, in order, unless they withdraw', () => {
    const kernel = new Kernel();
    const store = new Store(kernel, { capacity: 1 });
    const kept: number[] = [];
    const keep = kernel.register('keep', (_who, item) => kept.push(item));
    expect(store.putOrWait(1, PRIORITY.arrival, keep, 0)).toBe(true);
    store.putOrWait(2, PRIORITY.arrival, keep, 0);
    expect(store.withdrawPut(store.putTicket())).toBe(true);
    store.putOrWait(3, PRIORITY.arrival, keep, 0);
    expect(store.puttersWaiting).toBe(1);
    store.get(PRIORITY.arrival, keep, 0);
    kernel.run();
    expect([kept, store.size, store.puttersWaiting]).toEqual([[3], 1, 0]);
    expect(() => new Store(kernel, { capacity: 0 })).toThrow(RangeError);
  });
});

describe('Level with callbacks', () => {
  it('grants a waiting taker when enough is given, without letting a small one overtake', () => {
    const kernel = new Kernel();
    const memory = new Level(kernel, { capacity: 80, amount: 80 });
    const log: string[] = [];
    const granted = kernel.register('granted', (job, amount) => log.push(`job ${job}: ${amount}`));
    expect(memory.take(60, PRIORITY.arrival, granted, 1)).toBe(true);
    expect(memory.take(40, PRIORITY.arrival, granted, 2)).toBe(false);
    expect(memory.take(5, PRIORITY.arrival, granted, 3)).toBe(false);
    expect(memory.give(60, PRIORITY.completion, granted, 0)).toBe(true);
    kernel.run();
    expect(log).toEqual(['job 2: 40', 'job 3: 5']);
    expect(memory.amount).toBe(35);
  });

  it('serves those behind a large request once that withdraws', () => {
    const kernel = new Kernel();
    const level = new Level(kernel, { capacity: 10, amount: 4 });
    const log: number[] = [];
    const granted = kernel.register('granted', (job) => log.push(job));
    level.take(9, PRIORITY.arrival, granted, 1);
    const large = level.takeTicket();
    level.take(2, PRIORITY.arrival, granted, 2);
    expect([level.withdrawTake(large), level.withdrawTake(large)]).toEqual([true, false]);
    kernel.run();
    expect([log, level.amount]).toEqual([[2], 2]);
    expect(level.give(9, PRIORITY.arrival, granted, 3)).toBe(false);
    expect(level.withdrawGive(level.giveTicket())).toBe(true);
    expect(() => level.take(11, PRIORITY.arrival, granted, 4)).toThrow(RangeError);
    expect(() => level.take(0, PRIORITY.arrival, granted, 4)).toThrow(RangeError);
    expect(() => new Level(kernel, { capacity: 1, amount: 2 })).toThrow(RangeError);
  });
});

describe('Resource tickets and probes', () => {
  it('let a waiter leave and follow units and waiters over time', () => {
    const kernel = new Kernel();
    const inUse = new Gauge(kernel);
    const waiting = new Gauge(kernel);
    const server = new Resource(kernel, { capacity: 1, inUse, waiting });
    const seen: number[] = [];
    const start = kernel.register('start', (job) => seen.push(job));
    const end = kernel.register('end', () => server.release());
    server.acquire(PRIORITY.arrival, start, 1);
    server.acquire(PRIORITY.arrival, start, 2);
    const ticket = server.ticket();
    server.acquire(PRIORITY.arrival, start, 3);
    kernel.schedule(10, PRIORITY.completion, end, 0);
    kernel.schedule(30, PRIORITY.completion, end, 0);
    expect([server.withdraw(ticket), server.withdraw(ticket)]).toEqual([true, false]);
    kernel.run(40);
    expect(seen).toEqual([3]);
    expect([inUse.mean(), inUse.max, waiting.mean(), waiting.max]).toEqual([30 / 40, 1, 10 / 40, 2]);
    expect(() => new Resource(kernel, { capacity: 1.5 })).toThrow(RangeError);
  });
});

describe('Probes', () => {
  it('weight a gauge by time and forget the warm-up on restart', () => {
    const kernel = new Kernel();
    const power = new Gauge(kernel, 100);
    const change = kernel.register('change', (watts) => power.set(watts));
    kernel.schedule(10, PRIORITY.change, change, 400);
    kernel.run(40);
    expect([power.mean(), power.integral(), power.min, power.max]).toEqual([325, 13_000, 100, 400]);
    power.restart();
    expect(power.mean()).toBe(400);
    kernel.run(50);
    power.add(-300);
    expect([power.value, power.mean(), power.min]).toEqual([100, 400, 100]);
  });

  it('count amounts and give their rate, which is null while no time has passed', () => {
    const kernel = new Kernel();
    const tokens = new Counter(kernel);
    expect(tokens.perTick()).toBeNull();
    tokens.add();
    tokens.add(7);
    kernel.run(4);
    expect([tokens.value, tokens.perTick()]).toEqual([8, 2]);
    tokens.restart();
    expect([tokens.value, tokens.perTick()]).toEqual([0, null]);
  });
});

describe('Ticks', () => {
  it('convert to and from seconds and refuse what 2^53 ticks do not hold', () => {
    expect(secondsToTicks(1.5e-9, 'ps')).toBe(1500);
    expect(ticksToSeconds(1500, 'ps')).toBe(1.5e-9);
    expect(maxHorizonSeconds('ps') / 3600).toBeCloseTo(2.502, 3);
    expect(maxHorizonSeconds('ns') / 86_400).toBeCloseTo(104.25, 2);
    expect(() => secondsToTicks(9008, 'ps')).toThrow(/9007/);
    expect(() => secondsToTicks(-1, 'ns')).toThrow(RangeError);
    expect(() => secondsToTicks(Number.NaN, 'us')).toThrow(RangeError);
  });
});
