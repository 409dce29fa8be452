export * from '../foundation/quantity/band-arithmetic.js';
export { builtinCatalog, canonicalChipName, findChip, resolveChip, unknownChip } from './catalog/find-chip.js';
export type * from './chip/chip.js';
export type * from './chip/chip-design.js';
export type * from './chip/chip-parts.js';
export { type ChipRate, type PeakOps, peakOpsPerSec, widenedPeakOpsPerSec } from './chip/datapath.js';
export {
  FABRIC_RESOURCES,
  type FabricBudget,
  type FabricFit,
  type FabricPipeline,
  type FpgaFabric,
  fabricClockHz,
  fitFabric,
} from './chip/fpga-fabric.js';
export type { PublishedStructure } from './chip/published-structure.js';
export type { StorageHierarchy, StorageLevel } from './chip/storage-hierarchy.js';
export { type ChipCheck, type ChipRemark, checkChip } from './describe/check-chip.js';
export { chipFigures, type NamedFigure } from './describe/chip-figures.js';
export { chipDifferences, type FigureDifference } from './describe/compare-chips.js';
export { type DerivedFigure, derivedFigures } from './describe/derived-figures.js';
export { type DesignFigures, designFigures } from './describe/design-figures.js';
export { type ChipDescription, chipSchema } from './describe/schema/chip-schema.js';
export { designSchema } from './describe/schema/design-schema.js';
export { importTimeloopArchitecture } from './import/timeloop-architecture.js';
export { type ActionEnergies, importTimeloopEnergy } from './import/timeloop-energy.js';
export {
  bisectionShare,
  isNetworked,
  levelDiameter,
  levelSize,
  type Network,
  type NetworkedSystem,
  type NetworkLevel,
  networkSize,
} from './network/network.js';
export { parseSystemFile, type SystemDescription } from './network/parse-system.js';
export {
  chipsForBytes,
  type System,
  systemMemoryBytes,
  systemOf,
  type Topology,
  usualTopology,
} from './network/system.js';
export { type SystemInput, systemSchema } from './network/system-schema.js';
export { usualNetwork, usualNodeChips } from './network/usual-network.js';
export { clockUnderCap, supplyVolts } from './power/clock-under-cap.js';
export { type DesignPower, designPower, type PowerComponent, type PowerState } from './power/design-power.js';
export { actionEnergies, type EnergyPerAction, energyPerAction } from './power/energy-per-action.js';
export { AREA_CONSTANTS, AREA_PRIORS, type AreaConstants } from './silicon/area-constants.js';
export type { AreaPlan, CorePlan, LinkPhy } from './silicon/area-plan.js';
export * from './silicon/board-cost.js';
export { type AreaComponent, type DieArea, designAreaPlan, dieArea } from './silicon/die-area.js';
export {
  CLUSTERING,
  type DieCost,
  dieCost,
  dieCostBand,
  RETICLE_LIMIT_MM2,
  STANDARD_WAFER,
} from './silicon/die-cost.js';
export { dieYield, type YieldModel } from './silicon/die-yield.js';
export { diesPerWafer, type Wafer } from './silicon/dies-per-wafer.js';
export { type Harvest, harvestYield } from './silicon/harvest-yield.js';
export { costAgainstVolume, type NreCost, nreCost } from './silicon/nre-cost.js';
export { type PackageCost, packageCost } from './silicon/package-cost.js';
export { planArea } from './silicon/plan-area.js';
export {
  type NodeEnergies,
  nearestProcessNode,
  type ProcessNode,
  processNode,
  processNodes,
} from './silicon/process-node.js';
export { asVariantOf } from './variant/as-variant-of.js';
export { type ChipChanges, editChip } from './variant/edit-chip.js';
export { parseChip, parseChipFile } from './variant/parse-chip.js';
export type { ParentLookup } from './variant/parse-variant.js';
