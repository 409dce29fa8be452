/**
 * Who goes first among events of one tick; lower runs earlier. The set is closed so that every model orders its
 * ties the same way; adding a class is a change of the engine, with its reason here.
 *
 * - `completion`: work that ends at a tick gives back what it holds before anyone asks for it at that tick.
 * - `change`: failures, interrupts and new parameters hold for everything that is decided at their tick.
 * - `arrival`: new work enters a state in which everything that ended or changed is already known.
 * - `decision`: schedulers and batchers see all arrivals of the tick, not the half that happened to come first.
 * - `observation`: probes and reports see the state that the tick leaves behind.
 */
export const PRIORITY = { completion: 0, change: 1, arrival: 2, decision: 3, observation: 4 } as const;

export type PriorityClass = (typeof PRIORITY)[keyof typeof PRIORITY];

export const PRIORITY_CLASS_COUNT = 5;
