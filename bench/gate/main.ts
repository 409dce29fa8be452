import { fileURLToPath } from 'node:url';
import {
  baselineOf,
  benchFileOf,
  compareFiles,
  comparisonMarkdown,
  DEFAULT_GATE,
  updateBaselines,
} from '../../src/bench/index.js';
import { modelOutputs } from './model-outputs.js';

/**
 * `npm run gate`: compares the model's outputs with bench/baselines/model-outputs.json, bit for bit, and ends with exit
 * code 1 where one changed; `npm run gate -- --accept` writes what a reviewer has found right.
 */
const folder = fileURLToPath(new URL('../baselines/', import.meta.url));
const head = benchFileOf(modelOutputs(), { label: 'this tree' });

if (process.argv.includes('--accept')) {
  const updates = updateBaselines(folder, head, true);
  for (const { comparison } of updates) if (comparison !== null) console.log(comparisonMarkdown(comparison));
  console.log(`accepted ${head.metrics.length} outputs`);
} else {
  const comparison = compareFiles(baselineOf(folder, head), head, DEFAULT_GATE);
  console.log(comparisonMarkdown(comparison));
  process.exitCode = { pass: 0, inconclusive: 0, regression: 1, 'not-comparable': 4 }[comparison.outcome];
}
