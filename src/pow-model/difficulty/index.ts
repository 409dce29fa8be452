export * from './asert-target.js';
export * from './bitcoin-retarget.js';
export * from './compact-target.js';
export * from './kaspa-next-target.js';
export * from './lwma-next-target.js';
export * from './monero-next-difficulty.js';
export * from './pearl-next-target.js';
