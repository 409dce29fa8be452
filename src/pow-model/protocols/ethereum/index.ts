export * from './ethash.js';
