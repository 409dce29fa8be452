/** How a model is served where nobody says otherwise: options of commands, fields of files and the library read it here. */
export const MACHINE_DEFAULTS = {
  dtype: 'bf16',
  kvDtype: 'bf16',
  /** Sequences at once of one step that is looked at by itself. */
  batchOfStep: 1,
  /** Sequences at once of a machine that serves requests. */
  batchServed: 32,
  /** Keys that a decode step sees, prompt and answer of a request. */
  contextTokens: 1024,
  inputTokens: 1024,
  outputTokens: 1024,
  /** Wait of a pass for its host, at idle power. Assumption: scheduling and sampling of a serving engine. */
  hostGapSec: 1.2e-3,
} as const;

/**
 * Decode steps of a request that are simulated; the rest follow by the trapezoid rule. A step's time grows nearly
 * linearly with its context: against every one of 1023 steps the sum is off by less than 0.03 %.
 */
export const DECODE_SAMPLES = 17;
