export * from './alpha-emission.js';
export * from './subnet-shares.js';
export * from './tao-block-emission.js';
export * from './yuma/yuma-epoch.js';
