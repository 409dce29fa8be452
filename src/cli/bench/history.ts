import { writeFileSync } from 'node:fs';
import { type History, type HistoryChange, historyOf } from '../../bench/history/history.js';
import { readResults } from '../../bench/history/result-store.js';
import { showChange, showValue } from '../../bench/render/show-finding.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { parseQuantity } from '../../foundation/quantity/units.js';
import { historyChart } from '../../report/charts/evidence/history-chart.js';
import { renderSvg, svgToPng } from '../../report/pages/render-chart.js';
import { EXIT } from '../outputs/exit-codes.js';
import { formatTable, print, printError, printJson } from '../outputs/output.js';
import type { HistoryArguments } from './history-options.js';

/** Runs `bench history`. */
export async function showHistory(args: HistoryArguments): Promise<void> {
  const wanted = (name: string) => args.metric === undefined || name.includes(args.metric);
  const results = readResults(args.results, args.direction).map((file) => ({
    ...file,
    metrics: file.metrics.filter(({ name }) => wanted(name)),
  }));
  const history = historyOf(results, {
    minEffect: above(0, '--min-effect', parseQuantity(args.minEffect, 'ratio', '--min-effect')),
    maxPValue: below(1, '--p-value', above(0, '--p-value', args.pValue)),
    windowLength: Math.floor(above(3, '--window', args.window)),
  });
  if (args.chart !== undefined) await draw(args.chart, history);
  if (args.json) printJson({ ...history });
  else print(describe(history));
  for (const { key, results: count } of history.otherEnvironments)
    printError(`${count} results of another environment (${key}) were left out`);
  const since = history.runs.length - (args.alarm ?? 0);
  const alarmed = history.changes.some(
    ({ verdict, firstAfter }) => verdict !== 'improved' && args.alarm !== undefined && firstAfter >= since,
  );
  process.exitCode = alarmed ? EXIT.regression : EXIT.ok;
}

function describe(history: History): string {
  const { runs, series, changes } = history;
  const head = `${runs.length} runs, ${series.length} measured metrics`;
  if (changes.length === 0) return `${head}: no change of level found`;
  const name = (index: number) => runs[index]!.name.slice(0, 12);
  const row = (change: HistoryChange): string[] => [
    change.metric,
    change.verdict,
    showValue(change.before, change.unit),
    showValue(change.after, change.unit),
    change.change === null ? '' : showChange(change.change),
    change.pValue === null ? 'exact' : change.pValue.toPrecision(2),
    `${name(change.lastBefore)}..${name(change.firstAfter)}`,
  ];
  const header = ['metric', 'verdict', 'before', 'after', 'change for the worse', 'p', 'commits'];
  return `${head}, ${changes.length} changes\n\n${formatTable(header, changes.map(row))}`;
}

async function draw(file: string, history: History): Promise<void> {
  if (!/\.(svg|png)$/.test(file))
    throw refuse(
      '--chart',
      `A chart is written as .svg or .png; found ${JSON.stringify(file.slice(0, 100))}.`,
      'Name a .svg or .png file.',
    );
  if (history.series.length === 0)
    throw refuse('--chart', 'There is no measured metric to draw.', 'Give results with samples.');
  const panels = history.series.map(({ metric, runs, values, changes }) => ({
    metric,
    runs,
    values,
    steps: changes.map(({ firstAfter, verdict }) => ({ at: firstAfter, worse: verdict === 'regressed' })),
  }));
  const svg = await renderSvg(
    historyChart(
      panels,
      history.runs.map(({ name }) => name),
    ),
  );
  writeFileSync(file, file.endsWith('.png') ? svgToPng(svg, 2) : svg);
}

function above(least: number, path: string, value: number): number {
  if (value > least) return value;
  throw refuse(path, `It must be above ${least}; found ${value}.`, 'Choose a larger value.');
}

function below(most: number, path: string, value: number): number {
  if (value < most) return value;
  throw refuse(path, `${value} is not below ${most}.`, 'Give a smaller amount.');
}

function refuse(path: string, found: string, fix: string): UserError {
  return new UserError([{ code: 'bad-option', file: 'command line', line: null, path, found, fix }]);
}
