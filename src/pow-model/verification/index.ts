export * from './inference-checks.js';
export * from './spot-check.js';
