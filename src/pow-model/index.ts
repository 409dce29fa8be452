export * from './history/index.js';
export * from './machine.js';
export * from './market/index.js';
export * from './network/index.js';
export * from './protocols/index.js';
export * from './rules/index.js';
export * from './verification/index.js';
