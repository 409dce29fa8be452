import { ln } from '../../src/foundation/numeric/portable-math.js';
import { createStream } from '../../src/foundation/numeric/random-stream.js';
import { PRIORITY, Simulator } from '../../src/sim/engine/index.js';
import { ServerSet } from '../../src/sim/tile/server-set.js';

/** Mean wait, in service times, of bursts of one size that arrive at random at one DRAM channel of load `rho`. */
export function channelWait(rho: number, bursts: number, seed: number): number {
  const bytes = 1000;
  const channel = new ServerSet(
    { count: 1, pageBytes: 1024, ticksPerByte: 2, ticksPerPage: 0, refreshTicks: 0, refreshPeriod: 0 },
    null,
  );
  const service = 2 * bytes;
  const simulator = new Simulator();
  const random = createStream(seed, 'bursts');
  let left = bursts;
  const burst = simulator.register('burst', () => {
    channel.serve(simulator.now, 0, 0, bytes);
    if (--left === 0) return;
    simulator.schedule(Math.round((-ln(random.nextOpenUniform()) * service) / rho), PRIORITY.arrival, burst, 0);
  });
  simulator.schedule(0, PRIORITY.arrival, burst, 0);
  simulator.run();
  return channel.waitTicks / bursts / service;
}

/** The same by the M/D/1 queue: rho / (2 (1 - rho)) (Pollaczek 1930, Khinchine 1932). */
export function channelWaitInTheory(rho: number): number {
  return rho / (2 * (1 - rho));
}
