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
import { absent, type Reasoned } from '../../foundation/quantity/reasoned.js';
import { JOULES_PER_KWH, SECONDS_PER_YEAR } from '../../foundation/quantity/time-spans.js';
import type { MachineRates } from './place/machine-rates.js';

/** What the cost of a token is computed with. */
export interface TokenCostTerms {
  /** Boards over which the maker spreads the non-recurring cost. */
  readonly volume: number;
  readonly usdPerKwh: number;
  /** Power of the site over that of its machines. */
  readonly pue: number;
  /** Null takes the chip's own. */
  readonly lifetimeYears: number | null;
  /** Share of its life that a board works; it idles the rest. */
  readonly load: number;
}

/** A board, and USD per million tokens with it. */
export interface BoardTokenCost {
  readonly boardUsd: Band;
  readonly capitalUsd: Band;
  readonly totalUsd: Band;
}

/** USD per million tokens: energy, and boards written off over the tokens of their life. */
export interface TokenCost {
  readonly lifetimeYears: Band;
  readonly energyUsd: Band;
  /** For who buys the boards at their price. */
  readonly producer: Reasoned<BoardTokenCost>;
  /** For who makes the boards: a board more, and its share of what first silicon costs. */
  readonly maker: Reasoned<BoardTokenCost & { readonly unitUsd: Band; readonly nreUsd: Band }>;
}

const MILLION = 1e6;

/**
 * Cost of a million tokens of a simulated phase, as its producer, who pays the price of the boards, and as their maker, who
 * bears their cost. Boards are written off in a straight line; without staff, network, buildings and margin. Price, life,
 * rate and energy err apart, so their errors add in quadrature.
 */
export function tokenCost(
  rates: Pick<MachineRates, 'tokensPerSecond' | 'joulesPerToken'>,
  chip: Chip,
  count: number,
  terms: TokenCostTerms,
): TokenCost {
  requireBuilt(chip);
  const lifetimeYears = terms.lifetimeYears === null ? chip.lifetimeYears : exactly(terms.lifetimeYears);
  const idleSecPerBusySec = 1 / terms.load - 1;
  const idle = divideBands(scaleBand(chip.idleW, count * idleSecPerBusySec), rates.tokensPerSecond);
  const joulesPerToken = idleSecPerBusySec > 0 ? addBands(rates.joulesPerToken, idle) : rates.joulesPerToken;
  const usdPerJoule = (terms.usdPerKwh * terms.pue) / JOULES_PER_KWH;
  const energyUsd = scaleBand(joulesPerToken, usdPerJoule * MILLION);
  const tokensPerLife = scaleBand(multiplyBands(rates.tokensPerSecond, lifetimeYears), SECONDS_PER_YEAR * terms.load);
  const withBoard = (boardUsd: Band): BoardTokenCost => {
    const capitalUsd = divideBands(scaleBand(boardUsd, count * MILLION), tokensPerLife);
    return { boardUsd, capitalUsd, totalUsd: addBands(energyUsd, capitalUsd) };
  };
  return {
    lifetimeYears: plainBand(lifetimeYears),
    energyUsd,
    producer: chip.priceUsd === null ? absent(`${chip.name} has no price.`) : withBoard(plainBand(chip.priceUsd)),
    maker: makerCost(chip, terms.volume, withBoard),
  };
}

function makerCost(chip: Chip, volume: number, withBoard: (boardUsd: Band) => BoardTokenCost): TokenCost['maker'] {
  if (chip.design === null) return absent(`${chip.name} is bought: it has no floor plan from which its cost follows.`);
  const { unitUsd } = designFigures(chip.design).cost;
  const nreUsd = plainBand(nreCost(nearestProcessNode(chip.design.processNm)).totalUsd);
  return { unitUsd, nreUsd, ...withBoard(addBands(unitUsd, scaleBand(nreUsd, 1 / volume))) };
}
