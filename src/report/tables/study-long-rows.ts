import type { Band } from '../../foundation/quantity/estimate.js';
import { isAbsent, type Reasoned } from '../../foundation/quantity/reasoned.js';
import type { RuleMetricName } from '../../pow-model/market/metrics/metric-bands.js';
import type { StudyOutcome } from '../../study/outcome/study-outcome.js';
import { latencyBands } from './latency-bands.js';
import type { LongRow } from './long-table.js';

const RULE_UNITS: Readonly<Record<RuleMetricName, string | null>> = {
  workShare: '1',
  machineAndEnergyShare: '1',
  // The unit of work is that of the machines.
  workPerSec: null,
  tokensPerSec: 'token/s',
  joulesPerToken: 'J/token',
  producerUsdPerMillionTokens: 'USD/Mtoken',
  powerMw: 'MW',
  minerMargin: '1',
  workAttackUsd: 'USD',
  stakeAttackUsd: 'USD',
};

/** Every figure of a study in long form: machines under each workload, and rules under each paid workload. */
export function studyLongRows(outcome: StudyOutcome): LongRow[] {
  const rows: LongRow[] = [];
  for (const machine of outcome.machines) {
    for (const result of machine.workloads) {
      const add = (metric: string, unit: string, band: Reasoned<Band>) => {
        if (isAbsent(band)) return;
        const { value, low, high } = band;
        const runId = `${outcome.study}/machine/${machine.id}`;
        rows.push({ runId, chip: machine.chip, workload: result.workload, metric, unit, value, low, high });
      };
      add('workPerSec', `${result.workUnit}/s`, result.workPerSec);
      add('tokensPerSec', 'token/s', result.tokensPerSec);
      add('joulesPerToken', 'J/token', result.joulesPerToken);
      add('joulesPerWorkUnit', `J/${result.workUnit}`, result.joulesPerWorkUnit);
      add('powerW', 'W', result.powerW);
      add('producerUsdPerMillionTokens', 'USD/Mtoken', result.producerUsdPerMillionTokens);
      add('makerUsdPerMillionTokens', 'USD/Mtoken', result.makerUsdPerMillionTokens);
      for (const [metric, unit, band] of latencyBands(result.latency)) add(metric, unit, band);
    }
  }
  for (const paid of outcome.paid) {
    for (const rule of paid.rules) {
      const workUnit = rule.classes.find((one) => one.workUnit !== null)?.workUnit ?? 'unit';
      for (const [metric, band] of Object.entries(rule.metrics) as [RuleMetricName, typeof rule.metrics.workShare][]) {
        if (band.value === null) continue;
        rows.push({
          runId: `${outcome.study}/rule/${rule.ruleId}`,
          chip: null,
          workload: paid.workload,
          metric,
          unit: RULE_UNITS[metric] ?? `${workUnit}/s`,
          value: band.value,
          low: band.low,
          high: band.high,
        });
      }
    }
  }
  return rows;
}
