import { type RewardRule, rewardRuleFaults } from './reward-rule.js';

/** What one epoch's emission became, in integer base units of the token. */
export interface EpochSettlement {
  readonly emission: bigint;
  /** One amount per work class of the rule, in its order. */
  readonly work: readonly bigint[];
  readonly stake: bigint;
  readonly owner: bigint;
  readonly burned: bigint;
  /** Emitted but not yet owed to anyone as a whole unit; goes into the next epoch. */
  readonly carried: bigint;
}

/** Shares are integers in parts of this; 1e15 keeps every decimal of a share that a double holds exactly enough. */
const PARTS = 1_000_000_000_000_000n;

/**
 * Money in whole base units (I5). What a class has got after each epoch is the floor of its share of all emission so
 * far, so that nothing is lost to rounding: emission + carried in = work + stake + owner + burned + carried out.
 * Emission stops at `supplyCap` (null for none).
 *
 * @example
 * const ledger = new EmissionLedger(rewardPreset('bittensor-41-41-18')!, null);
 * ledger.settle(1_000_000_000n).work[0]; // 410000000n
 */
export class EmissionLedger {
  private readonly parts: readonly bigint[];
  private readonly paid: bigint[];
  private readonly supplyCap: bigint | null;
  private issued = 0n;
  private readonly workClasses: number;

  constructor(rule: RewardRule, supplyCap: bigint | null) {
    const faults = rewardRuleFaults(rule);
    if (faults.length > 0) throw new Error(`The rule ${rule.id} cannot be settled: ${faults.join('; ')}.`);
    this.workClasses = rule.work.length;
    this.supplyCap = supplyCap;
    this.parts = integerShares([...rule.work.map((workClass) => workClass.share), rule.stake, rule.owner, rule.burn]);
    this.paid = this.parts.map(() => 0n);
  }

  /** All that was ever issued, burned units included. */
  get totalIssued(): bigint {
    return this.issued;
  }

  /** Divides an epoch's emission; what the cap forbids is not issued. Throws on a negative emission. */
  settle(scheduled: bigint): EpochSettlement {
    if (scheduled < 0n) throw new Error(`An epoch cannot emit ${scheduled}.`);
    const room = this.supplyCap === null ? scheduled : this.supplyCap - this.issued;
    const emission = scheduled < room ? scheduled : room > 0n ? room : 0n;
    this.issued += emission;
    let paidInAll = 0n;
    const amounts = this.parts.map((part, k) => {
      const owed = (this.issued * part) / PARTS;
      const amount = owed - this.paid[k]!;
      this.paid[k] = owed;
      paidInAll += owed;
      return amount;
    });
    const n = this.workClasses;
    return {
      emission,
      work: amounts.slice(0, n),
      stake: amounts[n]!,
      owner: amounts[n + 1]!,
      burned: amounts[n + 2]!,
      carried: this.issued - paidInAll,
    };
  }
}

/** Integer parts that sum to PARTS exactly; the rounding difference goes to the largest share. */
function integerShares(shares: readonly number[]): bigint[] {
  const parts = shares.map((share) => BigInt(Math.round(share * Number(PARTS))));
  const difference = PARTS - parts.reduce((sum, part) => sum + part, 0n);
  let largest = 0;
  for (let k = 1; k < parts.length; k++) if (parts[k]! > parts[largest]!) largest = k;
  parts[largest]! += difference;
  return parts;
}

/** Resolution of a cohort's weight. */
const WEIGHT_SCALE = 2 ** 40;

/**
 * Divides a class's amount among cohorts by weight: cohort i gets the floor of the amount up to and including it less
 * the floor up to the one before, so that the shares sum to the amount. All weights zero: nobody is paid, returns null.
 *
 * @example
 * settleCohorts(10n, [1, 1, 1]); // [3n, 3n, 4n]
 */
export function settleCohorts(amount: bigint, weights: readonly number[]): bigint[] | null {
  let total = 0;
  for (const weight of weights) {
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw new Error(`A cohort cannot weigh ${weight}.`);
    total += weight;
  }
  if (!(total > 0)) return null;
  const scaled = weights.map((weight) => BigInt(Math.round((weight / total) * WEIGHT_SCALE)));
  const sum = scaled.reduce((a, b) => a + b, 0n);
  let cumulative = 0n;
  let before = 0n;
  return scaled.map((weight) => {
    cumulative += weight;
    const upTo = (amount * cumulative) / sum;
    const share = upTo - before;
    before = upTo;
    return share;
  });
}
