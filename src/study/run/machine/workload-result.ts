import type { Band, Estimate } from '../../../foundation/quantity/estimate.js';
import type { Reasoned } from '../../../foundation/quantity/reasoned.js';
import type { RequestLatency } from '../../../sim/machine/request/request-latency.js';

/** One phase of a workload on a machine, as simulated. */
export interface PhaseReport {
  readonly phase: 'prefill' | 'decode' | 'hashing';
  /** One pass of the phase: a prefill of the whole batch, one decode step at the mean context, one second of hashing. */
  readonly seconds: Estimate;
  readonly joules: Estimate;
  /** Tokens that the pass produces or reads; null for hashing. */
  readonly tokens: number | null;
  readonly flops: number;
  /** Main-memory bytes of all chips together. */
  readonly bytes: number;
  /** Seconds by group of operators, in order of first appearance. */
  readonly groups: readonly { readonly group: string; readonly seconds: number }[];
  readonly fingerprint: string;
}

/** What a machine does under one workload. */
export interface WorkloadResult {
  readonly workload: string;
  readonly phases: readonly PhaseReport[];
  /** Work units per second of the workload's own unit. */
  readonly workUnit: 'hash' | 'mac' | 'token';
  readonly workPerSec: Reasoned<Band>;
  readonly tokensPerSec: Reasoned<Band>;
  readonly joulesPerToken: Reasoned<Band>;
  readonly joulesPerWorkUnit: Reasoned<Band>;
  readonly powerW: Reasoned<Band>;
  /** TTFT, TPOT, ITL and E2E of the requests, which do not queue. */
  readonly latency: Reasoned<RequestLatency>;
  /** Energy, and boards at their price: what a producer pays who buys them. */
  readonly producerUsdPerMillionTokens: Reasoned<Band>;
  /** Energy, and boards at what they cost their maker; for chips with a floor plan. */
  readonly makerUsdPerMillionTokens: Reasoned<Band>;
  readonly usefulShare: number;
  readonly notes: readonly string[];
}
