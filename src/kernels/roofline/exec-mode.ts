/** How a kernel was timed; times of different modes hold different things and are never pooled. */
export type ExecMode = 'graph' | 'graph-sustained' | 'eager' | 'nccl-tests' | 'kernel-time' | 'event';

export const EXEC_MODES: readonly ExecMode[] = [
  'graph',
  'graph-sustained',
  'eager',
  'nccl-tests',
  'kernel-time',
  'event',
];
