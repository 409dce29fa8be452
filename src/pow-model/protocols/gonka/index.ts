export * from './fraud-test.js';
export * from './win-probability.js';
