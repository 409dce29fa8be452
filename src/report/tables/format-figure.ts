/** Dash that stands for a figure that does not apply. */
export const DASH = '—';

const SCALES: readonly (readonly [number, string])[] = [
  [1e24, 'Y'],
  [1e21, 'Z'],
  [1e18, 'E'],
  [1e15, 'P'],
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
  [1, ''],
  [1e-3, 'm'],
  [1e-6, 'µ'],
  [1e-9, 'n'],
  [1e-12, 'p'],
  [1e-15, 'f'],
];

/** Three significant digits with a metric prefix, such as `1.24 M`; the prefix joins the unit that follows. */
export function formatSi(value: number, unit: string): string {
  if (value === 0) return `0 ${unit}`.trim();
  const [scale, prefix] = SCALES.find(([size]) => Math.abs(value) >= size * 0.9995) ?? SCALES.at(-1)!;
  return `${threeDigits(value / scale)} ${prefix}${unit}`.trim();
}

/** As `formatSi`, but below one without prefix: nobody speaks of millitokens. */
export function formatCount(value: number, unit: string): string {
  return Math.abs(value) < 1 ? `${threeDigits(value)} ${unit}` : formatSi(value, unit);
}

/** Three significant digits without exponent for everyday sizes. */
export function threeDigits(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-3) return value.toExponential(2);
  return size >= 100 ? Math.round(value).toString() : value.toPrecision(3);
}

/** Money with the scale in words, such as `1.20 B$`. */
export function formatUsd(value: number): string {
  const size = Math.abs(value);
  if (size >= 999.5e6) return `${threeDigits(value / 1e9)} B$`;
  if (size >= 999.5e3) return `${threeDigits(value / 1e6)} M$`;
  if (size >= 999.5) return `${threeDigits(value / 1e3)} k$`;
  return `${threeDigits(value)} $`;
}

export function formatPercent(share: number): string {
  const percent = share * 100;
  return `${Math.abs(percent) >= 10 ? Math.round(percent) : Number(percent.toPrecision(2))} %`;
}

/** A band as `value [low, high]` in one format. */
export function formatBand(
  band: { value: number; low: number; high: number },
  format: (value: number) => string,
): string {
  return `${format(band.value)} [${format(band.low)}, ${format(band.high)}]`;
}
