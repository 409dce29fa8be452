import {
  addBands,
  bandOfEnds,
  divideBands,
  exactly,
  multiplyBands,
  scaleBand,
} from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { Packaging } from '../chip/chip-design.js';
import type { MemoryKind } from '../chip/chip-parts.js';
import { DESIGN_VOLUME } from './design-volume.js';
import { dieCostBand } from './die-cost.js';
import { packageCost } from './package-cost.js';
import type { ProcessNode } from './process-node.js';

/** What one board costs to make and what it sells for. */
export interface BoardCost {
  readonly yield: Band;
  /** Wafer price over gross dies. */
  readonly rawDieUsd: Band;
  /** Wafer price over sellable dies. */
  readonly goodDieUsd: Band;
  readonly diesPerWafer: number;
  /** All dies of the package. */
  readonly diesUsd: Band;
  /** Carrier, substrate, assembly and what bonding spoils. */
  readonly packageUsd: Band;
  readonly memoryUsd: Band;
  /** Printed board, power delivery and cooling. */
  readonly boardUsd: Band;
  readonly testUsd: Band;
  /** Sum of the above: one board more. */
  readonly unitUsd: Band;
  /** Non-recurring cost over the volume. */
  readonly nreShareUsd: Band;
  readonly priceUsd: Band;
}

// USD per GB (unverified, before the price rise of 2025-26, which the high ends hold); HBM: H100 16.9, B200 15.1
// (siliconanalysts.com), 7 assumed by LLMCompass; DDR5 spot 2.4 in October 2023.
const MEMORY_USD_PER_GB: Readonly<Record<MemoryKind, Band>> = {
  hbm: { value: 15, low: 7, high: 20 },
  gddr: { value: 4, low: 3, high: 12 },
  lpddr: { value: 4, low: 3, high: 12 },
  ddr: { value: 2.4, low: 2, high: 10 },
  sram: exactly(0),
  rom: exactly(0),
};

// Package and assembly: 21 USD for a simple one (Princeton model, 2017); interposer packages cost 723 (H100). Flip-chip on an
// organic substrate lies between, by die size: 0.005 USD/mm2 over four times the die (Chiplet Actuary) is small beside assembly.
const FLIP_CHIP_USD: Band = { value: 45, low: 21, high: 100 };
const INTERPOSER_USD: Band = { value: 723, low: 500, high: 1100 };

// Assumption: 100 USD of printed board, connectors and mechanics, and 1 USD a watt of regulators and cooling. Check: the H100's
// "test and assembly" of 920 USD (siliconanalysts.com) at 700 W.
const BOARD_BASE_USD: Band = { value: 100, low: 60, high: 200 };
const BOARD_USD_PER_W: Band = { value: 1, low: 0.5, high: 2 };
const TEST_USD: Band = { value: 40, low: 15, high: 100 };

// Scenario inputs: boards over which design is paid back, and the price over unit cost before that. Accelerators sold by the leader
// take ten times their cost (H100: 33 600 over 3 320); a challenger's board is priced near cost.
export const PRICE_OVER_UNIT_COST: Band = { value: 1.6, low: 1.2, high: 3 };

// Share of a core-based die that cores take: GH100 and GA100 by the area model.
const HARVESTABLE_SHARE = 0.7;

/** Cost and price of a board with one packaged design; `areaMm2` is that of one of its dies. */
export function boardCost(input: {
  readonly areaMm2: Band;
  readonly dies: number;
  readonly packaging: Packaging;
  /** Cores of one die, and how many of them a sold die may lack. */
  readonly coresPerDie: number;
  readonly spareCoresPerDie: number;
  readonly node: ProcessNode;
  readonly memoryKind: MemoryKind;
  readonly memoryBytes: number;
  readonly tdpW: Band;
}): BoardCost {
  const units = Math.floor(input.coresPerDie);
  const spare = Math.min(units, Math.floor(input.spareCoresPerDie));
  const die = dieCostBand(
    input.areaMm2,
    input.node,
    spare > 0 ? { units, sellableUnits: units - spare, unitAreaShare: HARVESTABLE_SHARE } : null,
  );
  const packageUsd = packageBand(input, die.goodDieUsd);
  const diesUsd = scaleBand(die.goodDieUsd, input.dies);
  const memoryUsd = scaleBand(MEMORY_USD_PER_GB[input.memoryKind], input.memoryBytes / 1e9);
  const boardUsd = addBands(BOARD_BASE_USD, multiplyBands(BOARD_USD_PER_W, input.tdpW));
  const unitUsd = addBands(diesUsd, packageUsd, memoryUsd, boardUsd, TEST_USD);
  const nreShareUsd = divideBands(input.node.nreUsd, DESIGN_VOLUME);
  const priceUsd = addBands(multiplyBands(unitUsd, PRICE_OVER_UNIT_COST), nreShareUsd);
  return { ...die, diesUsd, packageUsd, memoryUsd, boardUsd, testUsd: TEST_USD, unitUsd, nreShareUsd, priceUsd };
}

/** With HBM, what interposer packages cost on the market; else the assembly of the dies beside the price of a simple package. */
function packageBand(
  input: {
    readonly memoryKind: MemoryKind;
    readonly areaMm2: Band;
    readonly dies: number;
    readonly packaging: Packaging;
  },
  goodDieUsd: Band,
): Band {
  if (input.memoryKind === 'hbm') return INTERPOSER_USD;
  const { dies, packaging } = input;
  if (packaging === 'monolithic' && dies === 1) return FLIP_CHIP_USD;
  return bandOfEnds((end) => {
    const cost = packageCost({ packaging, dies, mm2PerDie: input.areaMm2[end], goodDieUsd: goodDieUsd[end] });
    return FLIP_CHIP_USD[end] + cost.partsUsd + cost.lossUsd;
  });
}
