import { createInlineExecutor } from '../../src/execute/inline-executor.js';
import { describeExecutor } from './executor-conformance.js';

describeExecutor('the inline executor', createInlineExecutor);
