export { baselineOf, readBaselines, updateBaselines } from './baselines/baseline-store.js';
export { readBenchFile } from './formats/read-bench-file.js';
export { compareFiles } from './gate/compare-files.js';
export type { Comparison, ExactFinding, Finding, MeasuredFinding, Outcome, Verdict } from './gate/comparison.js';
export { DEFAULT_GATE, type GateOptions } from './gate/gate-options.js';
export { confirm, LOOKS, leans } from './gate/two-looks.js';
export { type History, type HistoryChange, historyOf } from './history/history.js';
export { readResults, recordResult } from './history/result-store.js';
export { type InterleaveOptions, type InterleaveResult, interleave } from './interleave/interleave.js';
export { runProcess, type Side } from './interleave/run-process.js';
export { comparisonMarkdown } from './render/comparison-table.js';
export { githubAnnotations } from './render/github-annotations.js';
export { junitXml } from './render/junit-xml.js';
export {
  type BenchFile,
  benchFileOf,
  benchFileSchema,
  type ExactMetric,
  type MeasuredMetric,
  type Metric,
} from './samples/bench-file.js';
