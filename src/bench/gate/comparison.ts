import type { Band } from '../../foundation/quantity/estimate.js';

export type Verdict = 'regressed' | 'improved' | 'same' | 'inconclusive';
export type Outcome = 'pass' | 'regression' | 'inconclusive' | 'not-comparable';

/** What was found of one measured metric. Changes are relative and positive where the head is worse. */
export interface MeasuredFinding {
  readonly kind: 'measured';
  readonly name: string;
  readonly unit: string;
  readonly direction: 'lower' | 'higher';
  readonly verdict: Verdict;
  /** Median with its 95 % interval. */
  readonly change: Band;
  /** What 95 % of comparisons of identical code in this design stay below; null where too few samples tell. */
  readonly noise: number | null;
  /** What the interval's low end has to clear to be called regressed. */
  readonly bar: number | null;
  /** Of the verdict; adjusted over the suite for changes. */
  readonly pValue: number;
  readonly n: number;
  /** Pairs that would decide an inconclusive metric; null where over 100,000, or decided. */
  readonly needed: number | null;
  readonly base: number;
  readonly head: number;
  /** Whether fresh runs of what was flagged agreed; null where none were made. */
  readonly confirmed: boolean | null;
}

/** What was found of one deterministic metric. */
export interface ExactFinding {
  readonly kind: 'exact';
  readonly name: string;
  readonly unit: string;
  readonly verdict: 'same' | 'changed';
  readonly base: number | string;
  readonly head: number | string;
  /** Head over base minus one; null for texts and where the base is zero. */
  readonly change: number | null;
  readonly tolerance: number;
}

export type Finding = MeasuredFinding | ExactFinding;

/** Two files of results, compared. */
export interface Comparison {
  readonly labels: { readonly base: string; readonly head: string };
  readonly design: 'interleaved' | 'apart';
  readonly minEffect: number;
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  /** Names that only the base has, and that only the head has: a renamed benchmark is one of each. */
  readonly missing: readonly string[];
  readonly added: readonly string[];
  readonly incompatible: readonly { readonly name: string; readonly reason: string }[];
  readonly differingEnvironment: readonly {
    readonly key: string;
    readonly base: string | null;
    readonly head: string | null;
  }[];
  readonly warnings: readonly string[];
  /** Of the measured changes over the metrics that both sides have. */
  readonly geometricMean: number | null;
}
