export * as chips from './chips/index.js';
export * as kernels from './kernels/index.js';
export * as pow from './pow-model/index.js';
export * as sim from './sim/index.js';
export * as study from './study/index.js';
export * as workloads from './workloads/index.js';
