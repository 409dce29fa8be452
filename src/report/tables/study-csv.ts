import { isAbsent } from '../../foundation/quantity/reasoned.js';
import type { StudyOutcome } from '../../study/outcome/study-outcome.js';
import { latencyBands } from './latency-bands.js';
import { type Cell, csvText } from './write-csv.js';

/** Tables of a study by file name: machines, phases, rules and trajectories in long form. */
export function studyCsvFiles(outcome: StudyOutcome): ReadonlyMap<string, string> {
  return new Map([
    ['machines.csv', machinesCsv(outcome)],
    ['phases.csv', phasesCsv(outcome)],
    ['rules.csv', rulesCsv(outcome)],
    ['trajectories.csv', trajectoriesCsv(outcome)],
  ]);
}

function machinesCsv(outcome: StudyOutcome): string {
  const header = ['machine', 'chip', 'chips', 'workload', 'metric', 'unit', 'value', 'low', 'high', 'reason'];
  const rows: Cell[][] = [];
  for (const machine of outcome.machines) {
    for (const result of machine.workloads) {
      const metrics = [
        ['work rate', `${result.workUnit}/s`, result.workPerSec],
        ['tokens', 'token/s', result.tokensPerSec],
        ['energy per token', 'J/token', result.joulesPerToken],
        ['energy per work unit', `J/${result.workUnit}`, result.joulesPerWorkUnit],
        ['power', 'W', result.powerW],
        ['producer cost', 'USD/Mtoken', result.producerUsdPerMillionTokens],
        ['maker cost', 'USD/Mtoken', result.makerUsdPerMillionTokens],
        ...latencyBands(result.latency),
      ] as const;
      for (const [metric, unit, band] of metrics) {
        const figures = isAbsent(band) ? [null, null, null, band.reason] : [band.value, band.low, band.high, null];
        rows.push([machine.id, machine.chip, machine.count, result.workload, metric, unit, ...figures]);
      }
    }
  }
  return csvText(header, rows);
}

function phasesCsv(outcome: StudyOutcome): string {
  const rows = outcome.machines.flatMap((machine) =>
    machine.workloads.flatMap((result) =>
      result.phases.flatMap((phase) =>
        phase.groups.map(({ group, seconds }): Cell[] => [machine.id, result.workload, phase.phase, group, seconds]),
      ),
    ),
  );
  return csvText(['machine', 'workload', 'phase', 'group', 'seconds'], rows);
}

function rulesCsv(outcome: StudyOutcome): string {
  const rows = outcome.paid.flatMap((paid) =>
    paid.rules.flatMap((rule) =>
      Object.entries(rule.metrics).map(([metric, band]): Cell[] =>
        band.value === null
          ? [paid.workload, rule.ruleId, metric, null, null, null, null, band.reason]
          : [paid.workload, rule.ruleId, metric, band.value, band.mean, band.low, band.high, null],
      ),
    ),
  );
  return csvText(['paid', 'rule', 'metric', 'median', 'mean', 'p5', 'p95', 'reason'], rows);
}

function trajectoriesCsv(outcome: StudyOutcome): string {
  const rows: Cell[][] = [];
  for (const paid of outcome.paid) {
    for (const rule of paid.rules) {
      for (const workClass of rule.classes) {
        for (const [metric, series] of Object.entries(workClass.series ?? {})) {
          series.years.forEach((year, i) => {
            const figures = [series.mean[i]!, series.p5[i]!, series.p50[i]!, series.p95[i]!];
            rows.push([paid.workload, rule.ruleId, workClass.workloadClass, metric, year, ...figures]);
          });
        }
      }
    }
  }
  return csvText(['paid', 'rule', 'class', 'metric', 'year', 'mean', 'p5', 'p50', 'p95'], rows);
}
