export { createInlineExecutor } from './inline-executor.js';
export type { SelfCheckInput } from './jobs.js';
export { createThreadExecutor } from './thread-executor.js';
