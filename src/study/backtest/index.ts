export {
  type BitcoinHistory,
  bitcoinHardware,
  bitcoinHistory,
  bitcoinHistorySource,
} from '../../pow-model/history/bitcoin-data.js';
export type { BitcoinBacktest } from './backtest-outcome.js';
export { backtestBitcoin } from './bitcoin-backtest.js';
export { backtestPearl, type PearlBacktest } from './pearl-backtest.js';
export { type PowerIndex, parsePowerIndex } from './power-index.js';
