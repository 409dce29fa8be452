import type { Estimate } from '../../../foundation/quantity/estimate.js';
import { addEstimates, scaleEstimate, shiftEstimate } from '../../../foundation/quantity/estimate-arithmetic.js';
import { absent, type Reasoned } from '../../../foundation/quantity/reasoned.js';
import type { RequestRun } from './inference-request.js';

/** How long a user waits; every request of the batch waits as long. The host's wait is in each figure. */
export interface RequestLatency {
  /** TTFT, time to the first token: the prefill, whose head gives it. */
  readonly ttftSec: Estimate;
  /** TPOT, mean time per output token after the first: (E2E - TTFT) / (output - 1). */
  readonly tpotSec: Reasoned<Estimate>;
  /** ITL, inter-token latency, of the second token and of the last: it grows with the context. */
  readonly itlSec: Reasoned<{ readonly first: Estimate; readonly last: Estimate }>;
  /** E2E, from the prompt to the last token. */
  readonly e2eSec: Estimate;
}

/** TTFT, TPOT, ITL and E2E of a request on a machine that serves nothing else: without queues, which only traffic brings. */
export function requestLatency(run: RequestRun, hostGapSec: number): RequestLatency {
  const ttftSec = shiftEstimate(run.prefill.seconds, hostGapSec);
  const steps = run.outputTokens - 1;
  const e2eSec = shiftEstimate(addEstimates(run.prefill.seconds, run.decodeSeconds), hostGapSec * run.passes);
  const none = absent('The answer is one token, which the prefill gives.');
  if (run.stepEnds === null) return { ttftSec, tpotSec: none, itlSec: none, e2eSec };
  const { first, last } = run.stepEnds;
  return {
    ttftSec,
    tpotSec: shiftEstimate(scaleEstimate(run.decodeSeconds, 1 / steps), hostGapSec),
    itlSec: { first: shiftEstimate(first, hostGapSec), last: shiftEstimate(last, hostGapSec) },
    e2eSec,
  };
}
