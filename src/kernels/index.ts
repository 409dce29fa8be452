export { bundledCalibrations } from './calibrated/bundled-calibrations.js';
export { calibrate } from './calibrated/calibrate.js';
export { createCalibratedCostModel } from './calibrated/calibrated-cost-model.js';
export { type Calibration, type CalibrationEntry, parseCalibration } from './calibrated/calibration.js';
export { deviceFigures } from './calibrated/chip-figures.js';
export type { DeviceFigures } from './calibrated/device-figures.js';
export { formatCalibration } from './calibrated/format-calibration.js';
export { withLeftOutErrors } from './calibrated/left-out.js';
export type { CollectiveCall, CollectiveKind } from './collective/collective-kind.js';
export { type CollectiveTime, collectiveTime } from './collective/collective-time.js';
export { createNetworkCostModel } from './collective/network-cost-model.js';
export {
  type Bound,
  type CostContext,
  type CostModel,
  isRefusal,
  type KernelCost,
  type KernelRefusal,
} from './cost-model.js';
export { createDefaultCostModel } from './default-cost-model.js';
export { launchedCostModel } from './launched-cost-model.js';
export { mappingMachine } from './mapping/chip-mapping-machine.js';
export { importTimeloopMapping } from './mapping/import/timeloop-mapping.js';
export { accessCounts, type LevelAccesses, type SpaceAccesses } from './mapping/loop-nest/access-counts.js';
export { evaluateNest, type NestLevelRun, type NestRun } from './mapping/loop-nest/evaluate-nest.js';
export type { NestLoop, NestMapping, NestMappingLevel } from './mapping/loop-nest/nest-mapping.js';
export { type PlacedNest, placeNest } from './mapping/loop-nest/placed-nest.js';
export { mapOperator, tryMapOperator } from './mapping/map-operator.js';
export { mapRowwise } from './mapping/map-stream.js';
export type { Mapping } from './mapping/mapping.js';
export { createMappingCostModel } from './mapping/mapping-cost-model.js';
export { WHITE_BOX_CONSTANTS, type WhiteBoxConstants } from './mapping/white-box-constants.js';
export { type MeasuredCostModel, measuredCostModel } from './measured/measured-cost-model.js';
export { operatorBytes, operatorFlops } from './operator-work.js';
export { parseOperator } from './parse-operator.js';
export { formatTimings, type TimingCells } from './timings/format-timings.js';
export type { ImportedTimings, ImportLabels } from './timings/import/import-collector.js';
export { importTimings } from './timings/import/import-timings.js';
export { parseTimings, TimingCollector, type TimingTable } from './timings/parse-timings.js';
export type { ExecMode, TimingRow } from './timings/timing-row.js';
export { type ErrorSummary, summariseErrors } from './validation/error-summary.js';
export {
  type PredictedRow,
  predictRows,
  type ValidationGroup,
  validationGroups,
} from './validation/validate-timings.js';
export { createVariantCostModel, VARIANT_CONSTANTS, type VariantConstants } from './variant/variant-cost-model.js';
