export { bitcoinCrossings, type GenerationCrossing } from './bitcoin-thresholds.js';
export { COMPARISON_LABELS, type ComparisonRule } from './comparison-pay.js';
export { type ComparedRule, compareUnder } from './comparison-rules.js';
export { breakEvenShares, type DesignMap, designMap } from './design-map.js';
export {
  type DesignedHardware,
  type DesignPurpose,
  designedHardware,
  designOptions,
  referenceHardware,
} from './design-options.js';
export { comparePayments, type PaidComparison } from './design-uncertainty.js';
export { type EconomyFile, economySchema, parseEconomyFile } from './economy-file.js';
export type { DesignedEconomy, EconomyOutcome, ReplayEconomy } from './economy-outcome.js';
export type { EconomyColumn, EconomyTable } from './economy-table.js';
export { economyTables } from './economy-tables.js';
export { runEconomy } from './run-economy.js';
export { type ChipVerdict, chipVerdict } from './verdict-flips.js';
