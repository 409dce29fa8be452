import { pow } from '../../../foundation/numeric/portable-math.js';
import type { DesignStaircases, StaircaseStep } from '../../../study/run/designed/design-staircase.js';
import { staircaseAt } from '../../../study/run/designed/design-staircase.js';
import type { NamedNetwork } from '../../../study/run/designed/named-networks.js';
import { type ChartSpec, chart } from '../chart.js';

/** The part of the plane that is drawn: emission value, USD a year, and share paid for work. */
export interface MapWindow {
  readonly emissions: readonly [number, number];
  readonly lowestShare: number;
}

/** From none to the best chip, light to dark; the last is still readable under dark text. */
export const CHIP_SHADES = ['#eef1f4', '#dcecf7', '#b9dcf0', '#8cc8e8', '#56b4e9', '#3a98cc', '#2b7fb3', '#1f6a99'];

/** The shade of a chip by its place: 0 for the hardware of general purpose, then the options in their order. */
export function chipShade(place: number): string {
  return CHIP_SHADES[Math.min(Math.max(0, place), CHIP_SHADES.length - 1)]!;
}

const NRE_LABELS = { low: 'low NRE', value: 'middling NRE', high: 'high NRE' } as const;
/** Where the numbers of makers stand: fractions of the window's width in logarithms, and shares. */
const NUMBERED_SHARES = [0.022, 0.14, 0.66];
const NUMBERED_COLUMNS = [0.08, 0.25, 0.42, 0.58, 0.75, 0.92];
const SAMPLES = 60;

/**
 * The chip that each point of (emission value, share for work) pays for, at the three NRE cases. Chips change on the
 * hyperbolas w Y = W, which are straight lines on logarithmic axes; numbers are makers.
 */
export function designMapChart(
  staircases: DesignStaircases,
  networks: readonly NamedNetwork[],
  outsideUsdPerYear: number,
  window: MapWindow,
): ChartSpec {
  const chips = chipsOf(staircases);
  const allLabels = [staircases.referenceLabel, ...staircases.optionLabels];
  const label = (step: StaircaseStep) =>
    step.option < 0 ? staircases.referenceLabel : staircases.optionLabels[step.option]!;
  const [low, high] = window.emissions;
  const emissionAt = (part: number) => low * pow(high / low, part);
  const samples = Array.from({ length: SAMPLES + 1 }, (_, i) => emissionAt(i / SAMPLES));
  const panel = (nreCase: keyof typeof NRE_LABELS) => {
    const chipSteps = mergedByChip(staircases, nreCase, outsideUsdPerYear);
    const areas = chipSteps.flatMap((step, i) => {
      const until = chipSteps[i + 1]?.from ?? Number.POSITIVE_INFINITY;
      return samples.flatMap((emission) => {
        const from = Math.max(window.lowestShare, Math.min(1, step.from / emission));
        const to = Math.max(window.lowestShare, Math.min(1, until / emission));
        return [{ emission, from, to, chip: label(step), region: i }];
      });
    });
    const lines = chipSteps.slice(1).flatMap((step) =>
      samples.flatMap((emission) => {
        const share = step.from / emission;
        return share > window.lowestShare && share < 1 ? [{ emission, share, region: step.from }] : [];
      }),
    );
    const numbers = NUMBERED_SHARES.flatMap((share) =>
      NUMBERED_COLUMNS.map((part) => {
        const emission = emissionAt(part);
        const { makers } = staircaseAt(staircases, nreCase, share * emission, outsideUsdPerYear);
        return { emission, share, makers: makers === 0 ? '' : String(makers) };
      }),
    );
    return {
      title: { text: NRE_LABELS[nreCase], fontSize: 12, anchor: 'middle' },
      width: 255,
      height: 250,
      layer: [
        {
          data: { values: areas },
          mark: { type: 'area', opacity: 1 },
          encoding: {
            x: emissionAxis(window),
            y: { ...shareAxis(window, nreCase === 'low'), field: 'from' },
            y2: { field: 'to' },
            detail: { field: 'region', type: 'nominal' },
            color: {
              field: 'chip',
              type: 'nominal',
              title: null,
              scale: { domain: chips, range: chips.map((chip) => chipShade(allLabels.indexOf(chip))) },
              legend: { orient: 'bottom', columns: 3, symbolType: 'square', labelLimit: 400 },
            },
          },
        },
        {
          data: { values: lines },
          mark: { type: 'line', color: '#ffffff', strokeWidth: 1.4 },
          encoding: {
            x: emissionAxis(window),
            y: { ...shareAxis(window, true), field: 'share' },
            detail: { field: 'region', type: 'nominal' },
          },
        },
        {
          data: { values: numbers },
          mark: { type: 'text', fontSize: 10, color: '#39424d' },
          encoding: {
            x: emissionAxis(window),
            y: { ...shareAxis(window, true), field: 'share' },
            text: { field: 'makers', type: 'nominal' },
          },
        },
        ...networkLayers(networks, window),
      ],
    };
  };
  return chart(
    'Which chip the pay brings forth, and from how many makers',
    `mode designed; price held equal (comparison A); ${outsideText(outsideUsdPerYear)}; numbers: makers; lines: w Y = W`,
    { spacing: 18, hconcat: [panel('low'), panel('value'), panel('high')] },
  );
}

