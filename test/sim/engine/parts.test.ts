import { describe, expect, it } from '@jest/globals';
import {
  Container,
  Counter,
  Gauge,
  maxHorizonSeconds,
  PRIORITY,
  Resource,
  Simulator,
  Store,
  secondsToTicks,
  ticksToSeconds,
} from '../../../src/sim/engine/index.js';

describe('Store with callbacks', () => {
  it('hands an item to the getter that has waited longest, and keeps what nobody waits for', () => {
    const simulator = new Simulator();
    const store = new Store(simulator, { capacity: 2 });
    const got: string[] = [];
    const receive = simulator.register('receive', (who, item) => got.push(`${who} gets ${item}`));
    expect(store.get(PRIORITY.arrival, receive, 1)).toBe(false);
    expect(store.get(PRIORITY.arrival, receive, 2)).toBe(false);
    expect(store.withdrawGet(store.getTicket())).toBe(true);
    expect([42, 43, 44, 45].map((item) => store.put(item))).toEqual([true, true, true, false]);
    simulator.run();
    expect(got).toEqual(['1 gets 42']);
    expect([store.get(PRIORITY.arrival, receive, 3), store.taken, store.size]).toEqual([true, 43, 1]);
  });

  it('lets putters wait for room, in order, unless they withdraw', () => {
    const simulator = new Simulator();
    const store = new Store(simulator, { capacity: 1 });
    const kept: number[] = [];
    const keep = simulator.register('keep', (_who, item) => kept.push(item));
    expect(store.putOrWait(1, PRIORITY.arrival, keep, 0)).toBe(true);
    store.putOrWait(2, PRIORITY.arrival, keep, 0);
    expect(store.withdrawPut(store.putTicket())).toBe(true);
    store.putOrWait(3, PRIORITY.arrival, keep, 0);
    expect(store.puttersWaiting).toBe(1);
    store.get(PRIORITY.arrival, keep, 0);
    simulator.run();
    expect([kept, store.size, store.puttersWaiting]).toEqual([[3], 1, 0]);
    expect(() => new Store(simulator, { capacity: 0 })).toThrow(RangeError);
  });
});

describe('Container with callbacks', () => {
  it('grants a waiting taker when enough is given, without letting a small one overtake', () => {
    const simulator = new Simulator();
    const memory = new Container(simulator, { capacity: 80, amount: 80 });
    const log: string[] = [];
    const granted = simulator.register('granted', (job, amount) => log.push(`job ${job}: ${amount}`));
    expect(memory.take(60, PRIORITY.arrival, granted, 1)).toBe(true);
    expect(memory.take(40, PRIORITY.arrival, granted, 2)).toBe(false);
    expect(memory.take(5, PRIORITY.arrival, granted, 3)).toBe(false);
    expect(memory.give(60, PRIORITY.completion, granted, 0)).toBe(true);
    simulator.run();
    expect(log).toEqual(['job 2: 40', 'job 3: 5']);
    expect(memory.amount).toBe(35);
  });

  it('serves those behind a large request once that withdraws', () => {
    const simulator = new Simulator();
    const container = new Container(simulator, { capacity: 10, amount: 4 });
    const log: number[] = [];
    const granted = simulator.register('granted', (job) => log.push(job));
    container.take(9, PRIORITY.arrival, granted, 1);
    const large = container.takeTicket();
    container.take(2, PRIORITY.arrival, granted, 2);
    expect([container.withdrawTake(large), container.withdrawTake(large)]).toEqual([true, false]);
    simulator.run();
    expect([log, container.amount]).toEqual([[2], 2]);
    expect(container.give(9, PRIORITY.arrival, granted, 3)).toBe(false);
    expect(container.withdrawGive(container.giveTicket())).toBe(true);
    expect(() => container.take(11, PRIORITY.arrival, granted, 4)).toThrow(RangeError);
    expect(() => container.take(0, PRIORITY.arrival, granted, 4)).toThrow(RangeError);
    expect(() => new Container(simulator, { capacity: 1, amount: 2 })).toThrow(RangeError);
  });
});

describe('Resource tickets and probes', () => {
  it('let a waiter leave and follow units and waiters over time', () => {
    const simulator = new Simulator();
    const inUse = new Gauge(simulator);
    const waiting = new Gauge(simulator);
    const server = new Resource(simulator, { capacity: 1, inUse, waiting });
    const seen: number[] = [];
    const start = simulator.register('start', (job) => seen.push(job));
    const end = simulator.register('end', () => server.release());
    server.acquire(PRIORITY.arrival, start, 1);
    server.acquire(PRIORITY.arrival, start, 2);
    const ticket = server.ticket();
    server.acquire(PRIORITY.arrival, start, 3);
    simulator.schedule(10, PRIORITY.completion, end, 0);
    simulator.schedule(30, PRIORITY.completion, end, 0);
    expect([server.withdraw(ticket), server.withdraw(ticket)]).toEqual([true, false]);
    simulator.run(40);
    expect(seen).toEqual([3]);
    expect([inUse.mean(), inUse.max, waiting.mean(), waiting.max]).toEqual([30 / 40, 1, 10 / 40, 2]);
    expect(() => new Resource(simulator, { capacity: 1.5 })).toThrow(RangeError);
  });
});

describe('Probes', () => {
  it('weight a gauge by time and forget the warm-up on restart', () => {
    const simulator = new Simulator();
    const power = new Gauge(simulator, 100);
    const change = simulator.register('change', (watts) => power.set(watts));
    simulator.schedule(10, PRIORITY.change, change, 400);
    simulator.run(40);
    expect([power.mean(), power.integral(), power.min, power.max]).toEqual([325, 13_000, 100, 400]);
    power.restart();
    expect(power.mean()).toBe(400);
    simulator.run(50);
    power.add(-300);
    expect([power.value, power.mean(), power.min]).toEqual([100, 400, 100]);
  });

  it('count amounts and give their rate, which is null while no time has passed', () => {
    const simulator = new Simulator();
    const tokens = new Counter(simulator);
    expect(tokens.perTick()).toBeNull();
    tokens.add();
    tokens.add(7);
    simulator.run(4);
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
