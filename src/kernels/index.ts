export type { Estimate } from '../foundation/quantity/estimate.js';
export { bundledCalibrations } from './calibrated/bundled-calibrations.js';
export { createCalibratedCostModel } from './calibrated/calibrated-cost-model.js';
export { type Calibration, type CalibrationEntry, parseCalibration } from './calibrated/calibration/calibration.js';
export { formatCalibration } from './calibrated/calibration/format-calibration.js';
export { calibrate } from './calibrated/fit/calibrate.js';
export type { CollectiveCall, CollectiveKind } from './collective/collective-kind.js';
export { type CollectiveCandidate, type CollectiveTime, collectiveTime } from './collective/collective-time.js';
export type { LinkUse } from './collective/link-use.js';
export { createDefaultCostModel } from './compose/default-cost-model.js';
export { launchedCostModel } from './compose/launched-cost-model.js';
export { type MeasuredCostModel, measuredCostModel } from './compose/measured-cost-model.js';
export { createVariantCostModel, type VariantConstants } from './compose/variant-cost-model.js';
export { deviceFigures } from './roofline/chip-figures.js';
export {
  type Bound,
  type CostContext,
  type CostModel,
  isRefusal,
  type KernelCost,
  type KernelRefusal,
} from './roofline/cost-model.js';
export type { DeviceFigures } from './roofline/device-figures.js';
export type { ExecMode } from './roofline/exec-mode.js';
export type { JoulePart } from './roofline/joule-part.js';
export { operatorBytes, operatorFlops } from './roofline/operator-work.js';
export { formatTimings, type TimingCells } from './timings/format-timings.js';
export type { ImportedTimings, ImportLabels } from './timings/import/import-collector.js';
export { importTimings } from './timings/import/import-timings.js';
export { parseOperator } from './timings/parse-operator.js';
export { parseTimings, type TimingTable } from './timings/parse-timings.js';
export type { TimingRow } from './timings/timing-row.js';
export type { TimingColumn } from './timings/timing-schema.js';
export type { WhiteBoxConstants } from './white-box/machine/white-box-constants.js';
export { mapOperator } from './white-box/map-operator.js';
export type { Mapping } from './white-box/mapping.js';
export { createMappingCostModel } from './white-box/mapping-cost-model.js';
