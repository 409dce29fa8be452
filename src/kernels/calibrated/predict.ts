import { exp } from '../../foundation/numeric/portable-math.js';
import type { Operator } from '../../workloads/operators/operator.js';
import type { KernelContext } from '../roofline/physical-form.js';
import { residualAt } from './residual/residual-surface.js';
import type { EstimatePlan } from './resolve-plan.js';

/** Microseconds of one call by a plan: physics, times the residual, not below the ideal roofline (I6). */
export function predictMicroseconds(op: Operator, plan: EstimatePlan, context: KernelContext): number {
  const { form, parameters, device } = plan;
  const physical = form.microseconds(parameters, op, device, context);
  const floor = form.rooflineMicroseconds(op, device, context);
  return Math.max(floor, physical * residualFactor(op, plan, context));
}

/** What the calibrated device takes over what physics says, for the same operator. */
function residualFactor(op: Operator, { form, residual }: EstimatePlan, context: KernelContext): number {
  if (residual === null) return 1;
  form.features(residual.parameters, op, residual.device, context, residual.features);
  return exp(residualAt(residual.surface, residual.features));
}
