export const WAITS_FOR_DRAM = 0;
export const WAITS_FOR_BANK = 1;
export const WAITS_FOR_PORT = 2;

/** Where the time of lanes goes, by cause, in ticks summed over lanes. A wait is charged to what the awaited load was in. */
export class StallClock {
  compute = 0;
  dram = 0;
  bank = 0;
  noc = 0;
  store = 0;
  /** Time in which loads waited for room. */
  loadsHeld = 0;

  /** Since when each lane has had nothing to do; the end of its last work. */
  private readonly idleSince: Float64Array;
  private readonly storeSince: Float64Array;
  private readonly heldSince: Float64Array;
  private readonly askedAt: Float64Array;
  private readonly deliveredAt: Float64Array;
  private readonly bankAt: Float64Array;

  constructor(lanes: number, room: number) {
    this.idleSince = new Float64Array(lanes);
    this.storeSince = new Float64Array(lanes);
    this.heldSince = new Float64Array(lanes).fill(-1);
    this.askedAt = new Float64Array(lanes * room);
    this.deliveredAt = new Float64Array(lanes * room);
    this.bankAt = new Float64Array(lanes * room);
  }

  /** A load was asked for, and main memory (where it goes there) will have answered at `deliveredAt`. */
  asked(slot: number, now: number, deliveredAt: number): void {
    this.askedAt[slot] = now;
    this.deliveredAt[slot] = deliveredAt;
  }

  passedBank(slot: number, tick: number): void {
    this.bankAt[slot] = tick;
  }

  /** A lane begins a block, which takes `work` of the time until `end`; for the rest its last bytes wait for `heldBy`. */
  began(lane: number, slot: number, now: number, end: number, work: number, heldBy: number): void {
    const since = this.idleSince[lane]!;
    const delivered = Math.min(now, Math.max(since, this.deliveredAt[slot]!));
    const banked = Math.min(now, Math.max(delivered, this.bankAt[slot]!));
    const asked = Math.min(delivered, Math.max(since, this.askedAt[slot]!));
    this.dram += delivered - asked;
    this.bank += banked - delivered;
    this.noc += now - banked + (asked - since);
    const rest = end - now - work;
    if (heldBy === WAITS_FOR_DRAM) this.dram += rest;
    else if (heldBy === WAITS_FOR_BANK) this.bank += rest;
    else this.noc += rest;
    this.compute += work;
    this.idleSince[lane] = end;
    this.storeSince[lane] = end;
  }

  stored(lane: number, now: number): void {
    this.store += now - this.storeSince[lane]!;
    this.idleSince[lane] = now;
  }

  /** Whether a lane's next load is held back by a full local memory from now on. */
  held(lane: number, now: number, isHeld: boolean): void {
    const since = this.heldSince[lane]!;
    if (since >= 0) this.loadsHeld += now - since;
    this.heldSince[lane] = isHeld ? now : -1;
  }

  /** Time in which lanes had no work left, of a run of so many ticks. */
  idle(endTick: number): number {
    return this.idleSince.reduce((sum, since) => sum + Math.max(0, endTick - since), 0);
  }
}
