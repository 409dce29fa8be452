import type { ChipDesign } from '../../../chips/chip/chip-design.js';
import { widenedPeakOpsPerSec } from '../../../chips/chip/datapath.js';
import { dieArea } from '../../../chips/silicon/die-area.js';
import { nearestProcessNode } from '../../../chips/silicon/process-node.js';
import { canonicalJson } from '../../../foundation/record/canonical-json.js';
import { sha256Hex } from '../../../foundation/record/hash.js';
import { memoCostModel } from '../../../kernels/compose/memo-cost-model.js';
import type { CostModel } from '../../../kernels/roofline/cost-model.js';
import { DEFAULT_MINERS, MERCHANT_MAKER } from '../../../pow-model/market/fleet/miner-defaults.js';
import { bandContents } from '../../../pow-model/market/runs/band-contents.js';
import { compareRules } from '../../../pow-model/market/runs/compare-rules.js';
import type { CompareInput } from '../../../pow-model/market/scenario/compare-input.js';
import { DEFAULT_UNCERTAINTY } from '../../../pow-model/market/scenario/uncertainty-defaults.js';
import type { RewardRule } from '../../../pow-model/rules/reward-rule.js';
import { dtypeLayout } from '../../../workloads/operators/dtype.js';
import { chainRulesOf, ruleOf } from '../../files/fields/reward-rule-fields.js';
import { machineProfile } from '../machine/machine-profile.js';
import { runWorkload } from '../machine/run-workload.js';
import { machinePriceUsd, type StudyContext, type StudyMachine } from '../machine/study-machine.js';
import type { WorkloadResult } from '../machine/workload-result.js';
import type { ResolvedStudy } from './resolve-study.js';
import type { MachineResult, PaidWorkloadOutcome, RewardsOutcome } from './rewards-outcome.js';
import { studyAssumptions } from './study-assumptions.js';

/** Called as parts of a study finish. */
export type StudyProgress = (share: number, label: string) => void;

const COMPARISON = 'Comparison rule A: equal emission and equal coin price under every rule';

/**
 * Simulates every machine on every workload and then the market of each paid workload under every reward rule. Pure:
 * the same study and seed give the same outcome to the bit.
 */
export function runRewards(study: ResolvedStudy, costModel: CostModel, progress: StudyProgress): RewardsOutcome {
  const { file } = study;
  const context: StudyContext = {
    model: memoCostModel(costModel),
    scenario: file.scenario,
  };
  const steps = study.machines.length * file.workloads.length + file.paid.length;
  let step = 0;
  const advance = (label: string): void => progress(step++ / steps, label);
  const results = study.machines.map((machine) =>
    study.workloads.map((workload) => {
      advance(`${machine.label}: ${workload.label}`);
      return runWorkload(machine, workload, context);
    }),
  );
  const paid = file.paid.map((name) => {
    advance(`market of ${name}`);
    return paidOutcome(name, study, results);
  });
  progress(1, 'done');
  const outcome = {
    kind: 'chips-to-rewards' as const,
    name: file.name,
    title: file.title,
    seed: String(file.seed),
    assumptions: studyAssumptions(study),
    machines: study.machines.map((machine, index) => machineResult(machine, results[index]!)),
    paid,
    chains: chainRulesOf(file.rules),
  };
  return { ...outcome, fingerprint: sha256Hex(canonicalJson(outcome)) };
}

function paidOutcome(name: string, study: ResolvedStudy, results: readonly WorkloadResult[][]): PaidWorkloadOutcome {
  const { file } = study;
  const { scenario } = file;
  const index = study.workloads.findIndex((workload) => workload.id === name);
  const { label } = study.workloads[index]!;
  const profiles = study.machines.flatMap((machine, m) => machineProfile(machine, results[m]![index]!) ?? []);
  const input: CompareInput = {
    rules: file.rules.map(ruleOf).filter((rule): rule is RewardRule => rule !== null),
    markets: [
      {
        workloadClass: 'large-model',
        label,
        machines: profiles.map((profile) => ({
          profile,
          entry: { kind: 'purchase' },
          maker: MERCHANT_MAKER,
          availableFromYear: 0,
          progressPerYear: 0,
        })),
      },
    ],
    miners: {
      ...DEFAULT_MINERS,
      sites: { kind: 'lognormal', medianUsdPerKwh: scenario.electricity, logSd: scenario.electricityLogSd },
      pue: scenario.pue,
      discountPerYear: scenario.discount,
    },
    token: {
      emissionUsdPerYear: scenario.emission,
      marketValueUsd: scenario.marketValue,
      stakedFraction: scenario.stakedFraction,
      stakeAttackShare: scenario.stakeAttackShare,
      workAttackShare: scenario.workAttackShare,
      price: {
        kind: 'gbm',
        driftPerYear: scenario.priceDrift,
        volatilityPerSqrtYear: scenario.priceVolatility,
      },
    },
    uncertainty: DEFAULT_UNCERTAINTY,
    horizonYears: scenario.horizon,
    runs: scenario.runs,
    seed: `${file.seed}`,
  };
  return {
    workload: name,
    label,
    comparison: COMPARISON,
    bandContents: bandContents(input),
    rules: compareRules(input),
  };
}

function machineResult(machine: StudyMachine, workloads: readonly WorkloadResult[]): MachineResult {
  const { chip, dtype, batch } = machine.spec;
  const { count, tp, pp, footprint } = machine.placement;
  const price = machinePriceUsd(chip, count);
  const peak = widenedPeakOpsPerSec(chip, dtypeLayout(dtype).rate);
  return {
    id: machine.id,
    label: machine.label,
    chip: chip.id,
    chipName: chip.name,
    kind: chip.kind,
    hypothetical: chip.hypothetical,
    count,
    tp,
    pp,
    dtype,
    batch,
    priceUsd: price ?? { value: null, reason: `${chip.name} has no price.` },
    priceConfidence: chip.priceUsd?.confidence ?? 'low',
    peakOpsPerSec: (peak?.opsPerSec ?? 0) * count,
    bandwidthBytesPerSec: chip.memory.bandwidthBytesPerSec.value * count,
    floorPlan: floorPlanOf(chip.design),
    memory: {
      capacityBytesPerChip: chip.memory.capacityBytes.value,
      parts: footprint.parts.map(({ name, bytes }) => ({ part: name, bytesPerChip: bytes })),
    },
    workloads,
  };
}

function floorPlanOf(design: ChipDesign | null): MachineResult['floorPlan'] {
  if (design === null) return [];
  const area = dieArea(design, nearestProcessNode(design.processNm));
  return area.components.map(({ name, mm2 }) => ({ name, mm2: mm2.value }));
}
