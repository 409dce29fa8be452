export * from './kaspa-next-target.js';
export * from './kaspa-subsidy.js';
export * from './kheavyhash.js';
