import type { Band } from '../../../foundation/quantity/estimate.js';
import type { Reasoned } from '../../../foundation/quantity/reasoned.js';
import type { RuleOutcome } from '../../../pow-model/market/runs/rule-outcomes.js';
import type { ChainRule } from '../../files/fields/reward-rule-fields.js';
import type { WorkloadResult } from '../machine/workload-result.js';

/** One line of the sum that a refusal or a report shows. */
export interface MemoryPart {
  readonly part: string;
  readonly bytesPerChip: number;
}

export interface MachineResult {
  readonly id: string;
  readonly label: string;
  readonly chip: string;
  readonly chipName: string;
  readonly kind: string;
  readonly hypothetical: boolean;
  readonly count: number;
  readonly tp: number;
  readonly pp: number;
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
export interface RewardsOutcome {
  readonly kind: 'chips-to-rewards';
  readonly name: string;
  readonly title: string;
  readonly seed: string;
  readonly assumptions: readonly string[];
  readonly machines: readonly MachineResult[];
  readonly paid: readonly PaidWorkloadOutcome[];
  /** Rules that a chain's own functions gave. */
  readonly chains: readonly ChainRule[];
  readonly fingerprint: string;
}
