export * from './ethash.js';
export * from './proof-of-stake.js';
