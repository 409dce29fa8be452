import { requireBuilt } from '../../chips/chip/built-chip.js';
import type { Chip } from '../../chips/chip/chip.js';
import { designFigures } from '../../chips/describe/design-figures.js';
import { nreCost } from '../../chips/silicon/nre-cost.js';
import { nearestProcessNode } from '../../chips/silicon/process-node.js';
import {
  addBands,
  divideBands,
  exactly,
  multiplyBands,
  plainBand,
  scaleBand,
} from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import { JOULES_PER_KWH, SECONDS_PER_YEAR } from '../../foundation/quantity/time-spans.js';
import type { InferenceAnswer } from './simulate-inference.js';

/** What a token's price is reckoned with. */
export interface TokenCostTerms {
  /** Boards over which the non-recurring cost is spread. */
  readonly volume: number;
  readonly usdPerKwh: number;
  /** Power of the site over that of its machines. */
  readonly powerUsageEffectiveness: number;
  /** Null takes the chip's own. */
  readonly lifetimeYears: number | null;
  /** Share of its life that a board works; it idles the rest. */
  readonly load: number;
}

export interface TokenCost {
  /** What the maker pays for a board (`designed`), or the buyer (`bought`); null where no price is known. */
  readonly basis: 'designed' | 'bought';
  readonly unitUsd: Band;
  /** To first silicon; null for chips that are bought. */
  readonly nreUsd: Band | null;
  /** A board with its share of the non-recurring cost. */
  readonly boardUsd: Band;
  readonly lifetimeYears: Band;
  /** Per million tokens. */
  readonly energyUsd: Band;
  readonly capitalUsd: Band;
  readonly totalUsd: Band;
}

const MILLION = 1e6;

/**
 * USD per million tokens of a simulated phase: energy, and boards written off in a straight line over the tokens of their
 * life. Without staff, network, buildings and margin. Null for a bought chip without a known price.
 */
export function tokenCost(answer: InferenceAnswer, chip: Chip, terms: TokenCostTerms): TokenCost | null {
  const base = boardOf(chip);
  if (base === null) return null;
  const { unitUsd, nreUsd } = base;
  const boardUsd = nreUsd === null ? unitUsd : addBands(unitUsd, scaleBand(nreUsd, 1 / terms.volume));
  const lifetimeYears = terms.lifetimeYears === null ? chip.lifetimeYears : exactly(terms.lifetimeYears);
  const { withHostGap, placement } = answer;
  const tokensPerLife = scaleBand(
    multiplyBands(withHostGap.tokensPerSecond, lifetimeYears),
    SECONDS_PER_YEAR * terms.load,
  );
  const capitalUsd = divideBands(scaleBand(boardUsd, placement.count * MILLION), tokensPerLife);
  const idleSecPerBusySec = 1 / terms.load - 1;
  const idle = divideBands(scaleBand(chip.idleW, placement.count * idleSecPerBusySec), withHostGap.tokensPerSecond);
  const joulesPerToken =
    idleSecPerBusySec > 0 ? addBands(withHostGap.joulesPerToken, idle) : withHostGap.joulesPerToken;
  const usdPerJoule = (terms.usdPerKwh * terms.powerUsageEffectiveness) / JOULES_PER_KWH;
  const energyUsd = scaleBand(joulesPerToken, usdPerJoule * MILLION);
  return {
    basis: nreUsd === null ? 'bought' : 'designed',
    unitUsd,
    nreUsd,
    boardUsd,
    lifetimeYears: plainBand(lifetimeYears),
    energyUsd: plainBand(energyUsd),
    capitalUsd,
    totalUsd: addBands(energyUsd, capitalUsd),
  };
}

function boardOf(chip: Chip): { readonly unitUsd: Band; readonly nreUsd: Band | null } | null {
  requireBuilt(chip);
  if (chip.design !== null) {
    const node = nearestProcessNode(chip.design.processNm);
    return { unitUsd: designFigures(chip.design).cost.unitUsd, nreUsd: nreCost(node).totalUsd };
  }
  return chip.priceUsd === null ? null : { unitUsd: plainBand(chip.priceUsd), nreUsd: null };
}
