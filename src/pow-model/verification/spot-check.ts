import { exp, log1p } from '../../foundation/numeric/portable-math.js';
import { requireCount, requireShare, ruleViolation } from '../protocols/rule-violation.js';

/**
 * Chance that at least one of `samples` random checks hits a share `badShare` of false work: 1 - (1 - f)^m.
 *
 * @example
 * detectionProbability(0.5, 2) // 0.75
 */
export function detectionProbability(badShare: number, samples: number): number {
  requireShare(badShare, 'badShare');
  requireCount(samples, 'samples');
  if (samples === 0 || badShare === 0) return 0;
  return badShare === 1 ? 1 : 1 - exp(samples * log1p(-badShare));
}

/**
 * Least slash that makes cheating lose on average when it is detected with `probability`: gain x (1 - p) / p, in the unit
 * of the gain.
 */
export function deterrentSlash(gain: number, probability: number): number {
  requireShare(probability, 'probability');
  if (probability === 0) return Number.POSITIVE_INFINITY;
  return (gain * (1 - probability)) / probability;
}

export interface NetworkVerification {
  readonly validators: number;
  /** Participants that each validator checks. */
  readonly participants: number;
  /** Units of work recomputed for each participant. */
  readonly samples: number;
  /** Units of work of the whole network in the same time. */
  readonly totalUnits: number;
  /** Cost of recomputing a unit over that of producing it: 1 for a full re-run, 1/100 for a prefill check. */
  readonly costRatio: number;
}

/**
 * Work spent on verification over the work verified.
 *
 * @example
 * networkVerificationShare({ validators: 10, participants: 100, samples: 200, totalUnits: 2_000_000, costRatio: 1 }) // 0.1
 */
export function networkVerificationShare(input: NetworkVerification): number {
  const { validators, participants, samples, totalUnits, costRatio } = input;
  if (!(totalUnits > 0)) throw ruleViolation('total-units', 'totalUnits', `${totalUnits}.`, 'Give more than 0.');
  return (validators * participants * samples * costRatio) / totalUnits;
}
