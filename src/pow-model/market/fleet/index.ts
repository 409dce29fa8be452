export { annuityYears, breakEvenRevenue, freeEntryMargin, netPresentValue } from './break-even.js';
export { type Expectation, expectedRevenue } from './expectations.js';
export { ALL_MECHANISMS, type FleetInput, type FleetMechanisms, type FleetSupply } from './fleet-input.js';
export { type ListedMachines, ListedSupply, type StartVintage } from './listed-supply.js';
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
export type { FleetPath } from './market-outcome.js';
export { DEFAULT_MINERS, HASH_MAKER, MERCHANT_MAKER } from './miner-defaults.js';
export { OffersSupply } from './offers-supply.js';
export { simulateFleet } from './simulate-fleet.js';
export { simulateMarket, weeklyMarket } from './simulate-market.js';
