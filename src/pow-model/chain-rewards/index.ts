export * from './bitcoin-subsidy.js';
export * from './gonka-reward.js';
export * from './kaspa-subsidy.js';
export * from './monero-block-reward.js';
export * from './pearl-subsidy.js';
export * from './tao-block-emission.js';
export * from './yuma/yuma-epoch.js';
