export { createExecutor } from './create-executor.js';
export { createInlineExecutor } from './inline-executor.js';
export type { SelfCheckInput } from './jobs.js';
export { createThreadExecutor } from './thread-executor.js';
