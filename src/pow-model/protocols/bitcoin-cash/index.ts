export * from './asert-target.js';
