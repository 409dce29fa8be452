export * from './demand/index.js';
export * from './design/index.js';
export * from './fleet/index.js';
export * from './metrics/index.js';
export * from './runs/index.js';
export * from './scenario/index.js';
export * from './staking/index.js';
