export * from './ethash.js';
export * from './kheavyhash.js';
export * from './sha256d.js';
