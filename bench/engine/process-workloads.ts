import { PRIORITY, Processes, Resource, Simulator, type SimulatorOptions } from '../../src/sim/engine/index.js';
import { exponentialSource } from './exponential-source.js';
import { TICKS_PER_UNIT, ticks, type WorkloadResult } from './workload.js';

const SEED = 12345;

/** A as generators: see `callback-workloads.ts`. */
export function timerChurn(processCount: number, timeouts: number, options: SimulatorOptions): WorkloadResult {
  const simulator = new Simulator(options);
  const processes = new Processes(simulator);
  const draw = exponentialSource(SEED);
  let fired = 0;
  const churn = processes.define('churn', PRIORITY.arrival, function* () {
    for (;;) {
      yield ticks(draw(1));
      fired++;
    }
  });
  for (let process = 0; process < processCount; process++) processes.spawn(churn, process);
  simulator.run(ticks(timeouts / processCount));
  return { units: fired, check: fired / timeouts, fingerprint: simulator.fingerprint() };
}

/** B as one generator a customer. */
export function singleServer(customers: number, options: SimulatorOptions): WorkloadResult {
  const simulator = new Simulator(options);
  const processes = new Processes(simulator);
  const draw = exponentialSource(SEED);
  const server = new Resource(simulator, { capacity: 1 });
  let waited = 0;
  const customer = processes.define('customer', PRIORITY.arrival, function* () {
    const arrival = simulator.now;
    yield server.request();
    waited += simulator.now - arrival;
    yield ticks(draw(1));
    server.release();
  });
  const source = processes.define('source', PRIORITY.arrival, function* () {
    for (let arrived = 0; arrived < customers; arrived++) {
      yield ticks(draw(1.25));
      processes.spawn(customer, arrived);
    }
  });
  processes.spawn(source, 0);
  simulator.run();
  return { units: customers, check: waited / customers / TICKS_PER_UNIT, fingerprint: simulator.fingerprint() };
}

/** C as one generator a machine. */
export function machineShop(horizon: number, options: SimulatorOptions): WorkloadResult {
  const simulator = new Simulator(options);
  const processes = new Processes(simulator);
  const draw = exponentialSource(SEED);
  const repairers = new Resource(simulator, { capacity: 10 });
  let repairs = 0;
  const machine = processes.define('machine', PRIORITY.arrival, function* () {
    for (;;) {
      yield ticks(draw(100));
      yield repairers.request();
      yield ticks(draw(1));
      repairers.release();
      repairs++;
    }
  });
  for (let index = 0; index < 1000; index++) processes.spawn(machine, index);
  simulator.run(ticks(horizon));
  return { units: repairs, check: repairs / horizon, fingerprint: simulator.fingerprint() };
}
