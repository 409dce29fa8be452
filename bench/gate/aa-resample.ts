import { readFileSync } from 'node:fs';
import { benchFileOf, compareFiles, DEFAULT_GATE, type MeasuredMetric } from '../../src/bench/index.js';
import { createStream } from '../../src/foundation/random-stream.js';

/**
 * Counts the verdicts of the real comparisons in a file of `aa-study.ts`, and of `COUNT` more that are put together from
 * its pairs of fresh processes: `tsx bench/gate/aa-resample.ts FILE PAIRS COUNT`. Quads AB BA of one comparison stay
 * whole, so that a pair and its neighbours keep their distance in time.
 */
interface Line {
  readonly factor: number;
  readonly outcome: string;
  readonly seconds: number;
  readonly load: number;
  readonly base: readonly MeasuredMetric[];
  readonly head: readonly MeasuredMetric[];
}

const [file = '', pairs = '30', count = '200'] = process.argv.slice(2);
const lines = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);

for (const factor of [1, 1.1, 1.05]) {
  const real = lines.filter((line) => line.factor === factor);
  const flagged = real.filter(({ outcome }) => outcome === 'regression').length;
  const quads = real.flatMap((line) =>
    Array.from({ length: Math.floor(line.base[0]!.samples.length / 2) }, (_, i) => ({ line, at: 2 * i })),
  );
  const stream = createStream(1, `resample ${factor}`);
  let again = 0;
  for (let n = 0; n < Number(count); n++) {
    const drawn = Array.from({ length: Number(pairs) / 2 }, () => quads[stream.nextBelow(quads.length)]!);
    const side = (which: 'base' | 'head') =>
      benchFileOf(
        real[0]!.base.map((metric, k) => ({
          ...metric,
          samples: drawn.flatMap(({ line, at }) => line[which][k]!.samples.slice(at, at + 2)),
        })),
        { session: 'study' },
      );
    if (compareFiles(side('base'), side('head'), { ...DEFAULT_GATE, seed: n }).outcome === 'regression') again++;
  }
  const seconds = real.reduce((sum, line) => sum + line.seconds, 0) / real.length;
  const load = real.reduce((sum, line) => sum + line.load, 0) / real.length;
  console.log(
    `x ${factor}: real ${flagged} of ${real.length} flagged (${seconds.toFixed(0)} s each, load ${load.toFixed(1)}); ` +
      `resampled with ${pairs} pairs ${again} of ${count}`,
  );
}
