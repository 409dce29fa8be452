/** Thrown at the yield of an interrupted process. */
export class Interrupted extends Error {
  /** What the interrupter gave as the reason. */
  readonly reason: unknown;

  constructor(reason: unknown) {
    super(`The process was interrupted: ${String(reason)}.`);
    this.name = 'Interrupted';
    this.reason = reason;
  }
}
