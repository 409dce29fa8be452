import { exp, ln } from '../../foundation/numeric/portable-math.js';
import { type ChangePointOptions, changePoints } from '../../stats/e-divisive.js';
import { median } from '../../stats/median.js';
import type { BenchFile, ExactMetric, MeasuredMetric } from '../samples/bench-file.js';
import { environmentKey } from '../samples/environment-key.js';

/** One result of a history. */
export interface HistoryRun {
  /** Commit, else label, else its number. */
  readonly name: string;
  readonly createdAt: string | null;
}

/** A metric over the runs that have it. */
export interface HistorySeries {
  readonly metric: string;
  readonly unit: string;
  readonly direction: 'lower' | 'higher';
  /** Indices into the runs, and the median of the samples of each. */
  readonly runs: readonly number[];
  readonly values: readonly number[];
  readonly changes: readonly HistoryChange[];
}

/** Where a metric went to another level. */
export interface HistoryChange {
  readonly metric: string;
  readonly unit: string;
  readonly verdict: 'regressed' | 'improved' | 'changed';
  /** Indices into the runs: the last of the old level and the first of the new one, between which the commits lie. */
  readonly lastBefore: number;
  readonly firstAfter: number;
  readonly before: number | string;
  readonly after: number | string;
  /** Relative, positive where worse; null for deterministic metrics that are texts or were zero. */
  readonly change: number | null;
  /** Of the t-test between the levels; null for deterministic metrics, where every difference is one. */
  readonly pValue: number | null;
}

export interface History {
  readonly runs: readonly HistoryRun[];
  readonly series: readonly HistorySeries[];
  /** Of all metrics, measured and deterministic, in order of the runs. */
  readonly changes: readonly HistoryChange[];
  /** Results that came from another environment than the newest one, by its key: not mixed with the others. */
  readonly otherEnvironments: readonly { readonly key: string; readonly results: number }[];
}

/**
 * Looks for changes of level over results in order of time. Measured metrics are taken as the ln of their medians, so
 * that a change is relative; `minEffect` is the smallest one reported. Only results of the newest result's environment
 * are compared.
 */
export function historyOf(
  results: readonly BenchFile[],
  options: Omit<ChangePointOptions, 'minChange'> & { readonly minEffect: number },
): History {
  const key = (file: BenchFile) => environmentKey(file.environment);
  const newest = results[results.length - 1];
  const own = newest === undefined ? [] : results.filter((file) => key(file) === key(newest));
  const others = new Map<string, number>();
  for (const file of results) if (!own.includes(file)) others.set(key(file), (others.get(key(file)) ?? 0) + 1);
  const runs = own.map((file, i) => ({
    name: file.commit ?? file.label ?? `run ${i + 1}`,
    createdAt: file.createdAt,
  }));
  const series = measuredSeries(own).map((one) => ({ ...one, changes: levelChanges(one, options) }));
  const changes = [...series.flatMap((one) => one.changes), ...exactChanges(own)];
  return {
    runs,
    series,
    changes: changes.sort((a, b) => a.firstAfter - b.firstAfter || (a.metric < b.metric ? -1 : 1)),
    otherEnvironments: [...others].map(([name, count]) => ({ key: name, results: count })),
  };
}

type RawSeries = Omit<HistorySeries, 'changes'>;

function measuredSeries(files: readonly BenchFile[]): RawSeries[] {
  const found = new Map<string, { first: MeasuredMetric; runs: number[]; values: number[] }>();
  files.forEach((file, index) => {
    for (const metric of file.metrics) {
      if (metric.kind !== 'measured') continue;
      // A metric whose unit or direction changed is another quantity.
      const key = `${metric.name}\n${metric.unit}\n${metric.direction}`;
      const series = found.get(key) ?? { first: metric, runs: [], values: [] };
      series.runs.push(index);
      series.values.push(median(metric.samples));
      found.set(key, series);
    }
  });
  return [...found.values()].map(({ first, runs, values }) => {
    return { metric: first.name, unit: first.unit, direction: first.direction, runs, values };
  });
}

function levelChanges(
  series: RawSeries,
  { minEffect, ...options }: Omit<ChangePointOptions, 'minChange'> & { readonly minEffect: number },
): HistoryChange[] {
  const points = changePoints(series.values.map(ln), { ...options, minChange: ln(1 + minEffect) });
  return points.map(({ index, test }) => {
    const worse = series.direction === 'lower' ? test.meanB - test.meanA : test.meanA - test.meanB;
    return {
      metric: series.metric,
      unit: series.unit,
      verdict: worse > 0 ? 'regressed' : 'improved',
      lastBefore: series.runs[index - 1]!,
      firstAfter: series.runs[index]!,
      before: exp(test.meanA),
      after: exp(test.meanB),
      change: exp(worse) - 1,
      pValue: test.pValue,
    };
  });
}

/** Every run whose deterministic value is another than that of the run before it. */
function exactChanges(files: readonly BenchFile[]): HistoryChange[] {
  const last = new Map<string, { index: number; metric: ExactMetric }>();
  const changes: HistoryChange[] = [];
  files.forEach((file, index) => {
    for (const metric of file.metrics) {
      if (metric.kind !== 'exact') continue;
      const old = last.get(metric.name);
      last.set(metric.name, { index, metric });
      if (old === undefined || old.metric.value === metric.value) continue;
      const [before, after] = [old.metric.value, metric.value];
      const change =
        typeof before === 'number' && typeof after === 'number' && before !== 0 ? after / before - 1 : null;
      const place = { lastBefore: old.index, firstAfter: index };
      const { name, unit } = metric;
      changes.push({ metric: name, unit, verdict: 'changed', ...place, before, after, change, pValue: null });
    }
  });
  return changes;
}
