export * from './monero-block-reward.js';
export * from './monero-next-difficulty.js';
