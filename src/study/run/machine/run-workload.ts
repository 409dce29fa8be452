import { runHashWorkload } from './run-hash-workload.js';
import { runInferenceWorkload, runMatmulPowWorkload } from './run-inference-workload.js';
import type { StudyContext, StudyMachine } from './study-machine.js';
import type { Workload } from './workload.js';
import type { WorkloadResult } from './workload-result.js';

/** What one machine does under one workload: work a second, tokens a second, joules and dollars, or why it does none. */
export function runWorkload(machine: StudyMachine, workload: Workload, context: StudyContext): WorkloadResult {
  switch (workload.kind) {
    case 'inference':
      return runInferenceWorkload(machine, workload, context);
    case 'matmul-pow':
      return runMatmulPowWorkload(machine, workload, context);
    case 'hash':
      return runHashWorkload(machine, workload, context);
    default:
      return workload satisfies never;
  }
}
