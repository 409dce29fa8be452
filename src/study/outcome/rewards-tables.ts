import { isAbsent } from '../../foundation/quantity/reasoned.js';
import type { RuleMetricName } from '../../pow-model/market/metrics/index.js';
import type { RewardsOutcome } from '../run/rewards/rewards-outcome.js';
import { chainTables } from './chain-tables.js';
import { latencyBands } from './latency-bands.js';
import { column, figureColumn, keyColumn, type OutcomeCell, type OutcomeTable, textColumn } from './outcome-table.js';

type Row = readonly OutcomeCell[];

/** Units of the metrics of rules; null is the unit of work of the machines, a second. */
const RULE_UNITS: Readonly<Record<RuleMetricName, string | null>> = {
  workShare: '1',
  machineAndEnergyShare: '1',
  workPerSec: null,
  tokensPerSec: 'token/s',
  joulesPerToken: 'J/token',
  producerUsdPerMillionTokens: 'USD/Mtoken',
  powerMw: 'MW',
  minerMargin: '1',
  workAttackUsd: 'USD',
  stakeAttackUsd: 'USD',
};

/** Tables of a study from chips to rewards: machines, phases of their work, rules and the paths of their fleets. */
export function rewardsTables(outcome: RewardsOutcome): OutcomeTable[] {
  return [
    machineTable(outcome),
    phaseTable(outcome),
    ruleTable(outcome),
    trajectoryTable(outcome),
    ...chainTables(outcome.chains),
  ];
}

function machineTable(outcome: RewardsOutcome): OutcomeTable {
  return {
    id: 'machines',
    title: 'Machines under each workload',
    notes: [],
    columns: [
      keyColumn('machine'),
      column('chip', 'chip'),
      textColumn('chips'),
      column('workload', 'workload'),
      column('metric', 'metric'),
      column('unit', 'unit'),
      column('value', 'value'),
      column('low', 'low'),
      column('high', 'high'),
      column('reason', 'reason'),
    ],
    rows: outcome.machines.flatMap(({ id, chip, count, workloads }) =>
      workloads.flatMap((result) =>
        (
          [
            ['workPerSec', `${result.workUnit}/s`, result.workPerSec],
            ['tokensPerSec', 'token/s', result.tokensPerSec],
            ['joulesPerToken', 'J/token', result.joulesPerToken],
            ['joulesPerWorkUnit', `J/${result.workUnit}`, result.joulesPerWorkUnit],
            ['powerW', 'W', result.powerW],
            ['producerUsdPerMillionTokens', 'USD/Mtoken', result.producerUsdPerMillionTokens],
            ['makerUsdPerMillionTokens', 'USD/Mtoken', result.makerUsdPerMillionTokens],
            ...latencyBands(result.latency),
          ] as const
        ).map(([metric, unit, band]): Row => {
          const figures = isAbsent(band) ? [null, null, null, band.reason] : [band.value, band.low, band.high, null];
          return [id, chip, count, result.workload, metric, unit, ...figures];
        }),
      ),
    ),
  };
}

function phaseTable(outcome: RewardsOutcome): OutcomeTable {
  return {
    id: 'phases',
    title: 'Time of each phase by group of operators',
    notes: [],
    columns: [
      keyColumn('machine'),
      column('workload', 'workload'),
      keyColumn('phase'),
      keyColumn('group'),
      figureColumn('seconds', 's'),
    ],
    rows: outcome.machines.flatMap(({ id, workloads }) =>
      workloads.flatMap(({ workload, phases }) =>
        phases.flatMap(({ phase, groups }) =>
          groups.map(({ group, seconds }): Row => [id, workload, phase, group, seconds]),
        ),
      ),
    ),
  };
}

function ruleTable(outcome: RewardsOutcome): OutcomeTable {
  return {
    id: 'rules',
    title: 'What each rule brings forth in the last year of the horizon',
    notes: [],
    columns: [
      column('workload', 'paid'),
      keyColumn('rule'),
      column('metric', 'metric'),
      column('unit', 'unit'),
      column('value', 'median'),
      column('figure', 'mean'),
      column('low', 'p5'),
      column('high', 'p95'),
      column('reason', 'reason'),
    ],
    rows: outcome.paid.flatMap(({ workload, rules }) =>
      rules.flatMap(({ ruleId, metrics, classes }) => {
        const workUnit = classes.find((one) => one.workUnit !== null)?.workUnit ?? 'unit';
        return (Object.keys(metrics) as RuleMetricName[]).map((metric): Row => {
          const band = metrics[metric];
          const key = [workload, ruleId, metric, RULE_UNITS[metric] ?? `${workUnit}/s`];
          return band.value === null
            ? [...key, null, null, null, null, band.reason]
            : [...key, band.value, band.mean, band.low, band.high, null];
        });
      }),
    ),
  };
}

function trajectoryTable(outcome: RewardsOutcome): OutcomeTable {
  return {
    id: 'trajectories',
    title: 'The fleet over the years',
    notes: [],
    columns: [
      column('workload', 'paid'),
      keyColumn('rule'),
      keyColumn('class'),
      column('metric', 'metric'),
      column('unit', 'unit'),
      keyColumn('year', 'year'),
      column('figure', 'mean'),
      column('low', 'p5'),
      column('value', 'p50'),
      column('high', 'p95'),
    ],
    rows: outcome.paid.flatMap(({ workload, rules }) =>
      rules.flatMap(({ ruleId, classes }) =>
        classes.flatMap(({ workloadClass, workUnit, series }) =>
          Object.entries(series ?? {}).flatMap(([metric, band]) => {
            const unit = RULE_UNITS[metric as RuleMetricName] ?? `${workUnit ?? 'unit'}/s`;
            return band.years.map(
              (year, i): Row => [
                workload,
                ruleId,
                workloadClass,
                metric,
                unit,
                year,
                band.mean[i]!,
                band.p5[i]!,
                band.p50[i]!,
                band.p95[i]!,
              ],
            );
          }),
        ),
      ),
    ),
  };
}
