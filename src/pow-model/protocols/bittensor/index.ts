export * from './alpha-emission.js';
export * from './block-emission.js';
export * from './emission-bar.js';
export * from './subnet-epoch.js';
export * from './subnet-share-rules.js';
export * from './subnet-shares.js';
export * from './tao-block-emission.js';
export * from './yuma/yuma-epoch.js';
