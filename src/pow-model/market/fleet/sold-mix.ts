import { MONTHS_PER_YEAR, WEEKS_PER_YEAR } from './break-even.js';
import type { MachineOffer } from './machine-offer.js';
import { cheapestOffer } from './start-fleet.js';

/** Which machines were the best of the last weeks: what is delivered is divided among them by their weeks. */
export class SoldMix {
  private readonly lastBest: Int32Array;
  private readonly weeksOf: Int32Array;
  private readonly members: Int32Array;
  private next = 0;
  private distinct = 0;

  constructor(offers: readonly MachineOffer[], months: number) {
    const weeks = Math.max(1, Math.round((months * WEEKS_PER_YEAR) / MONTHS_PER_YEAR));
    this.lastBest = new Int32Array(weeks).fill(-1);
    this.weeksOf = new Int32Array(offers.length);
    this.members = new Int32Array(offers.length);
    for (let back = weeks; back >= 1; back--) {
      const best = cheapestOffer(offers, -back / WEEKS_PER_YEAR);
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
    for (let i = 0; i < this.distinct; i++) total += this.weeksOf[this.members[i]!]!;
    return this.weeksOf[this.members[k]!]! / total;
  }

  /** Enters the best machine of a week and drops that of the week that leaves the window. */
  note(best: number): void {
    const leaves = this.lastBest[this.next]!;
    this.lastBest[this.next] = best;
    this.next = (this.next + 1) % this.lastBest.length;
    if (leaves === best) return;
    if (leaves >= 0 && --this.weeksOf[leaves]! === 0) this.remove(leaves);
    if (this.weeksOf[best]!++ === 0) this.members[this.distinct++] = best;
  }

  private remove(machine: number): void {
    const at = this.members.indexOf(machine);
    for (let i = at; i < this.distinct - 1; i++) this.members[i] = this.members[i + 1]!;
    this.distinct--;
  }
}
