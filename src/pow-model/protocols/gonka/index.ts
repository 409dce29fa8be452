export * from './fraud-test.js';
export * from './poc-nonce.js';
export * from './toy-transformer.js';
export * from './win-probability.js';
