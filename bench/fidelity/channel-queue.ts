import { ln } from '../../src/foundation/numeric/portable-math.js';
import { createStream } from '../../src/foundation/numeric/random-stream.js';
import { Kernel, PRIORITY } from '../../src/sim/engine/index.js';
import { ServerSet } from '../../src/sim/tile/server-set.js';

/** Mean wait, in service times, of bursts of one size that arrive at random at one DRAM channel of load `rho`. */
export function channelWait(rho: number, bursts: number, seed: number): number {
  const bytes = 1000;
  const channel = new ServerSet(
    { count: 1, pageBytes: 1024, ticksPerByte: 2, ticksPerPage: 0, refreshTicks: 0, refreshPeriod: 0 },
    null,
  );
  const service = 2 * bytes;
  const kernel = new Kernel();
  const random = createStream(seed, 'bursts');
  let left = bursts;
  const burst = kernel.register('burst', () => {
    channel.serve(kernel.now, 0, 0, bytes);
    if (--left === 0) return;
    kernel.schedule(Math.round((-ln(random.nextOpenUniform()) * service) / rho), PRIORITY.arrival, burst, 0);
  });
  kernel.schedule(0, PRIORITY.arrival, burst, 0);
  kernel.run();
  return channel.waitTicks / bursts / service;
}

/** The same by the M/D/1 queue: rho / (2 (1 - rho)) (Pollaczek 1930, Khinchine 1932). */
export function channelWaitInTheory(rho: number): number {
  return rho / (2 * (1 - rho));
}
