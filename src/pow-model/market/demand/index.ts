export { type CoinSchedule, coinSchedule } from './coin-schedule.js';
export {
  type InferenceDemand,
  type InferenceMarket,
  jointPrice,
  mixedPrice,
  networkInference,
  rivalPrice,
} from './inference-price.js';
export { type PaidPath, type WeekUses, weekUses } from './paid-path.js';
export { rulePrice, soldShare } from './rule-price.js';
