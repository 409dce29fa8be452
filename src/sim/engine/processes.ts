import { Interrupted } from './interrupted.js';
import { PRIORITY, type PriorityClass } from './priority-class.js';
import { GRANTED, type Request } from './request.js';
import type { HandlerId, Simulator } from './simulator.js';
import { type SlotHandle, SlotTable } from './slot-table.js';

/** A process yields a delay in ticks, or a request; the yield returns the granted value (0 for delays and resources). */
export type ProcessBody = Generator<number | Request, void, number>;

/** Names one running process; dead once that has ended. */
export type ProcessHandle = SlotHandle;

/** A kind of process: all its steps run in one priority class. */
export interface ProcessType {
  readonly name: string;
  readonly priority: PriorityClass;
  readonly handler: HandlerId;
  readonly body: (argument: number) => ProcessBody;
}

/**
 * Every generator function gives its generators a map of their own, which makes `body.next` a slow megamorphic load
 * with more than four kinds of process; the one shared function is called directly instead (benchmark B).
 */
const advanceGenerator: (this: ProcessBody, value: number) => IteratorResult<number | Request, void> =
  Object.getPrototypeOf(function* () {}).prototype.next;

/** A start, a grant or an interrupt is on its way; nothing is left to withdraw. */
const RESUMING = 0;
const DELAYED = 1;
const WAITING = 2;

const NOBODY_RUNS = -1;

/** What is known of a process; the records of ended processes are used again. */
class ProcessRecord {
  body: ProcessBody | null = null;
  label = 0;
  state = RESUMING;
  /** Slot of the timer of a delayed process, or of the waiter of a waiting one. */
  waitSlot = 0;
  request: Request | null = null;
  interrupt: Interrupted | null = null;
}

/**
 * Runs generators as processes of a simulator. A process starts by an event, never inside the code that spawns it; what it
 * throws leaves `run`, and the process has ended.
 *
 * @example
 * const simulator = new Simulator();
 * const processes = new Processes(simulator);
 * const server = new Resource(simulator, { capacity: 1 });
 * const log: string[] = [];
 * const customer = processes.define('customer', PRIORITY.arrival, function* (id) {
 *   yield server.request();
 *   try {
 *     yield simulator.timeout(10);
 *     log.push(`${id} at ${simulator.now}`);
 *   } finally {
 *     server.release();
 *   }
 * });
 * processes.spawn(customer, 1);
 * processes.spawn(customer, 2);
 * simulator.run();
 * log // ['1 at 10', '2 at 20']
 */
export class Processes {
  private readonly simulator: Simulator;
  private readonly table = new SlotTable();
  private readonly records: ProcessRecord[] = [];
  private readonly interruptHandler: HandlerId;
  private readonly wake = (process: number, value: number): void => this.resume(process, value);
  private living = 0;
  private running = NOBODY_RUNS;

  constructor(simulator: Simulator) {
    this.simulator = simulator;
    this.interruptHandler = simulator.register('process interrupt', (process) => this.resume(process, null));
  }

  /** Processes that have not ended. */
  get alive(): number {
    return this.living;
  }

  /** Declares a kind of process; its name is what the fingerprint knows of its steps. */
  define(name: string, priority: PriorityClass, body: (argument: number) => ProcessBody): ProcessType {
    return { name, priority, handler: this.simulator.register(`process ${name}`, this.wake), body };
  }

  /** Starts a process after `delay` ticks. */
  spawn(type: ProcessType, argument: number, delay = 0): ProcessHandle {
    const label = (type.handler << 3) | type.priority;
    const process = this.table.take(label, 0, 0);
    if (process === this.records.length) this.records.push(new ProcessRecord());
    const record = this.records[process]!;
    record.body = type.body(argument);
    record.label = label;
    record.state = RESUMING;
    this.living++;
    if (delay === 0) this.simulator.wake(label, process, 0);
    else this.simulator.scheduleSlot(delay, type.priority, type.handler, process, 0);
    return this.table.handleOf(process);
  }

  isAlive(handle: ProcessHandle): boolean {
    return this.table.slotOf(handle) >= 0;
  }

  /** The process whose code is running. Throws an Error outside of processes. */
  current(): ProcessHandle {
    if (this.running === NOBODY_RUNS) throw new Error('No process is running.');
    return this.table.handleOf(this.running);
  }

  /**
   * Ends what a process waits for and throws `Interrupted` at its yield, in this tick, class `change`. A process that is
   * running, not started yet, or already has its grant on the way keeps the grant and meets the interrupt at its next
   * yield: a grant is never undone. False where the process has ended or an earlier interrupt has not reached it yet.
   */
  interrupt(handle: ProcessHandle, cause: unknown): boolean {
    const process = this.table.slotOf(handle);
    if (process < 0) return false;
    const record = this.records[process]!;
    if (record.interrupt !== null) return false;
    record.interrupt = new Interrupted(cause);
    if (this.detach(process, record)) {
      record.state = RESUMING;
      this.simulator.scheduleSlot(0, PRIORITY.change, this.interruptHandler, process, 0);
    }
    return true;
  }

  /** Takes a process out of its wait; false where there is none to take it out of. */
  private detach(process: number, record: ProcessRecord): boolean {
    if (process === this.running) return false;
    if (record.state === DELAYED) {
      this.simulator.cancelSlot(record.waitSlot);
      return true;
    }
    return record.state === WAITING && record.request!.abandon(record.waitSlot, record.label, process);
  }

  /** Runs a process to its next wait: by the granted value, or by throwing where that is null. */
  private resume(process: number, value: number | null): void {
    const record = this.records[process]!;
    const body = record.body!;
    this.running = process;
    try {
      let step = value === null ? body.throw(takeInterrupt(record)) : advanceGenerator.call(body, value);
      while (step.done !== true) {
        const wait = step.value;
        if (record.interrupt !== null) {
          step = body.throw(takeInterrupt(record));
          continue;
        }
        const { label } = record;
        const priority = (label & 7) as PriorityClass;
        if (typeof wait === 'number') {
          record.waitSlot = this.simulator.scheduleSlot(wait, priority, label >> 3, process, 0);
          record.state = DELAYED;
          this.running = NOBODY_RUNS;
          return;
        }
        const slot = wait.submit(priority, label >> 3, process);
        if (slot !== GRANTED) {
          record.waitSlot = slot;
          record.state = WAITING;
          // Storing a pointer costs a write barrier, and most processes wait for the same request again (benchmark B).
          if (record.request !== wait) record.request = wait;
          this.running = NOBODY_RUNS;
          return;
        }
        step = advanceGenerator.call(body, wait.granted);
      }
    } catch (error) {
      this.end(record, process);
      throw error;
    }
    this.end(record, process);
  }

  private end(record: ProcessRecord, process: number): void {
    this.running = NOBODY_RUNS;
    record.body = null;
    record.interrupt = null;
    this.table.release(process);
    this.living--;
  }
}

function takeInterrupt(record: ProcessRecord): Interrupted {
  const interrupt = record.interrupt!;
  record.interrupt = null;
  return interrupt;
}
