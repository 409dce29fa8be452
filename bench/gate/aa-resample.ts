import { readFileSync } from 'node:fs';
import {
  benchFileOf,
  compareFiles,
  confirm,
  DEFAULT_GATE,
  LOOKS,
  leans,
  type MeasuredMetric,
} from '../../src/bench/index.js';
import { createStream } from '../../src/foundation/numeric/random-stream.js';
import { quantiles } from '../../src/stats/quantile.js';

/**
 * Counts the verdicts of the real comparisons in a file of `aa-study.ts`, and of `COUNT` more that are put together from
 * its pairs of fresh processes: `tsx bench/gate/aa-resample.ts FILE FIRST SECOND COUNT [METRICS]`, with the pairs of the two
 * looks. With METRICS (by commas) both are judged again by these alone.
 * Two neighbouring pairs (one with each side first) stay together.
 */
interface Line {
  readonly factor: number;
  readonly outcome: string;
  readonly verdicts: readonly (readonly [string, string])[];
  readonly seconds: number;
  readonly load: number;
  readonly confirmationPairs: number;
  readonly base: readonly MeasuredMetric[];
  readonly head: readonly MeasuredMetric[];
}

type Quad = { readonly line: Line; readonly at: number };

const [file = '', firstPairs = '20', secondPairs = '14', count = '200', only = ''] = process.argv.slice(2);
const chosen = only === '' ? null : only.split(',');
const wanted = ({ name }: MeasuredMetric) => chosen === null || chosen.includes(name);
const lines = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line)
  .map((line) => ({ ...line, base: line.base.filter(wanted), head: line.head.filter(wanted) }));

const spread = (values: readonly number[], digits: number) =>
  quantiles(values, [0.1, 0.5, 0.9])
    .map((value) => value.toFixed(digits))
    .join(' / ');

/** Both looks of `interleave` at pairs that were drawn. */
function regressed(quads: readonly Quad[], seam: number, seed: number): boolean {
  const options = { ...DEFAULT_GATE, alpha: DEFAULT_GATE.alpha / LOOKS, seed };
  const compare = (chosen: readonly Quad[]) => {
    const side = (which: 'base' | 'head') =>
      benchFileOf(
        chosen[0]!.line.base.map((metric, k) => ({
          ...metric,
          samples: chosen.flatMap(({ line, at }) => line[which][k]!.samples.slice(at, at + 2)),
        })),
        { session: 'study', pairing: 'together' },
      );
    return compareFiles(side('base'), side('head'), options);
  };
  const first = compare(quads.slice(0, seam));
  if (!first.findings.some((finding) => leans(finding, options.minEffect))) return false;
  if (quads.length === seam) return first.outcome === 'regression';
  return confirm(first, compare(quads.slice(seam)), compare(quads), options).outcome === 'regression';
}

for (const factor of [1, 1.1, 1.05]) {
  const real = lines.filter((line) => line.factor === factor);
  if (real.length === 0) continue;
  const quadsOf = (line: Line): Quad[] =>
    Array.from({ length: Math.floor(line.base[0]!.samples.length / 2) }, (_, i) => ({ line, at: 2 * i }));
  const judge = (line: Line, index: number) => {
    const own = quadsOf(line);
    return regressed(own, own.length - line.confirmationPairs / 2, index);
  };
  const flagged = real.filter((line, i) => (chosen === null ? line.outcome === 'regression' : judge(line, i))).length;
  const quads = real.flatMap(quadsOf);
  const stream = createStream(1, `resample ${factor}`);
  let again = 0;
  for (let n = 0; n < Number(count); n++) {
    const drawn = Array.from(
      { length: (Number(firstPairs) + Number(secondPairs)) / 2 },
      () => quads[stream.nextBelow(quads.length)]!,
    );
    if (regressed(drawn, Number(firstPairs) / 2, n)) again++;
  }
  const column = (of: (line: Line) => number, digits: number) => spread(real.map(of), digits);
  const byMetric = new Map<string, number>();
  for (const [name, verdict] of real.flatMap(({ verdicts }) => verdicts))
    if (verdict === 'regressed') byMetric.set(name, (byMetric.get(name) ?? 0) + 1);
  console.log(
    `x ${factor}: real ${flagged} of ${real.length} flagged; resampled (${firstPairs}+${secondPairs} pairs) ${again} of ${count}\n` +
      `  10/50/90 %: seconds ${column(({ seconds }) => seconds, 0)}, load ${column(({ load }) => load, 1)}, ` +
      `pairs ${column(({ base }) => base[0]!.samples.length, 0)}\n` +
      `  flagged metrics: ${[...byMetric].map(([name, n]) => `${name} ${n}`).join(', ') || 'none'}`,
  );
}
