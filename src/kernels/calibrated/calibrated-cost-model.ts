import type { Chip } from '../../chips/chip/chip.js';
import type { System } from '../../chips/network/system.js';
import { exp } from '../../foundation/numeric/portable-math.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { kernelJoules } from '../energy/kernel-joules.js';
import type { Bound, CostContext, CostModel, KernelCost, KernelRefusal } from '../roofline/cost-model.js';
import { operatorRefusal } from '../roofline/format-support.js';
import { operatorBytes, operatorFlops } from '../roofline/operator-work.js';
import { operatorPeak } from '../roofline/three-regime-form.js';
import type { Calibration } from './calibration/calibration.js';
import { operatorDtype, operatorVariant } from './calibration/calibration-group.js';
import { predictMicroseconds } from './predict.js';
import { type EstimatePlan, resolvePlan } from './resolve-plan.js';

/**
 * Costs operators with the fits of measured kernels: a chip's own where it has rows, a sibling's, or the mean of
 * foreign ones, each with the interval of its provenance. Times are those of a kernel inside a captured graph.
 */
export function createCalibratedCostModel(calibrations: readonly Calibration[]): CostModel {
  const plans = new WeakMap<Chip, Map<string, EstimatePlan>>();
  const planFor = (op: Operator, chip: Chip): EstimatePlan => {
    let ofChip = plans.get(chip);
    if (ofChip === undefined) {
      ofChip = new Map();
      plans.set(chip, ofChip);
    }
    const key = planKey(op);
    let plan = ofChip.get(key);
    if (plan === undefined) {
      plan = resolvePlan(op, chip, calibrations);
      ofChip.set(key, plan);
    }
    return plan;
  };
  return {
    name: 'calibrated',
    estimate(op, system, context) {
      return estimate(op, system, context, planFor(op, system.chip));
    },
  };
}

function planKey(op: Operator): string {
  return `${op.kind}|${operatorVariant(op)}|${operatorDtype(op)}|${'kvDtype' in op ? op.kvDtype : ''}`;
}

function estimate(
  op: Operator,
  system: System,
  costContext: CostContext,
  plan: EstimatePlan,
): KernelCost | KernelRefusal {
  const { form, device } = plan;
  const refusal = operatorRefusal(op, system.chip, plan.device);
  if (refusal !== null) return { refused: refusal };
  const context = { ...plan.context, weightCopies: costContext.weightCopies };
  const floor = form.rooflineMicroseconds(op, device, context);
  const microseconds = predictMicroseconds(op, plan, context);
  const spread = exp(plan.errors.q90);
  const flops = operatorFlops(op);
  const bytes = operatorBytes(op);
  const seconds = microseconds * 1e-6;
  const lowSeconds = Math.max(floor, microseconds / spread) * 1e-6;
  const highSeconds = seconds * spread;
  return {
    seconds: { value: seconds, low: lowSeconds, high: highSeconds, provenance: plan.provenance },
    joules: kernelJoules(
      op,
      { seconds, lowSeconds, highSeconds, flops, bytes, provenance: plan.provenance },
      system.chip,
    ),
    bound: boundOf(op, plan, microseconds, flops, bytes),
    flops,
    bytes,
    family: form.family === 'other' ? op.kind : form.family,
    parts: [],
  };
}

function isCollective(op: Operator): boolean {
  return 'ranks' in op;
}

function boundOf(op: Operator, plan: EstimatePlan, microseconds: number, flops: number, bytes: number): Bound {
  const { device } = plan;
  if (isCollective(op)) return (bytes / device.linkBytesPerSec) * 1e6 > microseconds / 2 ? 'link' : 'latency';
  const compute = flops > 0 ? (flops / operatorPeak(op, device)) * 1e6 : 0;
  const memory = (bytes / device.memoryBytesPerSec) * 1e6;
  const launch = plan.form.parameters.findIndex((spec) => spec.name === 't0');
  if (launch >= 0 && plan.parameters[launch]! > microseconds / 2) return 'latency';
  return compute >= memory ? 'compute' : 'memory';
}
