import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { type RewardRule, workShare } from '../../rules/reward-rule.js';
import type { CoinSchedule } from '../demand/coin-schedule.js';
import type { ClassMarket } from '../fleet/market-input.js';
import { bandSeries } from '../metrics/band-over-runs.js';
import type { ClassRun } from '../metrics/class-run.js';
import { type ClassRuns, type RuleRuns, ruleMetrics } from '../metrics/rule-metrics.js';
import type { CompareInput } from '../scenario/compare-input.js';
import { bandContents } from './band-contents.js';
import type { ClassOutcome, RuleOutcome } from './rule-outcomes.js';

/** What the runs found of one class of work of a rule. */
export interface ClassResult {
  readonly market: ClassMarket;
  readonly runs: readonly ClassRun[];
  /** Paths sampled once a quarter, `[sample][run]`. */
  readonly samples: {
    readonly workPerSec: readonly Float64Array[];
    readonly powerMw: readonly Float64Array[];
    readonly revenueUsdPerYear: readonly Float64Array[];
  };
}

/** What all rules of a comparison have in common. Arrays have one entry a run. */
export interface SharedRuns {
  readonly emissionUsd: readonly number[];
  readonly stakeAttackUsd: readonly number[];
  readonly years: readonly number[];
  /** Mean over the runs of the last year's coin price over that of week 0. */
  readonly meanPrice: number;
}

/** Turns the runs of a rule into bands; `results` is in the order of the rule's work classes, null where nothing does the work. */
export function ruleOutcome(
  input: CompareInput,
  rule: RewardRule,
  schedule: CoinSchedule,
  results: readonly (ClassResult | null)[],
  shared: SharedRuns,
): RuleOutcome {
  const ran: ClassRuns[] = [];
  const notes: string[] = [];
  const classes = rule.work.map((workClass, c): ClassOutcome => {
    const result = results[c]!;
    const base = { workloadClass: workClass.workloadClass, label: workClass.label, share: workClass.share };
    if (result === null) {
      const reason = `No machine of this study does ${workClass.label}.`;
      if (workClass.share > 0) {
        notes.push(
          `${reason} The ${percent(workClass.share)} of emission paid for it is counted as paid to work; its machines, energy and power are not in the totals.`,
        );
      }
      const metrics = ruleMetrics({
        ...sharedOf(rule, shared),
        workShare: workClass.share,
        stakeShare: null,
        classes: [],
        noWorkReason: reason,
      });
      return { ...base, workUnit: null, reason, metrics, series: null, machineShares: [] };
    }
    const { market, runs, samples } = result;
    const machines = market.machines.filter((machine) => machine.profile.workPerSec.value !== null);
    const workUnit = machines[0]!.profile.workUnit;
    const classRuns = { label: workClass.label, workUnit, share: workClass.share, runs };
    ran.push(classRuns);
    return {
      ...base,
      workUnit,
      reason: null,
      metrics: ruleMetrics({
        ...sharedOf(rule, shared),
        workShare: workClass.share,
        stakeShare: null,
        classes: [classRuns],
        noWorkReason: '',
      }),
      series: {
        workPerSec: bandSeries(shared.years, samples.workPerSec),
        powerMw: bandSeries(shared.years, samples.powerMw),
        revenueUsdPerYear: bandSeries(shared.years, samples.revenueUsdPerYear),
      },
      machineShares: machines.map(({ profile }, m) => ({
        id: profile.id,
        label: profile.label,
        share: runs.reduce((sum, run) => sum + run.machineShares[m]!, 0) / runs.length,
      })),
    };
  });
  return {
    ruleId: rule.id,
    label: rule.label,
    comparison: 'A: equal emission and equal coin price',
    metrics: ruleMetrics({ ...sharedOf(rule, shared), classes: ran }),
    classes,
    flow: {
      work: rule.work.map((workClass, c) => ({
        label: workClass.label,
        usdPerYear: yearly(schedule.work[c]!) * shared.meanPrice,
      })),
      stake: yearly(schedule.stake) * shared.meanPrice,
      owner: yearly(schedule.owner) * shared.meanPrice,
      burn: yearly(schedule.burned) * shared.meanPrice,
    },
    runs: input.runs,
    notes,
    bandContents: bandContents(input),
  };
}

function sharedOf(rule: RewardRule, shared: SharedRuns): Omit<RuleRuns, 'classes'> {
  return {
    workShare: workShare(rule),
    stakeShare: rule.stake,
    emissionUsd: shared.emissionUsd,
    stakeAttackUsd: shared.stakeAttackUsd,
    noWorkReason:
      rule.work.length === 0
        ? 'The rule pays for no work.'
        : 'No machine of this study does the work that the rule pays for.',
  };
}

function yearly(weekly: Float64Array): number {
  return (weekly.reduce((sum, value) => sum + value, 0) / weekly.length) * WEEKS_PER_YEAR;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
