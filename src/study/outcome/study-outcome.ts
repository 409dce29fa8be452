import type { Band, Estimate } from '../../foundation/quantity/estimate.js';
import type { Reasoned } from '../../foundation/quantity/reasoned.js';
import type { RuleOutcome } from '../../pow-model/market/runs/rule-outcomes.js';
import type { RequestLatency } from '../../sim/machine/request-latency.js';

/** One line of the sum that a refusal or a report shows. */
export interface MemoryPart {
  readonly part: string;
  readonly bytesPerChip: number;
}

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

export interface MachineResult {
  readonly id: string;
  readonly label: string;
  readonly chip: string;
  readonly chipName: string;
  readonly kind: string;
  readonly hypothetical: boolean;
  readonly count: number;
  readonly tensor: number;
  readonly pipeline: number;
  readonly dtype: string;
  readonly batch: number;
  readonly priceUsd: Reasoned<Band>;
  readonly priceConfidence: string;
  readonly peakOpsPerSec: number;
  readonly bandwidthBytesPerSec: number;
  /** Blocks of one chip's dies; empty for chips without a floor plan. */
  readonly floorPlan: readonly { readonly name: string; readonly mm2: number }[];
  readonly memory: {
    readonly capacityBytesPerChip: number;
    readonly parts: readonly MemoryPart[];
  };
  readonly workloads: readonly WorkloadResult[];
}

/** Reward rules compared on one paid workload. */
export interface PaidWorkloadOutcome {
  readonly workload: string;
  readonly label: string;
  readonly comparison: string;
  readonly bandContents: string;
  readonly rules: readonly RuleOutcome[];
}

/** Everything a study found; canonical JSON of it is byte-identical for the same study file and seed. */
export interface StudyOutcome {
  readonly study: string;
  readonly title: string;
  readonly seed: string;
  readonly assumptions: readonly string[];
  readonly machines: readonly MachineResult[];
  readonly paid: readonly PaidWorkloadOutcome[];
  readonly fingerprint: string;
}
