export { annuityYears, breakEvenRevenue, freeEntryMargin, netPresentValue } from './break-even.js';
export { type Expectation, expectedRevenue } from './expectations.js';
export {
  ALL_MECHANISMS,
  type LadderInput,
  type LadderMechanisms,
  type LadderParameters,
  type LadderPath,
  type StartVintage,
} from './ladder-input.js';
export type {
  ClassMarket,
  EntryCost,
  MakerCosts,
  MarketConduct,
  MarketInput,
  MarketMachine,
  MinerBehaviour,
  SitePrices,
  SoldMixLag,
} from './market-input.js';
export type { MarketTrajectory } from './market-outcome.js';
export { DEFAULT_MINERS, HASH_MAKER, MERCHANT_MAKER } from './miner-defaults.js';
export { simulateLadder } from './simulate-ladder.js';
export { simulateMarket } from './simulate-market.js';
