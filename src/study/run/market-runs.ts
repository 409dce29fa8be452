/** The jobs of a Monte Carlo over reward rules, for executors, which know studies only. */
export { runLadderRange } from '../../pow-model/market/ladder-economy/index.js';
export { runMarketRange } from '../../pow-model/market/market-runs.js';
