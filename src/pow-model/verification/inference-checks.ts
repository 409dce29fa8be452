import { requireCount, ruleViolation } from '../protocols/rule-violation.js';

/** What checking one response costs beside producing it. */
export interface InferenceCheck {
  /** Verifier seconds over generation seconds. */
  readonly costShare: number;
  readonly proofBytes: number;
}

export interface ResponseCost {
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** Seconds a token of a long prefill and of a decode step on the same machine; from the kernel model. */
  readonly prefillSecondsPerToken: number;
  readonly decodeSecondsPerToken: number;
}

// PrimeIntellect-ai/toploc@7ab7bcd:README.md: 258 bytes for each 32 tokens.
const TOPLOC_BYTES = 258;
const TOPLOC_TOKENS = 32;
const LOGITS_HASH_BYTES = 32;

function generationSeconds(response: ResponseCost): number {
  requireCount(response.promptTokens, 'promptTokens');
  if (requireCount(response.outputTokens, 'outputTokens') === 0n) {
    throw ruleViolation('output-tokens', 'outputTokens', 'There is no output to check.', 'Give 1 or more.');
  }
  return (
    response.promptTokens * response.prefillSecondsPerToken + response.outputTokens * response.decodeSecondsPerToken
  );
}

/**
 * A TOPLOC check: the verifier runs prompt and output through the model in one prefill pass and compares activations.
 *
 * @example
 * toplocCheck({ promptTokens: 0, outputTokens: 64, prefillSecondsPerToken: 0.001, decodeSecondsPerToken: 0.1 }) // { costShare: 0.01, proofBytes: 516 }
 */
export function toplocCheck(response: ResponseCost): InferenceCheck {
  const pass = (response.promptTokens + response.outputTokens) * response.prefillSecondsPerToken;
  return {
    costShare: pass / generationSeconds(response),
    proofBytes: TOPLOC_BYTES * Math.ceil(response.outputTokens / TOPLOC_TOKENS),
  };
}

/**
 * Proof of logits: each of `validators` runs the context up to the last of a few random output tokens as one prefill pass,
 * on average c / (c + 1) of the output for c tokens, and compares hashes of logits; the deployed network claims below 1 %.
 */
export function logitsCheck(response: ResponseCost, checkedTokens: number, validators: number): InferenceCheck {
  requireCount(checkedTokens, 'checkedTokens');
  requireCount(validators, 'validators');
  const reached = response.outputTokens * (checkedTokens / (checkedTokens + 1));
  const pass = checkedTokens === 0 ? 0 : (response.promptTokens + reached) * response.prefillSecondsPerToken;
  return {
    costShare: (validators * pass) / generationSeconds(response),
    proofBytes: LOGITS_HASH_BYTES * response.outputTokens,
  };
}
