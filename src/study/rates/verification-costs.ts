import {
  GONKA_FRAUD_THRESHOLD,
  GONKA_HONEST_MISMATCH,
  GONKA_VALIDATION_SAMPLE,
  gonkaFlagCount,
  gonkaFraudTail,
} from '../../pow-model/protocols/gonka/fraud-test.js';
import { type InferenceCheck, logitsCheck, toplocCheck } from '../../pow-model/verification/inference-checks.js';
import { detectionProbability, deterrentSlash } from '../../pow-model/verification/spot-check.js';

/** What checking a protocol's work costs, and what it deters. */
export interface VerificationCost {
  readonly protocol: string;
  /** What a verifier does. */
  readonly check: string;
  /** Verifier's work over the work checked; null with the reason where it depends on the size of the work. */
  readonly workShare: number | null;
  readonly proofBytes: number | null;
  /** Chance that a check finds a miner of whose units the share `falseShare` is false. */
  readonly detection: number;
  /** Least slash that makes such cheating lose on average, over what it gains. */
  readonly slashOverGain: number;
  readonly reason: string;
}

/** Share of false work for which detection is shown. */
export const FALSE_SHARE = 0.05;
/** The request that is checked; prefill is 100 times faster than decode a token (TOPLOC, arXiv 2501.16007). */
const REQUEST = { promptTokens: 1024, outputTokens: 1024, prefillSecondsPerToken: 0.01, decodeSecondsPerToken: 1 };
const ASSUMED = '1024 tokens in and out, prefill 100 times faster than decode; 200 responses checked';

/**
 * Verification of every protocol that is checked by recomputing a part, at 5 % of false work.
 *
 * @example
 * verificationCosts().map(({ protocol }) => protocol) // ['gonka-v1', 'logits', 'toploc']
 */
export function verificationCosts(): VerificationCost[] {
  const flagged = gonkaFlagCount(GONKA_VALIDATION_SAMPLE, GONKA_HONEST_MISMATCH, GONKA_FRAUD_THRESHOLD)!;
  // A false nonce never matches; an honest one fails at its own small rate.
  const rate = FALSE_SHARE + (1 - FALSE_SHARE) * GONKA_HONEST_MISMATCH;
  const gonka = gonkaFraudTail({ sampled: GONKA_VALIDATION_SAMPLE, bad: flagged, honestRate: rate });
  return [
    {
      protocol: 'gonka-v1',
      check: `${GONKA_VALIDATION_SAMPLE} nonces of each participant recomputed, flagged from ${flagged} mismatches`,
      workShare: null,
      proofBytes: null,
      detection: gonka,
      slashOverGain: deterrentSlash(1, gonka),
      reason: `${GONKA_VALIDATION_SAMPLE} nonces a validator over those of the participant`,
    },
    ofResponses('logits', 'one output token of each response recomputed by one validator', logitsCheck(REQUEST, 1, 1)),
    ofResponses('toploc', 'one prefill pass over each response', toplocCheck(REQUEST)),
  ];
}

/** Every response is one unit: what is checked is found if it is false. */
function ofResponses(protocol: string, check: string, { costShare, proofBytes }: InferenceCheck): VerificationCost {
  const detection = detectionProbability(FALSE_SHARE, RESPONSES);
  return {
    protocol,
    check,
    workShare: costShare,
    proofBytes,
    detection,
    slashOverGain: deterrentSlash(1, detection),
    reason: ASSUMED,
  };
}

/** Responses of a miner that are checked between two settlements, as many as Gonka samples. */
const RESPONSES = GONKA_VALIDATION_SAMPLE;
