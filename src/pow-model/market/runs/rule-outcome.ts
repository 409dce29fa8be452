import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { type RewardRule, type WorkClassShare, workShare } from '../../rules/reward-rule.js';
import type { ClassMarket } from '../fleet/market-input.js';
import { bandSeries } from '../metrics/band-over-runs.js';
import type { ClassRun } from '../metrics/class-run.js';
import { type ClassRuns, type RuleRuns, ruleMetrics } from '../metrics/rule-metrics.js';
import type { CompareInput } from '../scenario/compare-input.js';
import { bandContents } from './band-contents.js';
import type { ClassOutcome, RuleOutcome } from './rule-outcomes.js';

/** What a rule pays, in token value at the price of week 0. */
export interface RuleSchedule {
  readonly rule: RewardRule;
  /** One row per work class, one figure a week. */
  readonly weeklyUsdAtStart: readonly number[][];
  readonly stakeUsdPerYear: number;
  readonly ownerUsdPerYear: number;
  readonly burnUsdPerYear: number;
}

/** Paths of one class of work sampled once a quarter, `[sample][run]`. */
export interface ClassSamples {
  readonly work: Float64Array[];
  readonly powerMw: Float64Array[];
  readonly revenue: Float64Array[];
}

/** What all rules of a comparison have in common. Arrays have one entry a run. */
export interface SharedRuns {
  readonly emissionUsd: readonly number[];
  readonly stakeAttackUsd: readonly number[];
  readonly years: readonly number[];
  /** Mean over the runs of the last year's token price over that of week 0. */
  readonly meanPrice: number;
}

export function emptySamples(count: number, runs: number): ClassSamples {
  const rows = () => Array.from({ length: count }, () => new Float64Array(runs));
  return { work: rows(), powerMw: rows(), revenue: rows() };
}

/** Turns the runs of a rule into bands. `runsOf` and `samplesOf` are in the order of the rule's work classes. */
export function ruleOutcome(
  input: CompareInput,
  schedule: RuleSchedule,
  runsOf: readonly ClassRun[][],
  samplesOf: readonly ClassSamples[],
  shared: SharedRuns,
): RuleOutcome {
  const { rule } = schedule;
  const marketOf = (workClass: WorkClassShare): ClassMarket | null =>
    input.markets.find((market) => market.workloadClass === workClass.workloadClass) ?? null;
  const ran: ClassRuns[] = [];
  const notes: string[] = [];
  const classes = rule.work.map((workClass, c): ClassOutcome => {
    const market = marketOf(workClass);
    const runs = runsOf[c]!;
    const base = { workloadClass: workClass.workloadClass, label: workClass.label, share: workClass.share };
    if (market === null || runs.length === 0) {
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
    const machines = market.machines.filter((machine) => machine.profile.workPerSec.value !== null);
    const workUnit = machines[0]!.profile.workUnit;
    const classRuns = { label: workClass.label, workUnit, share: workClass.share, runs };
    ran.push(classRuns);
    const samples = samplesOf[c]!;
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
        workPerSec: bandSeries(shared.years, samples.work),
        powerMw: bandSeries(shared.years, samples.powerMw),
        revenueUsdPerYear: bandSeries(shared.years, samples.revenue),
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
    comparison: 'A: equal emission and equal token price',
    metrics: ruleMetrics({ ...sharedOf(rule, shared), classes: ran }),
    classes,
    flow: {
      work: rule.work.map((workClass, c) => ({
        label: workClass.label,
        usdPerYear: yearly(schedule.weeklyUsdAtStart[c]!) * shared.meanPrice,
      })),
      stake: schedule.stakeUsdPerYear * shared.meanPrice,
      owner: schedule.ownerUsdPerYear * shared.meanPrice,
      burn: schedule.burnUsdPerYear * shared.meanPrice,
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

function yearly(weekly: readonly number[]): number {
  return (weekly.reduce((sum, value) => sum + value, 0) / weekly.length) * WEEKS_PER_YEAR;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
