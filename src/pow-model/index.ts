export * from './chain-rewards/index.js';
export * from './difficulty/index.js';
export * from './machine.js';
export * from './network/index.js';
export * from './protocols/gonka/index.js';
export * as pearl from './protocols/pearl/index.js';
export * from './verification/index.js';
