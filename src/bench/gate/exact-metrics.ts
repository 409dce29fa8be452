import type { ExactMetric } from '../samples/bench-file.js';
import type { ExactFinding } from './comparison.js';

/**
 * Compares two deterministic values: texts and numbers exactly, numbers within the base's declared tolerance where it
 * has one. The base's tolerance counts, so that a change cannot loosen its own gate.
 */
export function compareExact(base: ExactMetric, head: ExactMetric): ExactFinding {
  const tolerance = base.relativeTolerance;
  const change =
    typeof base.value === 'number' && typeof head.value === 'number' && base.value !== 0
      ? head.value / base.value - 1
      : null;
  const same = base.value === head.value || (change !== null && tolerance > 0 && Math.abs(change) <= tolerance);
  return {
    kind: 'exact',
    name: base.name,
    unit: base.unit,
    verdict: same ? 'same' : 'changed',
    base: base.value,
    head: head.value,
    change,
    tolerance,
  };
}
