import type { System } from '../../chips/network/system.js';
import type { Operator } from '../../workloads/operators/operator.js';
import type { CostContext, CostModel, KernelCost, KernelRefusal } from '../roofline/cost-model.js';

/** A cost model that remembers: layers of one network repeat the same operators many times. */
export function memoCostModel(model: CostModel): CostModel {
  const bySystem = new Map<System, Map<string, KernelCost | KernelRefusal>>();
  return {
    name: model.name,
    estimate(op: Operator, system: System, context: CostContext): KernelCost | KernelRefusal {
      let known = bySystem.get(system);
      if (known === undefined) {
        known = new Map();
        bySystem.set(system, known);
      }
      const key = `${context.weightCopies}${JSON.stringify(op)}`;
      let cost = known.get(key);
      if (cost === undefined) {
        cost = model.estimate(op, system, context);
        known.set(key, cost);
      }
      return cost;
    },
  };
}
