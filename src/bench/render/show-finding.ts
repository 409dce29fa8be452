import type { Comparison, Finding, MeasuredFinding } from '../gate/comparison.js';

/** A relative change such as `+5.2 %`. */
export function showChange(change: number): string {
  const percent = 100 * change;
  const digits = Math.abs(percent) < 10 ? 2 : 1;
  return `${percent >= 0 ? '+' : ''}${percent.toFixed(digits)} %`;
}

/** A value with its unit at four digits, seconds and bytes scaled. */
export function showValue(value: number | string, unit: string): string {
  if (typeof value === 'string') return value.length > 24 ? `${value.slice(0, 21)}...` : value;
  const scaled = (steps: readonly (readonly [number, string])[]) => {
    const [size, name] = steps.find(([step]) => Math.abs(value) >= step) ?? steps[steps.length - 1]!;
    return `${Number((value / size).toPrecision(4))} ${name}`;
  };
  if (unit === 's')
    return scaled([
      [1, 's'],
      [1e-3, 'ms'],
      [1e-6, 'us'],
      [1e-9, 'ns'],
    ]);
  if (unit === 'B')
    return scaled([
      [2 ** 30, 'GiB'],
      [2 ** 20, 'MiB'],
      [2 ** 10, 'KiB'],
      [1, 'B'],
    ]);
  return `${Number(value.toPrecision(6))}${unit === '' ? '' : ` ${unit}`}`;
}

/** One sentence on a finding, for a log, an annotation or a failure message. */
export function describeFinding(finding: Finding): string {
  if (finding.kind === 'exact') {
    const by = finding.change === null ? '' : ` (${showChange(finding.change)})`;
    return finding.verdict === 'same'
      ? `${finding.name}: unchanged`
      : `${finding.name}: was ${shorten(finding.base)}, is ${shorten(finding.head)}${by}`;
  }
  const { name, change, bar, n } = finding;
  const interval = `${showChange(change.low)} to ${showChange(change.high)}`;
  const limit = bar === null ? 'too few samples for a limit' : `limit ${showChange(bar)}`;
  return `${name}: ${finding.verdict}, ${showChange(change.value)} worse (95 %: ${interval}), ${limit}, n ${n}${showNeed(finding)}`;
}

/** What an inconclusive metric would take. */
export function showNeed(finding: MeasuredFinding): string {
  if (finding.verdict !== 'inconclusive') return '';
  return finding.needed === null
    ? '; more than 100,000 pairs would be needed: the change lies on the limit'
    : `; about ${finding.needed} pairs needed`;
}

/** What stands beside the findings: names on one side only, quantities that differ in kind, environment, warnings. */
export function remarks(comparison: Comparison): string[] {
  const { missing, added, incompatible, differingEnvironment, warnings } = comparison;
  return [
    ...differingEnvironment.map(
      ({ key, base, head }) =>
        `environment differs: ${key} is ${base ?? 'absent'} in the base, ${head ?? 'absent'} in the head`,
    ),
    ...missing.map((name) => `missing in the head: ${name}`),
    ...added.map((name) => `new in the head: ${name}`),
    ...incompatible.map(({ name, reason }) => `not the same quantity: ${name}: ${reason}`),
    ...warnings,
  ];
}

/** The comparison in one line. */
export function headline(comparison: Comparison): string {
  const { findings, outcome, geometricMean } = comparison;
  const counts = new Map<string, number>();
  for (const { verdict } of findings) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const list = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  const mean = geometricMean === null ? '' : `; measured ones ${showChange(geometricMean)} worse in geometric mean`;
  return `${outcome}: ${list === '' ? 'nothing to compare' : list}${mean}`;
}

function shorten(value: number | string): string {
  return typeof value === 'string' && value.length > 80 ? `${value.slice(0, 77)}...` : String(value);
}
