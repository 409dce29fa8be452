import { Interrupted } from './interrupted.js';
import type { HandlerId, Kernel } from './kernel.js';
import { PRIORITY, type PriorityClass } from './priority-class.js';
import { GRANTED, type Request } from './request.js';
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

/** A start, a grant or an interrupt is on its way; nothing is left to withdraw. */
const RESUMING = 0;
const DELAYED = 1;
const WAITING = 2;

/**
 * Runs generators as processes of a kernel. A process starts by an event, never inside the code that spawns it; what it
 * throws leaves `run`, and the process has ended.
 *
 * @example
 * const kernel = new Kernel();
 * const processes = new Processes(kernel);
 * const server = new Resource(kernel, { capacity: 1 });
 * const log: string[] = [];
 * const customer = processes.define('customer', PRIORITY.arrival, function* (id) {
 *   yield server.request();
 *   try {
 *     yield 10;
 *     log.push(`${id} at ${kernel.now}`);
 *   } finally {
 *     server.release();
 *   }
 * });
 * processes.spawn(customer, 1);
 * processes.spawn(customer, 2);
 * kernel.run();
 * log // ['1 at 10', '2 at 20']
 */
export class Processes {
  private readonly kernel: Kernel;
  private readonly table = new SlotTable();
  private readonly bodies: (ProcessBody | null)[] = [];
  private readonly states: number[] = [];
  /** Slot of the timer of a delayed process, or of the waiter of a waiting one. */
  private readonly waitSlots: number[] = [];
  private readonly requests: (Request | null)[] = [];
  private readonly interrupts: (Interrupted | null)[] = [];
  private readonly interruptHandler: HandlerId;
  private readonly wake = (process: number, value: number): void => this.resume(process, value, false);
  private living = 0;
  private running = -1;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.interruptHandler = kernel.register('process interrupt', (process) => this.resume(process, 0, true));
  }

  /** Processes that have not ended. */
  get alive(): number {
    return this.living;
  }

  /** Declares a kind of process; its name is what the fingerprint knows of its steps. */
  define(name: string, priority: PriorityClass, body: (argument: number) => ProcessBody): ProcessType {
    return { name, priority, handler: this.kernel.register(`process ${name}`, this.wake), body };
  }

  /** Starts a process after `delay` ticks. */
  spawn(type: ProcessType, argument: number, delay = 0): ProcessHandle {
    const process = this.table.take((type.handler << 3) | type.priority, argument, 0);
    this.bodies[process] = type.body(argument);
    this.states[process] = RESUMING;
    this.waitSlots[process] = -1;
    this.requests[process] = null;
    this.interrupts[process] = null;
    this.living++;
    this.kernel.scheduleSlot(delay, type.priority, type.handler, process, 0);
    return this.table.handleOf(process);
  }

  isAlive(handle: ProcessHandle): boolean {
    return this.table.slotOf(handle) >= 0;
  }

  /** The process whose code is running. Throws an Error outside of processes. */
  current(): ProcessHandle {
    if (this.running < 0) throw new Error('No process is running.');
    return this.table.handleOf(this.running);
  }

  /**
   * Ends what a process waits for and throws `Interrupted` at its yield, in this tick, class `change`. A process that is
   * running, not started yet, or already has its grant on the way keeps the grant and meets the interrupt at its next
   * yield: a grant is never undone. False where the process has ended or an earlier interrupt has not reached it yet.
   */
  interrupt(handle: ProcessHandle, cause: unknown): boolean {
    const process = this.table.slotOf(handle);
    if (process < 0 || this.interrupts[process] !== null) return false;
    this.interrupts[process] = new Interrupted(cause);
    if (this.detach(process)) {
      this.states[process] = RESUMING;
      this.kernel.scheduleSlot(0, PRIORITY.change, this.interruptHandler, process, 0);
    }
    return true;
  }

  /** Takes a process out of its wait; false where there is none to take it out of. */
  private detach(process: number): boolean {
    const state = this.states[process];
    if (state === DELAYED) {
      this.kernel.cancelSlot(this.waitSlots[process]!);
      return true;
    }
    if (state !== WAITING) return false;
    return this.requests[process]!.abandon(this.waitSlots[process]!, this.table.labels[process]!, process);
  }

  private resume(process: number, value: number, interrupted: boolean): void {
    this.running = process;
    this.states[process] = RESUMING;
    let ended = true;
    try {
      ended = this.advance(process, value, interrupted);
    } finally {
      this.running = -1;
      if (ended) this.end(process);
    }
  }

  /** Runs the generator to its next wait; true where it has returned. */
  private advance(process: number, value: number, interrupted: boolean): boolean {
    const body = this.bodies[process]!;
    const label = this.table.labels[process]!;
    const priority = (label & 7) as PriorityClass;
    let step = interrupted ? body.throw(this.takeInterrupt(process)) : body.next(value);
    for (;;) {
      if (step.done === true) return true;
      if (this.interrupts[process] !== null) {
        step = body.throw(this.takeInterrupt(process));
        continue;
      }
      const wait = step.value;
      if (typeof wait === 'number') {
        this.waitSlots[process] = this.kernel.scheduleSlot(wait, priority, label >> 3, process, 0);
        this.states[process] = DELAYED;
        return false;
      }
      const slot = wait.submit(priority, label >> 3, process);
      if (slot !== GRANTED) {
        this.waitSlots[process] = slot;
        this.requests[process] = wait;
        this.states[process] = WAITING;
        return false;
      }
      step = body.next(wait.granted);
    }
  }

  private takeInterrupt(process: number): Interrupted {
    const interrupt = this.interrupts[process]!;
    this.interrupts[process] = null;
    return interrupt;
  }

  private end(process: number): void {
    this.bodies[process] = null;
    this.requests[process] = null;
    this.interrupts[process] = null;
    this.table.release(process);
    this.living--;
  }
}
