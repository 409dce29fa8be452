import { MONTHS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import type { MachineOffer } from './machine-offer.js';
import { cheapestOffer } from './start-fleet.js';

/** Which machines were the best of the last steps: what is delivered is divided among them by their steps. */
export class SoldMix {
  private readonly lastBest: Int32Array;
  private readonly stepsOf: Int32Array;
  private readonly members: Int32Array;
  private next = 0;
  private distinct = 0;

  constructor(offers: readonly MachineOffer[], months: number, stepsPerYear: number) {
    const steps = Math.max(1, Math.round((months * stepsPerYear) / MONTHS_PER_YEAR));
    this.lastBest = new Int32Array(steps).fill(-1);
    this.stepsOf = new Int32Array(offers.length);
    this.members = new Int32Array(offers.length);
    for (let back = steps; back >= 1; back--) {
      const best = cheapestOffer(offers, -back / stepsPerYear);
      if (best >= 0) this.note(best);
    }
  }

  /** Machines in the mix. */
  get size(): number {
    return this.distinct;
  }

  machineAt(k: number): number {
    return this.members[k]!;
  }

  shareAt(k: number): number {
    let total = 0;
    for (let i = 0; i < this.distinct; i++) total += this.stepsOf[this.members[i]!]!;
    return this.stepsOf[this.members[k]!]! / total;
  }

  /** Enters the best machine of a step and drops that of the step that leaves the window. */
  note(best: number): void {
    const leaves = this.lastBest[this.next]!;
    this.lastBest[this.next] = best;
    this.next = (this.next + 1) % this.lastBest.length;
    if (leaves === best) return;
    if (leaves >= 0 && --this.stepsOf[leaves]! === 0) this.remove(leaves);
    if (this.stepsOf[best]!++ === 0) this.members[this.distinct++] = best;
  }

  private remove(machine: number): void {
    const at = this.members.indexOf(machine);
    for (let i = at; i < this.distinct - 1; i++) this.members[i] = this.members[i + 1]!;
    this.distinct--;
  }
}
