export { AREA_CONSTANTS, AREA_PRIORS, type AreaConstants } from './area-constants.js';
export type { AreaPlan, CorePlan, LinkPhy } from './area-plan.js';
export * from './band-arithmetic.js';
export * from './board-cost.js';
export { builtinCatalog, canonicalChipName, findChip, resolveChip, unknownChip } from './catalog.js';
export { type ChipCheck, type ChipRemark, checkChip } from './check-chip.js';
export type * from './chip.js';
export type * from './chip-design.js';
export { chipFigures, type NamedFigure } from './chip-figures.js';
export type * from './chip-parts.js';
export { type ChipInput, chipSchema } from './chip-schema.js';
export { clockUnderCap, supplyVolts } from './clock-under-cap.js';
export { chipDifferences, type FigureDifference } from './compare-chips.js';
export { type ChipRate, type PeakOps, peakOpsPerSec, widenedPeakOpsPerSec } from './datapath.js';
export { type DerivedFigure, derivedFigures } from './derived-figures.js';
export { type DesignFigures, designFigures } from './design-figures.js';
export { type DesignPower, designPower, type PowerComponent, type PowerState } from './design-power.js';
export { type DesignInput, designSchema } from './design-schema.js';
export { type AreaComponent, type DieArea, designAreaPlan, dieArea } from './die-area.js';
export { CLUSTERING, type DieCost, dieCost, dieCostBand, RETICLE_LIMIT_MM2, STANDARD_WAFER } from './die-cost.js';
export { dieYield, type YieldModel } from './die-yield.js';
export { diesPerWafer, type Wafer } from './dies-per-wafer.js';
export { actionEnergies, type EnergyPerAction, energyPerAction } from './energy-per-action.js';
export {
  FABRIC_RESOURCES,
  type FabricBudget,
  type FabricFit,
  type FabricPipeline,
  type FpgaFabric,
  fabricClockHz,
  fitFabric,
} from './fpga-fabric.js';
export { type Harvest, harvestYield } from './harvest-yield.js';
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
export { type SystemInput, systemSchema } from './network/system-schema.js';
export { usualNetwork, usualNodeChips } from './network/usual-network.js';
export { costAgainstVolume, type NreCost, nreCost } from './nre-cost.js';
export { type PackageCost, packageCost } from './package-cost.js';
export { parseChip, parseChipFile } from './parse-chip.js';
export { planArea } from './plan-area.js';
export { type NodeEnergies, nearestProcessNode, type ProcessNode, processNode, processNodes } from './process-node.js';
export type { PublishedStructure } from './published-structure.js';
export type { StorageHierarchy, StorageLevel } from './storage-hierarchy.js';
export { chipsForBytes, type System, systemMemoryBytes, systemOf, type Topology, usualTopology } from './system.js';
