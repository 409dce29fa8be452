/** A share of the emission that is paid for one class of work. */
export interface WorkClassShare {
  readonly label: string;
  /** Names the market that competes for this share, such as `large-model` or `other`. */
  readonly workloadClass: string;
  /** Share of the whole emission, 0 to 1. */
  readonly share: number;
}

/** How emission is divided. All shares are of the whole emission and sum to 1. */
export interface RewardRule {
  readonly id: string;
  readonly label: string;
  readonly work: readonly WorkClassShare[];
  readonly stake: number;
  readonly owner: number;
  readonly burn: number;
  /** How the shares follow from the protocol, in plain words. */
  readonly derivation: string;
  readonly source: string;
}

/** Largest difference from 1 that is rounding of shares written in decimal. */
const SHARE_SUM_TOLERANCE = 1e-9;

/** Share of the emission that is paid for work of any class. */
export function workShare(rule: RewardRule): number {
  return rule.work.reduce((sum, workClass) => sum + workClass.share, 0);
}

/**
 * What is wrong with a rule's shares, one plain sentence each; empty when the rule is sound.
 *
 * @example
 * rewardRuleFaults({ ...POS_ONLY, stake: 1.01 }); // ['shares sum to 1.01, not 1']
 */
export function rewardRuleFaults(rule: RewardRule): string[] {
  const faults: string[] = [];
  const parts: [string, number][] = [
    ...rule.work.map((workClass): [string, number] => [`work share "${workClass.label}"`, workClass.share]),
    ['stake share', rule.stake],
    ['owner share', rule.owner],
    ['burn share', rule.burn],
  ];
  for (const [name, share] of parts) {
    if (!(share >= 0 && share <= 1)) faults.push(`${name} is ${share}, outside 0 to 1`);
  }
  const sum = parts.reduce((total, [, share]) => total + share, 0);
  if (!(Math.abs(sum - 1) <= SHARE_SUM_TOLERANCE)) {
    faults.push(`shares sum to ${Math.round(sum * 1e9) / 1e9}, not 1`);
  }
  const labels = rule.work.map((workClass) => workClass.label);
  if (new Set(labels).size < labels.length) faults.push('two classes of work carry the same label');
  return faults;
}
