import type { BandSeries } from '../../pow-model/market/metrics/metric-bands.js';
import type { MachineResult, PaidWorkloadOutcome, RewardsOutcome } from '../../study/run/rewards/rewards-outcome.js';
import type { ChartSpec } from '../charts/chart.js';
import { type EnergyRow, energyChart } from '../charts/machine/energy-chart.js';
import { type OperatorTimeRow, operatorTimeChart } from '../charts/machine/operator-time-chart.js';
import { rooflineChart } from '../charts/machine/roofline-chart.js';
import { type RewardFlowRow, rewardFlowChart } from '../charts/market/reward-flow-chart.js';
import { type TrajectoryRow, trajectoryChart } from '../charts/market/trajectory-chart.js';

/** Groups that take less than this share of every bar are drawn as one. */
const SMALL_SHARE = 0.04;

function inferencePhases(machine: MachineResult) {
  const result = machine.workloads.find(({ workUnit }) => workUnit === 'token');
  return result?.phases ?? [];
}

/** Roofs and phases of the first inference workload. */
export function studyRoofline(outcome: RewardsOutcome): ChartSpec {
  const roofs = outcome.machines.map(({ label, peakOpsPerSec, bandwidthBytesPerSec }) => ({
    machine: label,
    peakOpsPerSec,
    bandwidthBytesPerSec,
  }));
  const points = outcome.machines.flatMap((machine) =>
    inferencePhases(machine).map(({ phase, flops, bytes, seconds }) => ({
      machine: machine.label,
      phase,
      opsPerByte: flops / bytes,
      opsPerSec: flops / seconds.value,
    })),
  );
  return rooflineChart(roofs, points);
}

/** Where the time goes; groups that are small everywhere are drawn together. */
export function studyOperatorTimes(outcome: RewardsOutcome): ChartSpec {
  const all: OperatorTimeRow[] = outcome.machines.flatMap((machine) =>
    inferencePhases(machine).flatMap(({ phase, groups }) =>
      groups.map(({ group, seconds }) => ({ machine: machine.label, phase, group, seconds })),
    ),
  );
  const totals = new Map<string, number>();
  for (const row of all)
    totals.set(`${row.machine} ${row.phase}`, (totals.get(`${row.machine} ${row.phase}`) ?? 0) + row.seconds);
  const shareOf = (row: OperatorTimeRow) => row.seconds / totals.get(`${row.machine} ${row.phase}`)!;
  const large = new Set(all.filter((row) => shareOf(row) >= SMALL_SHARE).map(({ group }) => group));
  return operatorTimeChart([
    ...all.filter(({ group }) => large.has(group)),
    ...all.filter(({ group }) => !large.has(group)).map((row) => ({ ...row, group: 'other' })),
  ]);
}

/** Energy of a token in each phase of the first inference workload. */
export function studyEnergy(outcome: RewardsOutcome): ChartSpec {
  const rows: EnergyRow[] = outcome.machines.flatMap((machine) =>
    inferencePhases(machine).map(({ phase, joules, tokens }) => ({
      machine: machine.label,
      phase,
      joules: joules.value / tokens!,
      low: joules.low / tokens!,
      high: joules.high / tokens!,
    })),
  );
  return energyChart(rows);
}

/** Uses of the emission: machines and energy, what miners keep, other work, stake, owner, burn. */
export function studyRewardFlow(paid: PaidWorkloadOutcome): ChartSpec {
  const rows: RewardFlowRow[] = paid.rules.flatMap((rule) => {
    const { flow } = rule;
    const total = flow.stake + flow.owner + flow.burn + flow.work.reduce((sum, part) => sum + part.usdPerYear, 0);
    const simulated = rule.classes.filter(({ reason }) => reason === null);
    const simulatedShare = simulated.reduce((sum, { share }) => sum + share, 0);
    const workShare = flow.work.reduce((sum, part) => sum + part.usdPerYear, 0) / total;
    const spent = Math.min(simulatedShare, rule.metrics.machineAndEnergyShare.value ?? 0);
    const uses: [string, number][] = [
      ['machines and energy', spent],
      ['miners: return on capital and profit', simulatedShare - spent],
      ['work not simulated here', workShare - simulatedShare],
      ['stakers', flow.stake / total],
      ['owners', flow.owner / total],
      ['burned', flow.burn / total],
    ];
    return uses.filter(([, share]) => share > 1e-9).map(([use, share]) => ({ rule: rule.ruleId, use, share }));
  });
  return rewardFlowChart(rows, paid.comparison);
}

/** One trajectory of the simulated class of work under every rule that pays for it. */
export function studyTrajectory(
  paid: PaidWorkloadOutcome,
  metric: 'workPerSec' | 'powerMw',
  title: string,
  unit: string,
): ChartSpec {
  const rows: TrajectoryRow[] = paid.rules.flatMap((rule) => {
    const series = rule.classes.find(({ series: found }) => found !== null)?.series;
    return series === null || series === undefined ? [] : seriesRows(rule.ruleId, series[metric]);
  });
  return trajectoryChart(title, unit, rows, paid.comparison, true);
}

function seriesRows(rule: string, series: BandSeries): TrajectoryRow[] {
  return series.years
    .map((year, i) => ({ rule, year, value: series.p50[i]!, low: series.p5[i]!, high: series.p95[i]! }))
    .filter(({ low }) => low > 0);
}
