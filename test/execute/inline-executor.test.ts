import { createInlineExecutor } from '../../src/execute/inline-executor.js';
import { describeExecutor } from './executor-conformance.js';
import { SELF_CHECK_JOBS } from './self-check-jobs.mjs';

describeExecutor('the inline executor', () => createInlineExecutor(SELF_CHECK_JOBS));
