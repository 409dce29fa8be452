/** The job of a Monte Carlo over reward rules, for executors, which know studies only. */
export { runMarketRange } from '../pow-model/market/market-runs.js';
