import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  type BenchFile,
  benchFileOf,
  historyOf,
  type Metric,
  readResults,
  recordResult,
} from '../../src/bench/index.js';
import { environmentKey } from '../../src/bench/samples/environment-key.js';
import { createStream } from '../../src/foundation/index.js';
import { normal } from '../../src/foundation/numeric/distributions/index.js';
import { historyChart } from '../../src/report/charts/evidence/history-chart.js';
import { renderSvg } from '../../src/report/pages/render-chart.js';

const OPTIONS = { maxPValue: 0.001, minEffect: 0.02, windowLength: 50 };
const folder = mkdtempSync(join(tmpdir(), 'history-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One result of each day with a time of the given level and 1 % noise, a rate that is its inverse, and an output. */
function results(levels: readonly number[], environment: Record<string, string> = { cpu: 'A' }): BenchFile[] {
  const stream = createStream(1, 'history');
  return levels.map((level, day) => {
    const seconds = level * (1 + normal(stream, 0, 0.01));
    const measured = (name: string, unit: string, direction: 'lower' | 'higher', value: number): Metric => ({
      kind: 'measured',
      name,
      unit,
      direction,
      samples: [0.9 * value, value, 1.2 * value],
    });
    const metrics: Metric[] = [
      measured('sort', 's', 'lower', seconds),
      measured('sort rate', '1/s', 'higher', 1 / seconds),
      { kind: 'exact', name: 'answer', unit: '', value: day < 12 ? 42 : 43, relativeTolerance: 0 },
    ];
    return benchFileOf(metrics, {
      environment,
      commit: `c${day}`,
      createdAt: new Date(86_400_000 * day).toISOString(),
    });
  });
}

const level = (value: number, length: number) => Array<number>(length).fill(value);

describe('a history', () => {
  it('names the runs between which a metric became slower, in both directions of better', () => {
    const history = historyOf(results([...level(1, 20), ...level(1.1, 20)]), OPTIONS);
    const found = history.changes.filter(({ pValue }) => pValue !== null);
    expect(found.map(({ metric, verdict }) => [metric, verdict])).toEqual([
      ['sort', 'regressed'],
      ['sort rate', 'regressed'],
    ]);
    for (const { lastBefore, firstAfter, change } of found) {
      expect([history.runs[lastBefore]!.name, history.runs[firstAfter]!.name]).toEqual(['c19', 'c20']);
      expect(change).toBeGreaterThan(0.09);
      expect(change).toBeLessThan(0.11);
    }
  });

  it('names every run at which a deterministic output changed', () => {
    const { changes } = historyOf(results(level(1, 30)), OPTIONS);
    expect(changes).toMatchObject([
      { metric: 'answer', verdict: 'changed', lastBefore: 11, firstAfter: 12, before: 42 },
    ]);
  });

  it('sees steps of 1 % that are each below the minimum, once they make a change of level', () => {
    const { changes } = historyOf(results(Array.from({ length: 60 }, (_, i) => 1.01 ** Math.floor(i / 6))), OPTIONS);
    const slower = changes.filter(({ metric, verdict }) => metric === 'sort' && verdict === 'regressed');
    expect(slower.length).toBeGreaterThanOrEqual(2);
    expect(slower.reduce((all, { change }) => all * (1 + change!), 1)).toBeGreaterThan(1.06);
  });

  it('does not mix machines', () => {
    const files = [...results(level(1, 20), { cpu: 'B' }), ...results(level(1.5, 20))];
    const history = historyOf(files, OPTIONS);
    expect(history.runs).toHaveLength(20);
    expect(history.changes.filter(({ metric }) => metric === 'sort')).toEqual([]);
    expect(history.otherEnvironments).toEqual([{ key: environmentKey({ cpu: 'B' }), results: 20 }]);
  });

  it('of nothing, and of results of one sample, has no changes', () => {
    expect(historyOf([], OPTIONS)).toEqual({ runs: [], series: [], changes: [], otherEnvironments: [] });
    expect(historyOf(results([1, 2]), OPTIONS).changes).toEqual([]);
  });

  it('is drawn with a step where a level changed', async () => {
    const { series, runs } = historyOf(results([...level(1, 20), ...level(1.1, 20)]), OPTIONS);
    const panels = series.map((one) => ({
      ...one,
      steps: one.changes.map(({ firstAfter, verdict }) => ({ at: firstAfter, worse: verdict === 'regressed' })),
    }));
    const svg = await renderSvg(
      historyChart(
        panels,
        runs.map(({ name }) => name),
      ),
    );
    expect(svg).toContain('sort rate');
    expect(svg).toContain('#D55E00');
  });
});

describe('a store of results', () => {
  it('gives back what was recorded, in order of time, from a store, files or a folder', () => {
    const store = join(folder, 'sub', 'store.jsonl');
    const [first, second, third] = results([1, 2, 3]) as [BenchFile, BenchFile, BenchFile];
    recordResult(store, second);
    recordResult(store, first);
    expect(readResults([store], 'lower')).toEqual([first, second]);
    writeFileSync(join(folder, 'sub', 'single.json'), JSON.stringify(third));
    expect(readResults([join(folder, 'sub')], 'lower')).toEqual([first, second, third]);
  });

  it('names the line that was cut short, and what does not exist', () => {
    const store = join(folder, 'cut.jsonl');
    const [file] = results([1]) as [BenchFile];
    recordResult(store, file);
    writeFileSync(store, `${JSON.stringify(file)}\n${JSON.stringify(file).slice(0, 99)}`);
    expect(() => readResults([store], 'lower')).toThrow(/cut\.jsonl:2: It is no JSON/);
    expect(() => readResults([join(folder, 'nothing')], 'lower')).toThrow(/no such file or folder/);
  });
});
