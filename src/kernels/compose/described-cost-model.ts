import { organisationOf } from '../../chips/chip/organisation-of.js';
import type { CostModel } from '../roofline/cost-model.js';

/**
 * Costs chips that are described by a floor plan, and FPGAs, with the white box, which reads what is laid out, and every
 * other chip as `known` does.
 *
 * @example createDescribedCostModel(createCalibratedCostModel([]), createMappingCostModel()).name // 'calibrated, floor plans by mapping'
 */
export function createDescribedCostModel(known: CostModel, whiteBox: CostModel): CostModel {
  return {
    name: `${known.name}, floor plans by ${whiteBox.name}`,
    estimate(op, system, context) {
      const { chip } = system;
      const model = organisationOf(chip) === null && chip.kind !== 'fpga' ? known : whiteBox;
      return model.estimate(op, system, context);
    },
  };
}
