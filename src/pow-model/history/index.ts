export {
  type BitcoinHistory,
  bitcoinHardware,
  bitcoinHistory,
  bitcoinHistorySource,
} from './bitcoin-data.js';
export { BITCOIN_SETTINGS, bitcoinSeries, runBitcoin } from './bitcoin-run.js';
export { type Month, monthOf } from './month.js';
