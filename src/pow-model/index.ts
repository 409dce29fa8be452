export * from './chain-rewards/index.js';
export * from './difficulty/index.js';
export * from './machine.js';
export * as pearl from './protocols/pearl/index.js';
