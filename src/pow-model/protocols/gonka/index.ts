export * from './fraud-test.js';
export * from './gonka-collateral.js';
export * from './gonka-reward.js';
export * from './poc-nonce.js';
export * from './toy-transformer.js';
export * from './win-probability.js';
