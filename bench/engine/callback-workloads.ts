import { PRIORITY, Resource, Simulator, type SimulatorOptions } from '../../src/sim/engine/index.js';
import { exponentialSource } from './exponential-source.js';
import { TICKS_PER_UNIT, ticks, type WorkloadResult } from './workload.js';

const SEED = 12345;

/** A: `processes` timers, each re-armed with exp(1), until `timeouts` are expected to have fired. */
export function timerChurn(processes: number, timeouts: number, options: SimulatorOptions): WorkloadResult {
  const simulator = new Simulator(options);
  const draw = exponentialSource(SEED);
  let fired = 0;
  const fire = simulator.register('fire', (process) => {
    fired++;
    simulator.schedule(ticks(draw(1)), PRIORITY.arrival, fire, process);
  });
  for (let process = 0; process < processes; process++) {
    simulator.schedule(ticks(draw(1)), PRIORITY.arrival, fire, process);
  }
  simulator.run(ticks(timeouts / processes));
  return { units: fired, check: fired / timeouts, fingerprint: simulator.fingerprint() };
}

/** B: M/M/1 with arrival rate 0.8 and service rate 1; `check` is the mean wait in the queue. */
export function singleServer(customers: number, options: SimulatorOptions): WorkloadResult {
  const simulator = new Simulator(options);
  const draw = exponentialSource(SEED);
  const server = new Resource(simulator, { capacity: 1 });
  let arrived = 0;
  let waited = 0;
  const serve = (): void => simulator.schedule(ticks(draw(1)), PRIORITY.completion, end, 0);
  const begin = simulator.register('begin', (arrival) => {
    waited += simulator.now - arrival;
    serve();
  });
  const end = simulator.register('end', () => server.release());
  const arrive = simulator.register('arrive', () => {
    if (server.acquire(PRIORITY.arrival, begin, simulator.now)) serve();
    if (++arrived < customers) simulator.schedule(ticks(draw(1.25)), PRIORITY.arrival, arrive, 0);
  });
  simulator.schedule(ticks(draw(1.25)), PRIORITY.arrival, arrive, 0);
  simulator.run();
  return { units: customers, check: waited / customers / TICKS_PER_UNIT, fingerprint: simulator.fingerprint() };
}

/** C: 1000 machines, 10 repairers, work exp(mean 100), repair exp(mean 1); `check` is repairs a time unit. */
export function machineShop(horizon: number, options: SimulatorOptions): WorkloadResult {
  const simulator = new Simulator(options);
  const draw = exponentialSource(SEED);
  const repairers = new Resource(simulator, { capacity: 10 });
  let repairs = 0;
  const repair = simulator.register('repair', (machine) =>
    simulator.schedule(ticks(draw(1)), PRIORITY.completion, repaired, machine),
  );
  const repaired = simulator.register('repaired', (machine) => {
    repairs++;
    repairers.release();
    simulator.schedule(ticks(draw(100)), PRIORITY.arrival, fail, machine);
  });
  const fail = simulator.register('fail', (machine) => {
    if (repairers.acquire(PRIORITY.arrival, repair, machine)) {
      simulator.schedule(ticks(draw(1)), PRIORITY.completion, repaired, machine);
    }
  });
  for (let machine = 0; machine < 1000; machine++) {
    simulator.schedule(ticks(draw(100)), PRIORITY.arrival, fail, machine);
  }
  simulator.run(ticks(horizon));
  return { units: repairs, check: repairs / horizon, fingerprint: simulator.fingerprint() };
}
