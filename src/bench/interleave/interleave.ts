import { ln } from '../../foundation/portable-math.js';
import { compareFiles, outcomeOf } from '../gate/compare-files.js';
import type { Comparison, Finding } from '../gate/comparison.js';
import type { GateOptions } from '../gate/gate-options.js';
import { median } from '../gate/median.js';
import { pairsToDetect } from '../gate/needed-samples.js';
import type { BenchFile } from '../samples/bench-file.js';
import { collectSamples, PROCESS_METRICS, type ProcessMetric } from './collect-samples.js';
import { type ProcessSample, runProcess, type Side } from './run-process.js';

export interface InterleaveOptions extends GateOptions {
  /** Of everything: noise check, pairs and confirmation. */
  readonly budgetSeconds: number;
  readonly timeoutSeconds: number;
  readonly metrics: readonly ProcessMetric[];
  /** Pairs to run; null plans them. */
  readonly pairs: number | null;
  readonly onProgress: (share: number, label: string) => void;
}

/** What the noise check found and what was made of it. */
export interface InterleavePlan {
  readonly secondsPerPair: number;
  /** Standard deviation of the log ratio of a pair of identical runs, from a few of the base. */
  readonly pairNoise: number;
  /** Pairs that would find twice the user's minimum with 90 % power. */
  readonly wanted: number;
  readonly pairs: number;
}

export interface InterleaveResult {
  readonly comparison: Comparison;
  readonly plan: InterleavePlan;
  readonly base: BenchFile;
  readonly head: BenchFile;
  /** Pairs of the confirmation run; 0 where nothing was flagged or no budget was left. */
  readonly confirmationPairs: number;
}

const CHECK_RUNS = 4;
/** Share of the budget that the first run may take, so that a confirmation of the same kind fits behind it. */
const FIRST_SHARE = 0.6;
const FEWEST_PAIRS = 6;

/**
 * Runs two sides in fresh processes, AB BA AB BA ...: a noise check, as many pairs as the budget holds, and fresh pairs to
 * confirm what was flagged. Flagged metrics stay flagged only if the fresh pairs alone show more than the user's minimum
 * and all pairs together clear the bar again.
 */
export async function interleave(base: Side, head: Side, options: InterleaveOptions): Promise<InterleaveResult> {
  const started = process.hrtime.bigint();
  const elapsed = () => Number(process.hrtime.bigint() - started) / 1e9;
  const plan = await planPairs(base, head, options);
  const session = `${base.label} | ${head.label}`;
  const runs: [ProcessSample[], ProcessSample[]] = [[], []];
  await runPairs(base, head, plan.pairs, options, runs);
  const files = () => [
    collectSamples(base, runs[0], options.metrics, session),
    collectSamples(head, runs[1], options.metrics, session),
  ];
  const [firstBase, firstHead] = files() as [BenchFile, BenchFile];
  const first = compareFiles(firstBase, firstHead, options);
  const flagged = first.findings.filter(({ verdict }) => verdict === 'regressed').map(({ name }) => name);
  const left = Math.floor((options.budgetSeconds - elapsed()) / plan.secondsPerPair);
  const confirmationPairs = flagged.length === 0 ? 0 : Math.min(plan.pairs, left);
  const done = { plan, base: firstBase, head: firstHead, confirmationPairs: 0 };
  if (confirmationPairs < FEWEST_PAIRS) {
    const warnings =
      flagged.length === 0
        ? first.warnings
        : [...first.warnings, 'The budget left no room to confirm what was flagged.'];
    return { ...done, comparison: { ...first, warnings } };
  }
  // An even number of pairs keeps the order AB BA over the seam between the two runs.
  if (runs[0].length % 2 === 1) await runPairs(base, head, 1, options, runs);
  const seam = runs[0].length;
  await runPairs(base, head, confirmationPairs, options, runs);
  const [allBase, allHead] = files() as [BenchFile, BenchFile];
  const pooled = compareFiles(allBase, allHead, options);
  const fresh = compareFiles(tail(allBase, seam), tail(allHead, seam), options);
  return {
    plan,
    base: allBase,
    head: allHead,
    confirmationPairs,
    comparison: confirm(pooled, fresh, new Set(flagged), options),
  };
}

