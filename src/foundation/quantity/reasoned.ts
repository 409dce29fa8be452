/** A figure that does not apply: null with a reason in one sentence, never 0. */
export interface Absent {
  readonly value: null;
  readonly reason: string;
}

/** A figure, or why there is none. */
export type Reasoned<T> = T | Absent;

/**
 * A figure that does not apply.
 *
 * @example
 * absent('A hash has no tokens.') // { value: null, reason: 'A hash has no tokens.' }
 */
export function absent(reason: string): Absent {
  return { value: null, reason };
}

/** Whether a figure is missing, with the reason. */
export function isAbsent<T extends object>(figure: Reasoned<T>): figure is Absent {
  return 'reason' in figure;
}
