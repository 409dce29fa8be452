export type { Band } from '../foundation/quantity/estimate.js';
export { builtinCatalog, findChip, resolveChip } from './catalog/find-chip.js';
export type * from './chip/chip.js';
export type * from './chip/chip-design.js';
export type * from './chip/chip-parts.js';
export { type ChipRate, type PeakOps, peakOpsPerSec } from './chip/datapath.js';
export {
  type FabricBudget,
  type FabricFit,
  type FabricPipeline,
  type FabricResource,
  type FpgaFabric,
  fitFabric,
  type PipelineFormat,
} from './chip/fpga-fabric.js';
export type { PublishedStructure } from './chip/published-structure.js';
export { type ChipCheck, type ChipRemark, checkChip } from './describe/check-chip.js';
export { chipFigures, type NamedFigure } from './describe/chip-figures.js';
export { chipDifferences, type FigureDifference } from './describe/compare-chips.js';
export type { DerivedFigure } from './describe/derived-figures.js';
export { type DesignFigures, designFigures } from './describe/design-figures.js';
export type { ChipDescription } from './describe/schema/chip-schema.js';
export type { StatedFigures } from './import/imported-chip.js';
export { importLlmCompass } from './import/llmcompass.js';
export { importScaleSimChip } from './import/scale-sim-chip.js';
export { importTimeloopChip } from './import/timeloop-chip.js';
export type { LevelTopology, Network, NetworkedSystem, NetworkLevel } from './network/network.js';
export { parseSystemFile, type SystemDescription } from './network/parse-system.js';
export { type System, systemOf, type Topology } from './network/system.js';
export { usualNetwork } from './network/usual-network.js';
export type { DesignPower, PowerComponent, PowerState } from './power/design-power.js';
export { type EnergyPerAction, energyPerAction } from './power/energy-per-action.js';
export { type BoardCost, boardCost } from './silicon/board-cost.js';
export type { AreaComponent, DieArea } from './silicon/die-area.js';
export { type DieCost, dieCost } from './silicon/die-cost.js';
export { dieYield, type YieldModel } from './silicon/die-yield.js';
export type { Wafer } from './silicon/dies-per-wafer.js';
export type { Harvest } from './silicon/harvest-yield.js';
export { type NreCost, nreCost } from './silicon/nre-cost.js';
export type { PackageCost } from './silicon/package-cost.js';
export {
  type NodeEnergies,
  nearestProcessNode,
  type ProcessNode,
  processNode,
  processNodes,
} from './silicon/process-node.js';
export { type Changed, type ChipChanges, editChip } from './variant/edit-chip.js';
export { parseChip, parseChipFile } from './variant/parse-chip.js';
export type { ParentLookup } from './variant/parse-variant.js';
export { type ChipArgument, readChip } from './variant/read-chip.js';
export type { VariantDescription } from './variant/variant-schema.js';
