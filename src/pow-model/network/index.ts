export { BlockTree } from './block-tree.js';
export * from './difficulty-policy.js';
export { doubleSpendProbability } from './double-spend-probability.js';
export * from './network-statistics.js';
export { selfishMiningRevenue, selfishMiningThreshold } from './selfish-mining-revenue.js';
export * from './simulate-double-spend.js';
export * from './simulate-network.js';
export * from './simulate-selfish-mining.js';
