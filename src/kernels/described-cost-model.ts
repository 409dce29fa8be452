import type { CostModel } from './cost-model.js';
import { organisationOf } from './mapping/designed-machine.js';

/**
 * Costs chips that are described by a floor plan with the white box, which reads it, and every other chip as `known` does.
 *
 * @example createDescribedCostModel(createCalibratedCostModel([]), createMappingCostModel()).name // 'calibrated, floor plans by mapping'
 */
export function createDescribedCostModel(known: CostModel, whiteBox: CostModel): CostModel {
  return {
    name: `${known.name}, floor plans by ${whiteBox.name}`,
    estimate(op, system, context) {
      const model = organisationOf(system.chip) === null ? known : whiteBox;
      return model.estimate(op, system, context);
    },
  };
}
