import { exp, ln } from '../../foundation/numeric/portable-math.js';
import { median } from '../../stats/median.js';
import { holmAdjust } from '../../stats/multiple-testing.js';
import type { BenchFile, ExactMetric, MeasuredMetric, Metric } from '../samples/bench-file.js';
import type { Comparison, Finding, MeasuredFinding, Outcome } from './comparison.js';
import { compareExact } from './exact-metrics.js';
import type { GateOptions } from './gate-options.js';
import { neededSamples } from './needed-samples.js';
import { type Evidence, weighApart, weighPaired } from './weigh-samples.js';

/**
 * Compares two files metric by metric. Files of one session are paired; others are compared as measured apart, with a
 * warning. Deterministic: the same files and options give the same comparison.
 */
export function compareFiles(base: BenchFile, head: BenchFile, options: GateOptions): Comparison {
  const ofHead = new Map(head.metrics.map((metric) => [metric.name, metric]));
  const ofBase = new Set(base.metrics.map(({ name }) => name));
  const pairs = base.metrics.flatMap((metric): [Metric, Metric][] => {
    const other = ofHead.get(metric.name);
    return other === undefined ? [] : [[metric, other]];
  });
  const paired = base.session !== null && base.session === head.session;
  const pairing = base.pairing === 'together' && head.pairing === 'together' ? 'together' : 'alternate';
  const measured = pairs.filter((pair): pair is [MeasuredMetric, MeasuredMetric] => areMeasured(pair));
  const warnings: string[] = [];
  if (measured.length > 0 && !paired)
    warnings.push(
      'The files were not measured together: what changed on the machine between them looks like code. Use --interleave.',
    );
  const incompatible = pairs.flatMap(([a, b]) => incompatibility(a, b));
  const broken = new Set(incompatible.map(({ name }) => name));
  const good = measured.filter(([{ name }]) => !broken.has(name));
  const weighed = good.map(([a, b]) => (paired ? weighPaired(a, b, pairing, options) : weighApart(a, b, options)));
  const findings: Finding[] = [
    ...judge(good, weighed, options),
    ...pairs
      .filter((pair): pair is [ExactMetric, ExactMetric] => pair[0].kind === 'exact' && pair[1].kind === 'exact')
      .filter(([{ name }]) => !broken.has(name))
      .map(([a, b]) => compareExact(a, b)),
  ];
  const differing = measured.length > 0 ? differingKeys(base.environment, head.environment) : [];
  const missing = base.metrics.map(({ name }) => name).filter((name) => !ofHead.has(name));
  const comparison = {
    design: paired ? ('interleaved' as const) : ('apart' as const),
    minEffect: options.minEffect,
    findings,
    missing,
    added: head.metrics.map(({ name }) => name).filter((name) => !ofBase.has(name)),
    incompatible,
    differingEnvironment: differing,
    warnings,
    geometricMean: geometricMean(findings),
    labels: { base: base.label ?? base.commit ?? 'base', head: head.label ?? head.commit ?? 'head' },
  };
  return { ...comparison, outcome: outcomeOf(comparison, options) };
}

function areMeasured([a, b]: [Metric, Metric]): boolean {
  return a.kind === 'measured' && b.kind === 'measured';
}

/** Metrics of one name that are not the same quantity. */
function incompatibility(a: Metric, b: Metric): { name: string; reason: string }[] {
  const reason =
    a.kind !== b.kind
      ? `${a.kind} in the base, ${b.kind} in the head`
      : a.unit !== b.unit
        ? `in ${a.unit || 'no unit'} and in ${b.unit || 'no unit'}`
        : a.kind === 'measured' && b.kind === 'measured' && a.direction !== b.direction
          ? `${a.direction} is better in the base, ${b.direction} in the head`
          : null;
  return reason === null ? [] : [{ name: a.name, reason }];
}

/** Verdicts of the suite: changes corrected by Holm over all its metrics, equivalence claimed for each by itself. */
function judge(
  pairs: readonly [MeasuredMetric, MeasuredMetric][],
  weighed: readonly Evidence[],
  options: GateOptions,
): MeasuredFinding[] {
  const worse = holmAdjust(weighed.map(({ pRegressed }) => pRegressed));
  const better = holmAdjust(weighed.map(({ pImproved }) => pImproved));
  return pairs.map(([a, b], i) => {
    const evidence = weighed[i]!;
    const verdict =
      worse[i]! <= options.alpha
        ? 'regressed'
        : better[i]! <= options.alpha
          ? 'improved'
          : evidence.pSame <= options.alpha
            ? 'same'
            : 'inconclusive';
    return {
      kind: 'measured',
      name: a.name,
      unit: a.unit,
      direction: a.direction,
      verdict,
      change: {
        value: exp(evidence.effect.value) - 1,
        low: exp(evidence.effect.low) - 1,
        high: exp(evidence.effect.high) - 1,
      },
      noise: Number.isFinite(evidence.noise) ? exp(evidence.noise) - 1 : null,
      bar: Number.isFinite(evidence.bar) ? exp(evidence.bar) - 1 : null,
      pValue: verdict === 'improved' ? better[i]! : verdict === 'same' ? evidence.pSame : worse[i]!,
      n: evidence.n,
      needed: verdict === 'inconclusive' ? neededSamples(evidence, options.minEffect) : null,
      base: median(a.samples),
      head: median(b.samples),
      confirmed: null,
    };
  });
}

function differingKeys(base: Readonly<Record<string, string>>, head: Readonly<Record<string, string>>) {
  return [...new Set([...Object.keys(base), ...Object.keys(head)])]
    .sort()
    .filter((key) => base[key] !== head[key])
    .map((key) => ({ key, base: base[key] ?? null, head: head[key] ?? null }));
}

/** Geometric mean of the changes of the metrics that both files have; null without any. */
function geometricMean(findings: readonly Finding[]): number | null {
  const measured = findings.filter((finding) => finding.kind === 'measured');
  if (measured.length === 0) return null;
  return exp(measured.reduce((sum, { change }) => sum + ln(1 + change.value), 0) / measured.length) - 1;
}

/** What the comparison as a whole came to; only `pass` says that nothing is wrong. */
export function outcomeOf(comparison: Omit<Comparison, 'outcome'>, options: GateOptions): Outcome {
  const { findings, missing, incompatible, differingEnvironment } = comparison;
  if (differingEnvironment.length > 0 && !options.allowEnvironment) return 'not-comparable';
  if (findings.length === 0 || incompatible.length > 0) return 'not-comparable';
  if (findings.some(({ verdict }) => verdict === 'regressed' || verdict === 'changed')) return 'regression';
  if (missing.length > 0 && !options.allowMissing) return 'not-comparable';
  return findings.some(({ verdict }) => verdict === 'inconclusive') ? 'inconclusive' : 'pass';
}
