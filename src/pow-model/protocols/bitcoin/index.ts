export * from './bitcoin-retarget.js';
export * from './bitcoin-subsidy.js';
export * from './compact-target.js';
export * from './sha256d.js';
