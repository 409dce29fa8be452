import { Kernel, type KernelOptions, PRIORITY, Resource } from '../../src/sim/engine/index.js';
import { exponentialSource } from './exponential-source.js';
import { TICKS_PER_UNIT, ticks, type WorkloadResult } from './workload.js';

const SEED = 12345;

/** A: `processes` timers, each re-armed with exp(1), until `timeouts` are expected to have fired. */
export function timerChurn(processes: number, timeouts: number, options: KernelOptions): WorkloadResult {
  const kernel = new Kernel(options);
  const draw = exponentialSource(SEED);
  let fired = 0;
  const fire = kernel.register('fire', (process) => {
    fired++;
    kernel.schedule(ticks(draw(1)), PRIORITY.arrival, fire, process);
  });
  for (let process = 0; process < processes; process++) {
    kernel.schedule(ticks(draw(1)), PRIORITY.arrival, fire, process);
  }
  kernel.run(ticks(timeouts / processes));
  return { units: fired, check: fired / timeouts, fingerprint: kernel.fingerprint() };
}

/** B: M/M/1 with arrival rate 0.8 and service rate 1; `check` is the mean wait in the queue. */
export function singleServer(customers: number, options: KernelOptions): WorkloadResult {
  const kernel = new Kernel(options);
  const draw = exponentialSource(SEED);
  const server = new Resource(kernel, { capacity: 1 });
  let arrived = 0;
  let waited = 0;
  const serve = (): void => kernel.schedule(ticks(draw(1)), PRIORITY.completion, end, 0);
  const begin = kernel.register('begin', (arrival) => {
    waited += kernel.now - arrival;
    serve();
  });
  const end = kernel.register('end', () => server.release());
  const arrive = kernel.register('arrive', () => {
    if (server.acquire(PRIORITY.arrival, begin, kernel.now)) serve();
    if (++arrived < customers) kernel.schedule(ticks(draw(1.25)), PRIORITY.arrival, arrive, 0);
  });
  kernel.schedule(ticks(draw(1.25)), PRIORITY.arrival, arrive, 0);
  kernel.run();
  return { units: customers, check: waited / customers / TICKS_PER_UNIT, fingerprint: kernel.fingerprint() };
}

/** C: 1000 machines, 10 repairers, work exp(mean 100), repair exp(mean 1); `check` is repairs a time unit. */
export function machineShop(horizon: number, options: KernelOptions): WorkloadResult {
  const kernel = new Kernel(options);
  const draw = exponentialSource(SEED);
  const repairers = new Resource(kernel, { capacity: 10 });
  let repairs = 0;
  const repair = kernel.register('repair', (machine) =>
    kernel.schedule(ticks(draw(1)), PRIORITY.completion, repaired, machine),
  );
  const repaired = kernel.register('repaired', (machine) => {
    repairs++;
    repairers.release();
    kernel.schedule(ticks(draw(100)), PRIORITY.arrival, fail, machine);
  });
  const fail = kernel.register('fail', (machine) => {
    if (repairers.acquire(PRIORITY.arrival, repair, machine)) {
      kernel.schedule(ticks(draw(1)), PRIORITY.completion, repaired, machine);
    }
  });
  for (let machine = 0; machine < 1000; machine++) {
    kernel.schedule(ticks(draw(100)), PRIORITY.arrival, fail, machine);
  }
  kernel.run(ticks(horizon));
  return { units: repairs, check: repairs / horizon, fingerprint: kernel.fingerprint() };
}
