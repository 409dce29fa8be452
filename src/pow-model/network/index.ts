export { doubleSpendProbability } from './double-spend-probability.js';
export { selfishMiningRevenue, selfishMiningThreshold } from './selfish-mining-revenue.js';