/** Keeps a flag where fresh pairs agree; a metric that was not flagged at first is not flagged by the second look. */
function confirm(
  pooled: Comparison,
  fresh: Comparison,
  flagged: ReadonlySet<string>,
  options: GateOptions,
): Comparison {
  const findings = pooled.findings.map((finding): Finding => {
    if (finding.kind !== 'measured') return finding;
    const again = fresh.findings.find(({ name }) => name === finding.name);
    const agrees = again?.kind === 'measured' && again.change.value > options.minEffect;
    if (flagged.has(finding.name)) {
      const confirmed = agrees && finding.verdict === 'regressed';
      return {
        ...finding,
        confirmed,
        verdict: confirmed || finding.verdict !== 'regressed' ? finding.verdict : 'inconclusive',
      };
    }
    return finding.verdict === 'regressed' ? { ...finding, verdict: 'inconclusive' } : finding;
  });
  const comparison = { ...pooled, findings };
  return { ...comparison, outcome: outcomeOf(comparison, options) };
}

/** Runs the base a few times and the head once, and fits the pairs to noise and budget. */
async function planPairs(base: Side, head: Side, options: InterleaveOptions): Promise<InterleavePlan> {
  const checks: ProcessSample[] = [];
  for (let i = 0; i < CHECK_RUNS; i++) {
    options.onProgress(0, 'noise check');
    checks.push(await runProcess(base, options.timeoutSeconds));
  }
  const ofHead = await runProcess(head, options.timeoutSeconds);
  const spent = checks.reduce((sum, { wallSeconds }) => sum + wallSeconds, 0) + ofHead.wallSeconds;
  const secondsPerPair = median(checks.map(({ wallSeconds }) => wallSeconds)) + ofHead.wallSeconds;
  const { of } = PROCESS_METRICS[options.metrics[0] ?? 'cpu'];
  const values = checks.map((check) => of(check) ?? check.wallSeconds);
  // Half the squared difference of neighbours estimates the variance of one; a ratio of two has twice that.
  const squares = values.slice(1).map((value, i) => ln(value / values[i]!) ** 2);
  const pairNoise = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  const wanted = pairsToDetect(pairNoise, options.minEffect);
  const affordable = Math.floor((FIRST_SHARE * (options.budgetSeconds - spent)) / secondsPerPair);
  // Four runs know the noise roughly, so twice what they ask for is run where the budget allows.
  const planned = Math.min(Math.max(20, 2 * wanted), Math.max(2, affordable));
  const pairs = options.pairs ?? (planned > 2 ? planned - (planned % 2) : planned);
  return { secondsPerPair, pairNoise, wanted, pairs };
}

async function runPairs(
  base: Side,
  head: Side,
  count: number,
  options: InterleaveOptions,
  into: [ProcessSample[], ProcessSample[]],
): Promise<void> {
  for (let i = 0; i < count; i++) {
    options.onProgress(i / count, `pair ${i + 1} of ${count}`);
    const baseFirst = into[0].length % 2 === 0;
    const one = await runProcess(baseFirst ? base : head, options.timeoutSeconds);
    const other = await runProcess(baseFirst ? head : base, options.timeoutSeconds);
    into[0].push(baseFirst ? one : other);
    into[1].push(baseFirst ? other : one);
  }
}

/** The samples of a file from `start` on. */
function tail(file: BenchFile, start: number): BenchFile {
  return {
    ...file,
    metrics: file.metrics.map((metric) =>
      metric.kind === 'measured' ? { ...metric, samples: metric.samples.slice(start) } : metric,
    ),
  };
}
