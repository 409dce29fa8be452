import type { Estimate } from '../../foundation/quantity/estimate.js';
import { type CostModel, isRefusal } from '../roofline/cost-model.js';

/**
 * Kernels that a host launches one by one and waits for, instead of replaying a captured graph: `gapSec` passes before
 * each kernel, at idle power. The gap is the caller's figure; on an A100 under PyTorch it was measured as 21 us for a
 * product, 12 us for a softmax, 45 us for a norm or activation (LLMCompass at 2e015fd).
 *
 * @example
 * launchedCostModel({ ...createDefaultCostModel(), name: 'fits' }, 21e-6).name // 'fits, launched one by one'
 */
export function launchedCostModel(model: CostModel, gapSec: number): CostModel {
  return {
    name: `${model.name}, launched one by one`,
    estimate(op, system, context) {
      const cost = model.estimate(op, system, context);
      if (isRefusal(cost)) return cost;
      const gapJ = gapSec * system.chip.idleW.value;
      return {
        ...cost,
        seconds: plus(cost.seconds, gapSec),
        joules: plus(cost.joules, gapJ),
        bound: gapSec > cost.seconds.value ? 'latency' : cost.bound,
        parts: cost.parts.length === 0 ? cost.parts : [...cost.parts, { name: 'waiting for the host', joules: gapJ }],
      };
    },
  };
}

function plus({ value, low, high, provenance }: Estimate, more: number): Estimate {
  return { value: value + more, low: low + more, high: high + more, provenance };
}
