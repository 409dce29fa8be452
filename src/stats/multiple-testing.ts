/**
 * Holm's step-down adjustment (S. Holm, 1979): comparing the results with alpha keeps the chance of any false alarm
 * below alpha, whatever the dependence.
 *
 * @example
 * holmAdjust([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holmAdjust(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let running = 0;
  order.forEach((index, rank) => {
    running = Math.max(running, Math.min(1, (pValues.length - rank) * pValues[index]!));
    adjusted[index] = running;
  });
  return adjusted;
}

/**
 * Benjamini and Hochberg's adjustment (1995): comparing the results with q keeps the expected share of false alarms
 * among all alarms below q for independent tests.
 *
 * @example
 * benjaminiHochbergAdjust([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 */
export function benjaminiHochbergAdjust(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let running = 1;
  order.forEach((index, rank) => {
    running = Math.min(running, (pValues.length / (pValues.length - rank)) * pValues[index]!);
    adjusted[index] = running;
  });
  return adjusted;
}
