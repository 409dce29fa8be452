export {
  type DesignOption,
  machinePriceAt,
  type OwnerCosts,
  type ReferenceHardware,
  type UnitCost,
  unitCost,
} from './design-option.js';
export {
  designThreshold,
  learningFactor,
  makersSupported,
  productLifeValue,
  yearsToDesign,
} from './design-threshold.js';
export type { DesignEvent, DesignedInput, DesignedOutcome, MoneyUses, NreCase } from './designed-input.js';
export { simulateDesigned } from './simulate-designed.js';
