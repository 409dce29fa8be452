export * from './lwma-next-target.js';