function outsideText(usd: number): string {
  return usd === 0 ? 'no outside demand' : `outside demand that counts (omega X) ${usd / 1e9} B$ a year`;
}

/** Labels that occur, the general-purpose hardware first, then the options in their order. */
function chipsOf(staircases: DesignStaircases): string[] {
  const reached = new Set(
    (['low', 'value', 'high'] as const).flatMap((nreCase) =>
      staircases.steps[nreCase].flatMap((steps) => steps.map((step) => step.option)),
    ),
  );
  const options = staircases.optionLabels.filter((_, i) => reached.has(i));
  return [staircases.referenceLabel, ...options];
}

/** Steps at which the chip changes, whatever the makers, over the pay itself: outside demand moves them down. */
function mergedByChip(staircases: DesignStaircases, nreCase: keyof typeof NRE_LABELS, outside: number) {
  const { bySum, outsideUsdPerYear: levels, steps } = staircases;
  const nearest = bySum
    ? 0
    : levels.reduce((best, usd, i) => (Math.abs(usd - outside) < Math.abs(levels[best]! - outside) ? i : best), 0);
  const merged: (StaircaseStep & { from: number })[] = [];
  for (const step of steps[nreCase][nearest]!) {
    const from = bySum ? Math.max(0, step.fromUsdPerYear - outside) : step.fromUsdPerYear;
    const last = merged.at(-1);
    if (last !== undefined && from === 0) merged.pop();
    if (merged.at(-1)?.option !== step.option) merged.push({ ...step, from });
  }
  return merged;
}

function emissionAxis({ emissions }: MapWindow) {
  return {
    field: 'emission',
    type: 'quantitative',
    title: 'emission value a year',
    scale: { type: 'log', domain: emissions, nice: false },
    axis: { values: decades(emissions), labelExpr: MONEY, labelOverlap: false, grid: false },
  };
}

/** Axis labels in words of money. */
const MONEY =
  "datum.value >= 1e12 ? datum.value / 1e12 + ' T$' : datum.value >= 1e9 ? datum.value / 1e9 + ' B$' : datum.value >= 1e6 ? datum.value / 1e6 + ' M$' : datum.value / 1e3 + ' k$'";

/** Powers of ten within a range. */
function decades([low, high]: readonly [number, number]): number[] {
  const found: number[] = [];
  for (let usd = 1e3; usd <= high; usd *= 10) if (usd >= low) found.push(usd);
  return found;
}

function shareAxis({ lowestShare }: MapWindow, titled: boolean) {
  return {
    type: 'quantitative',
    title: titled ? 'share paid for work' : null,
    scale: { type: 'log', domain: [lowestShare, 1], nice: false },
    axis: { format: '~%', values: [0.01, 0.02, 0.05, 0.1, 0.2, 0.41, 1], grid: false },
  };
}

/** Known networks as diamonds; those with a range only, or with one beside their value, as bars. */
function networkLayers(networks: readonly NamedNetwork[], window: MapWindow) {
  const [low, high] = window.emissions;
  const clip = (usd: number) => Math.min(high, Math.max(low, usd));
  const rows = networks
    .filter((one) => one.emissionUsdPerYear.high >= low && one.emissionUsdPerYear.low <= high)
    .map((one) => ({
      label: one.label,
      share: one.workShare,
      from: clip(one.emissionUsdPerYear.low),
      to: clip(one.emissionUsdPerYear.high),
      emission: clip(
        one.emissionUsdPerYear.value ?? Math.sqrt(one.emissionUsdPerYear.low * one.emissionUsdPerYear.high),
      ),
      known: one.emissionUsdPerYear.value !== null,
    }));
  const y = { ...shareAxis(window, true), field: 'share' };
  return [
    {
      data: { values: rows },
      mark: { type: 'rule', color: '#D55E00', strokeWidth: 2 },
      encoding: { x: { ...emissionAxis(window), field: 'from' }, x2: { field: 'to' }, y },
    },
    {
      data: { values: rows.filter((row) => row.known) },
      mark: { type: 'point', shape: 'diamond', filled: true, size: 70, color: '#D55E00', opacity: 1 },
      encoding: { x: emissionAxis(window), y },
    },
    {
      data: { values: rows },
      mark: { type: 'text', dy: 11, fontSize: 9.5, color: '#7a3300' },
      encoding: { x: emissionAxis(window), y, text: { field: 'label', type: 'nominal' } },
    },
  ];
}
