import type { ParameterSpec } from './physical-form.js';

/** A parameter in one line: prior is [typical, standard deviation in ln], bounds are [low, high]. */
export function parameterSpec(
  name: string,
  unit: string,
  meaning: string,
  prior: readonly [typical: number, lnSd: number],
  bounds: readonly [low: number, high: number],
): ParameterSpec {
  return { name, unit, meaning, typical: prior[0], lnSd: prior[1], low: bounds[0], high: bounds[1] };
}
