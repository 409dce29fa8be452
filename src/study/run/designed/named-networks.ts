import { scaleBand } from '../../../foundation/quantity/band-arithmetic.js';
import { DAYS_PER_YEAR, SECONDS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { bitcoinHistory, revenueUsdPerDay } from '../../../pow-model/history/bitcoin-data.js';
import { monthOf } from '../../../pow-model/history/month.js';
import { alphaShares, BITTENSOR_BLOCK_SEC } from '../../../pow-model/protocols/bittensor/alpha-emission.js';
import { taoBlockEmission } from '../../../pow-model/protocols/bittensor/tao-block-emission.js';
import { backtestPearl } from '../../backtest/pearl-backtest.js';

/** A network on the map of emission value and share for work, with where its figures come from. */
export interface NamedNetwork {
  readonly label: string;
  readonly workShare: number;
  /** Emission value, USD a year. `value` is null where only a range is known. */
  readonly emissionUsdPerYear: { readonly low: number; readonly value: number | null; readonly high: number };
  readonly source: string;
}

/** After the halving of December 2025, which came at 10.5 million coins. */
const TAO_PER_YEAR = (Number(taoBlockEmission(10_500_000_000_000_000n)) / 1e9 / BITTENSOR_BLOCK_SEC) * SECONDS_PER_YEAR;
/** A round range, because no price of the token was found with a source. */
const TAO_USD = { low: 100, high: 1000 };

/** Networks whose emission value is known, or bounded, from the shipped data and the rules of their code. */
export function namedNetworks(): NamedNetwork[] {
  const history = bitcoinHistory();
  const months = Array.from({ length: 12 }, (_, i) => monthOf('2024-12') + i);
  const yearly = months.map((month) => revenueUsdPerDay(history, month) * DAYS_PER_YEAR);
  const pearl = backtestPearl().usdPerDay;
  const bittensor = { low: TAO_PER_YEAR * TAO_USD.low, value: null, high: TAO_PER_YEAR * TAO_USD.high };
  const taoSource = `0.5 TAO a block of 12 s (opentensor/subtensor@14bc6f9) at ${TAO_USD.low} to ${TAO_USD.high} USD, an assumed range: no sourced price`;
  return [
    {
      label: 'Bitcoin',
      workShare: 1,
      emissionUsdPerYear: {
        low: Math.min(...yearly),
        value: yearly.reduce((sum, usd) => sum + usd, 0) / yearly.length,
        high: Math.max(...yearly),
      },
      source: 'price, scheduled subsidy and fees of the shipped history, 2024-12 to 2025-11',
    },
    {
      label: 'Pearl',
      workShare: 1,
      emissionUsdPerYear: scaleBand(pearl, DAYS_PER_YEAR),
      source: 'emission at heights 30,000 to 72,000 (pearl-research-labs/pearl@067fc8d) at 0.76 USD a coin',
    },
    { label: 'Bittensor as coded', workShare: alphaShares().miners, emissionUsdPerYear: bittensor, source: taoSource },
    {
      label: 'Bittensor as claimed (5 %)',
      workShare: 0.05,
      emissionUsdPerYear: bittensor,
      source: `${taoSource}; the share is that of the claim, not of the code`,
    },
  ];
}
