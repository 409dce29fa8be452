import type { Packaging } from '../chip/chip-design.js';
import { dieCost } from './die-cost.js';
import type { Wafer } from './dies-per-wafer.js';

/** Constants of one carrier between dies and substrate; figures of Chiplet Actuary (Feng & Ma, DAC 2022, d8dc4f1). */
interface Carrier {
  readonly waferUsd: number;
  readonly defectsPerCm2: number;
  readonly clustering: number;
  /** Carrier area over that of the dies. */
  readonly areaFactor: number;
  /** Bumps between a die and the carrier. */
  readonly bumpUsdPerMm2: number;
  /** Share of dies that survive bonding, each. */
  readonly bondingYield: number;
}

const CARRIERS: Readonly<Record<'fan-out' | 'interposer', Carrier>> = {
  'fan-out': {
    waferUsd: 1200,
    defectsPerCm2: 0.05,
    clustering: 3,
    areaFactor: 1.2,
    bumpUsdPerMm2: 0.01,
    bondingYield: 0.98,
  },
  // A 55 nm wafer.
  interposer: {
    waferUsd: 1937,
    defectsPerCm2: 0.06,
    clustering: 6,
    areaFactor: 1.1,
    bumpUsdPerMm2: 0.01,
    bondingYield: 0.95,
  },
};

const ACTUARY_WAFER: Wafer = { diameterMm: 300, edgeExclusionMm: 5, scribeMm: 0.2 };
const SUBSTRATE_OVER_DIES = 4;
const SUBSTRATE_USD_PER_MM2 = 0.005;
const C4_USD_PER_MM2 = 0.005;
const SUBSTRATE_BONDING_YIELD = 0.99;

// Several dies on one substrate need more layers, the more the larger it is.
const LARGE_SUBSTRATE_MM2 = 900;
const SMALL_SUBSTRATE_MM2 = 289;

export interface PackageCost {
  /** Known-good dies. */
  readonly diesUsd: number;
  /** Carrier, bumps and substrate as bought. */
  readonly partsUsd: number;
  /** Dies and parts lost to bonding and to defects of the carrier. */
  readonly lossUsd: number;
  readonly totalUsd: number;
}

/**
 * Recurring cost of `dies` known-good dies in a package; dies that bonding spoils are paid for. Without memory, board and test.
 *
 * @example packageCost({ packaging: 'mcm', dies: 4, mm2PerDie: 220, goodDieUsd: 86.5 }).totalUsd // 401
 */
export function packageCost(input: {
  readonly packaging: Packaging;
  readonly dies: number;
  readonly mm2PerDie: number;
  readonly goodDieUsd: number;
}): PackageCost {
  const { packaging, dies } = input;
  const diesUsd = dies * input.goodDieUsd;
  const mm2 = dies * input.mm2PerDie;
  if (packaging === 'monolithic' || packaging === 'mcm') {
    const substrate = mm2 * SUBSTRATE_OVER_DIES;
    const partsUsd = mm2 * C4_USD_PER_MM2 + substrate * SUBSTRATE_USD_PER_MM2 * layerFactor(dies, substrate);
    return assembled(diesUsd, partsUsd, (diesUsd + partsUsd) / power(SUBSTRATE_BONDING_YIELD, dies));
  }
  const carrier = CARRIERS[packaging];
  const carrierMm2 = mm2 * carrier.areaFactor;
  const bare = dieCost({
    areaMm2: carrierMm2,
    waferPriceUsd: carrier.waferUsd,
    defectsPerCm2: carrier.defectsPerCm2,
    model: { kind: 'negative-binomial', clustering: carrier.clustering },
    wafer: ACTUARY_WAFER,
  });
  const carrierRawUsd = bare.rawDieUsd + carrierMm2 * C4_USD_PER_MM2;
  const bumpsUsd = mm2 * carrier.bumpUsdPerMm2;
  const substrateUsd = carrierMm2 * SUBSTRATE_OVER_DIES * SUBSTRATE_USD_PER_MM2;
  const bonded = (diesUsd + bumpsUsd + carrierRawUsd / bare.yield) / power(carrier.bondingYield, dies);
  const totalUsd = (bonded + substrateUsd) / SUBSTRATE_BONDING_YIELD;
  return assembled(diesUsd, carrierRawUsd + bumpsUsd + substrateUsd, totalUsd);
}

function assembled(diesUsd: number, partsUsd: number, totalUsd: number): PackageCost {
  return { diesUsd, partsUsd, lossUsd: totalUsd - diesUsd - partsUsd, totalUsd };
}

function layerFactor(dies: number, substrateMm2: number): number {
  if (dies === 1) return 1;
  if (substrateMm2 > LARGE_SUBSTRATE_MM2) return 2;
  return substrateMm2 > SMALL_SUBSTRATE_MM2 ? 1.75 : 1.5;
}

/** Whole powers only. */
function power(base: number, times: number): number {
  let product = 1;
  for (let index = 0; index < times; index++) product *= base;
  return product;
}
