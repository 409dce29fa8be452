import { organisationOf } from '../../chips/chip/organisation-of.js';
import { bundledCalibrations } from '../calibrated/bundled-calibrations.js';
import { createCalibratedCostModel } from '../calibrated/calibrated-cost-model.js';
import type { Calibration } from '../calibrated/calibration/calibration.js';
import { createNetworkCostModel } from '../collective/network-cost-model.js';
import type { CostModel } from '../roofline/cost-model.js';
import { createMappingCostModel } from '../white-box/mapping-cost-model.js';
import { createVariantCostModel } from './variant-cost-model.js';

/**
 * The cost model of every command: fits of measured kernels for chips as they are, the white-box model for chips described
 * by a floor plan, and for variants of a chip those of the chip, corrected by what the white box says the variant changes.
 * Collectives over a described network that nobody measured take the closed forms of their algorithms.
 *
 * @example createDefaultCostModel([]).name // 'calibrated, floor plans by mapping with variants'
 */
export function createDefaultCostModel(calibrations: readonly Calibration[] = bundledCalibrations()): CostModel {
  const whiteBox = createMappingCostModel();
  const described = floorPlansBy(whiteBox, createCalibratedCostModel(calibrations));
  return createNetworkCostModel(createVariantCostModel(described, whiteBox));
}

/** Chips that are described by a floor plan, and FPGAs, by the white box, which reads what is laid out; every other chip as known. */
function floorPlansBy(whiteBox: CostModel, known: CostModel): CostModel {
  return {
    name: `${known.name}, floor plans by ${whiteBox.name}`,
    estimate(op, system, context) {
      const { chip } = system;
      const model = organisationOf(chip) === null && chip.kind !== 'fpga' ? known : whiteBox;
      return model.estimate(op, system, context);
    },
  };
}
