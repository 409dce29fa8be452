import type { PriorityClass } from './priority-class.js';

/** `submit` granted the request at once. */
export const GRANTED = -1;

/** What a process may yield besides a delay: something it waits for. */
export interface Request {
  /** Value that the yield returns after an immediate grant. */
  readonly granted: number;
  /** Asks; GRANTED, or the slot of a waiter whose `handler(argument, value)` fires when the request is granted. */
  submit(priority: PriorityClass, handler: number, argument: number): number;
  /** Takes the waiter back out; false where the grant is already under way. */
  abandon(slot: number, label: number, argument: number): boolean;
}
