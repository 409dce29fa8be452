export type { BitcoinBacktest } from './backtest-outcome.js';
export { backtestBitcoin } from './bitcoin-backtest.js';
export { type BitcoinHistory, bitcoinHardware, bitcoinHistory, bitcoinHistorySource } from './bitcoin-data.js';
export { backtestPearl, type PearlBacktest } from './pearl-backtest.js';
export { type PowerIndex, parsePowerIndex } from './power-index.js';
