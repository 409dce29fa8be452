export { createExecutor, type ExecutorJobs } from './create-executor.js';
export { createInlineExecutor } from './inline-executor.js';
export type { Job, JobModule, JobTable } from './job-table.js';
export { createThreadExecutor } from './thread-executor.js';
