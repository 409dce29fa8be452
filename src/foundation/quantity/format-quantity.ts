const PREFIXES: readonly (readonly [number, string])[] = [
  [1e18, 'E'],
  [1e15, 'P'],
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
  [1, ''],
  [1e-3, 'm'],
  [1e-6, 'u'],
  [1e-9, 'n'],
  [1e-12, 'p'],
  [1e-15, 'f'],
];

/**
 * A number with an SI prefix for a reader, to the given significant digits; the same text on every machine.
 *
 * @example
 * formatQuantity(3.35e12, 'B/s') // '3.35 TB/s'
 */
export function formatQuantity(value: number, unit: string, digits = 3): string {
  const rounded = Number(value.toPrecision(digits));
  const magnitude = Math.abs(rounded);
  if (magnitude === 0 || !Number.isFinite(magnitude)) return `${rounded} ${unit}`;
  const [scale, prefix] = PREFIXES.find(([smallest]) => magnitude >= smallest) ?? PREFIXES[PREFIXES.length - 1]!;
  return `${Number((rounded / scale).toPrecision(digits))} ${prefix}${unit}`;
}
