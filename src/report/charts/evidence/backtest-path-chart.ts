import type { BacktestPaths, MonthlyPath, MonthlySeries } from '../../../study/backtest/backtest-paths.js';
import { type ChartSpec, chart } from '../chart.js';

/** One of the three figures that the back-test is about, with what turns it into the unit of the axis. */
export interface BacktestFigure {
  readonly title: string;
  readonly unit: string;
  readonly perUnit: number;
  /** What the dots are. */
  readonly observation: string;
  readonly of: (path: MonthlyPath) => MonthlySeries | null;
}

/** A band around the model, one entry a month. */
export interface MonthlyBand {
  readonly label: string;
  readonly band: readonly { readonly low: number; readonly high: number }[];
}

/** First year shown: before it the hash rate grew a thousandfold, which would flatten what is tested. */
const SHOWN_FROM = 2015;
const SHOWN_TO = 2026;
const FROZEN_FROM = 2017;
/** 2021Q2 to 2022Q3. */
const EPISODE: readonly [number, number] = [2021.25, 2022.75];
const COLOURS = ['#14202c', '#0072B2', '#E69F00', '#CC79A7', '#009E73'];

/** Observation, free run with its bands and naive rules over the months, on a logarithmic axis. */
export function backtestPathChart(
  paths: BacktestPaths,
  figure: BacktestFigure,
  bands: readonly MonthlyBand[],
): ChartSpec {
  const years = paths.months.map((month) => Number(month.slice(0, 4)) + (Number(month.slice(5)) - 0.5) / 12);
  const rowsOf = (path: MonthlyPath) =>
    (figure.of(path) ?? []).flatMap((value, i) =>
      value === null || years[i]! < SHOWN_FROM
        ? []
        : [{ year: years[i]!, value: value / figure.perUnit, path: path.label }],
    );
  const lines = [paths.model, ...paths.naive].flatMap(rowsOf);
  const dots = rowsOf({ ...paths.observed, label: figure.observation });
  const shown = [{ ...paths.observed, label: figure.observation }, paths.model, ...paths.naive];
  const said = shown.filter((path) => figure.of(path) !== null);
  const bandRows = bands.flatMap(({ label, band }) =>
    band
      .map(({ low, high }, i) => ({
        year: years[i]!,
        low: low / figure.perUnit,
        high: high / figure.perUnit,
        label,
      }))
      .filter(({ year }) => year >= SHOWN_FROM),
  );
  const values = [...lines, ...dots].map((row) => row.value);
  const { domain, ticks } = logAxis(Math.min(...values), Math.max(...values));
  const x = {
    field: 'year',
    type: 'quantitative',
    title: null,
    axis: { format: 'd' },
    scale: { domain: [SHOWN_FROM, SHOWN_TO], nice: false },
  };
  const y = {
    field: 'value',
    type: 'quantitative',
    title: figure.unit,
    scale: { type: 'log', domain, clamp: true },
    axis: { values: ticks, format: '~r' },
  };
  const color = {
    field: 'path',
    type: 'nominal',
    title: null,
    scale: { domain: said.map((path) => path.label), range: said.map((path) => COLOURS[shown.indexOf(path)]!) },
    legend: { orient: 'bottom', columns: 1, labelLimit: 600, symbolStrokeWidth: 3 },
  };
  const observedLabel = dots.length > 0 ? `dots: ${figure.observation}` : 'observed figures need --index';
  return chart(figure.title, [...bands.map((one) => one.label), observedLabel].join('; '), {
    width: 640,
    height: 300,
    layer: [
      {
        data: { values: [{ from: EPISODE[0], to: EPISODE[1] }] },
        mark: { type: 'rect', color: '#eceff2' },
        encoding: {
          x: { field: 'from', type: 'quantitative', scale: x.scale },
          x2: { field: 'to' },
        },
      },
      {
        data: { values: [{ at: FROZEN_FROM }] },
        mark: { type: 'rule', color: '#5b6672', strokeDash: [4, 4] },
        encoding: { x: { field: 'at', type: 'quantitative', scale: x.scale } },
      },
      {
        data: { values: bandRows },
        mark: { type: 'area', opacity: 0.16, clip: true },
        encoding: {
          x,
          y: { ...y, field: 'low', stack: null },
          y2: { field: 'high' },
          detail: { field: 'label', type: 'nominal' },
          fill: { value: '#0072B2' },
        },
      },
      {
        data: { values: lines },
        mark: { type: 'line', strokeWidth: 1.8, clip: true },
        encoding: { x, y, color },
      },
      {
        data: { values: dots },
        mark: { type: 'point', filled: true, size: 14, clip: true, opacity: 1 },
        encoding: { x, y, color },
      },
      {
        data: {
          values: [
            { at: FROZEN_FROM + 0.08, text: 'free run', align: 'left' },
            { at: EPISODE[0] + 0.05, text: '2021Q2 to 2022Q3', align: 'left' },
          ],
        },
        mark: { type: 'text', align: 'left', baseline: 'top', dy: 4, fontSize: 10, color: '#5b6672' },
        encoding: {
          x: { field: 'at', type: 'quantitative', scale: x.scale },
          y: { value: 0 },
          text: { field: 'text' },
        },
      },
    ],
  });
}

/** Ends of 1, 2 or 5 times a power of ten around both values, and the ticks between them. */
function logAxis(low: number, high: number): { domain: readonly [number, number]; ticks: readonly number[] } {
  let decade = 1;
  while (decade > low) decade /= 10;
  while (decade * 10 <= low) decade *= 10;
  const ticks: number[] = [];
  for (; decade <= high; decade *= 10) for (const step of [1, 2, 5]) ticks.push(step * decade);
  ticks.push(decade);
  const from = ticks.filter((tick) => tick <= low).at(-1)!;
  const to = ticks.find((tick) => tick >= high)!;
  return { domain: [from, to], ticks: ticks.filter((tick) => tick >= from && tick <= to) };
}
