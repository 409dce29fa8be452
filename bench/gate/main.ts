import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { benchFileOf, compareFiles, comparisonMarkdown, DEFAULT_GATE, readBenchFile } from '../../src/bench/index.js';
import { modelOutputs } from './model-outputs.js';

/**
 * `npm run gate`: compares the model's outputs with bench/baselines/model-outputs.json, bit for bit, and ends with exit
 * code 1 where one changed; `npm run gate -- --accept` writes what a reviewer has found right.
 */
const folder = fileURLToPath(new URL('../baselines/', import.meta.url));
const file = `${folder}model-outputs.json`;
const head = benchFileOf(modelOutputs(), { label: 'this tree' });

if (process.argv.includes('--accept')) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...head, label: 'accepted' }, null, 1)}\n`);
  console.log(`accepted ${head.metrics.length} outputs`);
} else if (!existsSync(file)) {
  console.error('There is no baseline: review the outputs and run "npm run gate -- --accept".');
  process.exitCode = 4;
} else {
  const comparison = compareFiles(readBenchFile(file, readFileSync(file, 'utf8')), head, DEFAULT_GATE);
  console.log(comparisonMarkdown(comparison));
  process.exitCode = { pass: 0, inconclusive: 0, regression: 1, 'not-comparable': 4 }[comparison.outcome];
}
