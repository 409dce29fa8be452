import { pow } from '../../../foundation/numeric/portable-math.js';
import type { OperatorSizes } from '../scenario/market-scenario.js';

/** Sizes of a cohort's operators, largest first; they sum to the cohort's capacity. */
export function operatorSizes(
  capacity: number,
  { operators, exponent }: OperatorSizes,
): { size: number; count: number }[] {
  if (!(Number.isInteger(operators) && operators >= 1)) throw new Error(`A cohort cannot have ${operators} operators.`);
  if (exponent === 0) return [{ size: capacity / operators, count: operators }];
  const weights = Array.from({ length: operators }, (_, k) => pow(k + 1, -exponent));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => ({ size: (capacity * weight) / total, count: 1 }));
}
