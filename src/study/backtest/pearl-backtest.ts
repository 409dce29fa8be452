import { divideLimits, scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import { HOURS_PER_DAY, SECONDS_PER_DAY } from '../../foundation/quantity/time-spans.js';
import { PEARL_BLOCK_SEC } from '../../pow-model/protocols/pearl/pearl-next-target.js';
import { pearlSubsidy } from '../../pow-model/protocols/pearl/pearl-subsidy.js';

/** How many cards free entry at the rental price explains, against a count that no hash rate enters. */
export interface PearlBacktest {
  readonly coinsPerDay: Band;
  readonly usdPerDay: Band;
  readonly rentUsdPerHour: Band;
  /** Cards whose rent equals the emission; the ends take the ends of emission and rent together. */
  readonly cards: Band;
  readonly measuredCards: number;
  readonly measuredInBand: boolean;
  readonly sources: readonly string[];
  readonly remarks: readonly string[];
}

const BLOCKS_PER_DAY = SECONDS_PER_DAY / PEARL_BLOCK_SEC;
/** Heights during which the network was measured. */
const HEIGHTS = { low: 30_000, middle: 51_000, high: 72_000 };
const USD_PER_COIN = 0.76;
/** A card of the class of an RTX 3090, USD an hour. */
const RENT: Band = { value: 0.12, low: 0.1, high: 0.16 };
const MEASURED_CARDS = 320_000;

/**
 * Pearl's miners rent or could rent out what they own, so entry stops where a card earns its rent:
 * cards = emission value / (24 h x rent).
 *
 * @example
 * backtestPearl().cards.value; // about 325,000; 320,000 were measured
 */
export function backtestPearl(): PearlBacktest {
  const coinsAt = (height: number) => (Number(pearlSubsidy(height)) / 1e8) * BLOCKS_PER_DAY;
  const coinsPerDay = { value: coinsAt(HEIGHTS.middle), low: coinsAt(HEIGHTS.high), high: coinsAt(HEIGHTS.low) };
  const usdPerDay = scaleBand(coinsPerDay, USD_PER_COIN);
  const cards = divideLimits(usdPerDay, scaleBand(RENT, HOURS_PER_DAY));
  return {
    coinsPerDay,
    usdPerDay,
    rentUsdPerHour: RENT,
    cards,
    measuredCards: MEASURED_CARDS,
    measuredInBand: cards.low <= MEASURED_CARDS && MEASURED_CARDS <= cards.high,
    sources: [
      'emission: pearl-research-labs/pearl@067fc8d, node/blockchain/validate.go, at heights 30,000 to 72,000',
      'cards: arXiv 2606.04819, about 320,000 cards of the class of an RTX 3090, 112 MW',
      'rent: assumption for a 3090-class card; an RTX 4090 rents at 0.16 to 0.18 USD/h (vast.ai, 2026-02)',
      'price: 0.76 USD a coin over the same months, one figure',
    ],
    remarks: [
      'Cards from the hash rate over 75 TH/s a card, or power from cards times 350 W, would test nothing: they are the same measurement.',
      'One network, one moment: the band is that of emission and rent, and a rent of 0.21 USD/h would miss.',
    ],
  };
}
