import { compareFiles } from '../gate/compare-files.js';
import type { Comparison } from '../gate/comparison.js';
import type { GateOptions } from '../gate/gate-options.js';
import { confirm, LOOKS, leans } from '../gate/two-looks.js';
import type { BenchFile } from '../samples/bench-file.js';
import { collectSamples } from './collect-samples.js';
import { type InterleavePlan, type PlanOptions, planPairs } from './plan-pairs.js';
import { createPairRunner } from './run-pair.js';
import type { ProcessSample, Side } from './run-process.js';

/** The budget covers everything: noise check, pairs and confirmation. */
export interface InterleaveOptions extends GateOptions, PlanOptions {}

export interface InterleaveResult {
  readonly comparison: Comparison;
  readonly plan: InterleavePlan;
  readonly base: BenchFile;
  readonly head: BenchFile;
  /** Pairs of the confirmation run; 0 where nothing was flagged or no budget was left. */
  readonly confirmationPairs: number;
}

const FEWEST_PAIRS = 6;
/** Share of the budget at which the first look ends, so that a confirmation of nearly the same size fits behind it. */
const FIRST_SHARE = 0.62;

/**
 * Compares two sides in fresh processes: a noise check, a first look that takes at most 62 % of the time, and, where a
 * metric is flagged or leans that way, a second look at fresh pairs for the rest of it. A metric has regressed only if all
 * pairs together clear the bar and both the first and the fresh pairs alone show more than the user's minimum. Each look
 * spends half of alpha.
 */
export async function interleave(base: Side, head: Side, given: InterleaveOptions): Promise<InterleaveResult> {
  const options = { ...given, alpha: given.alpha / LOOKS };
  const started = process.hrtime.bigint();
  const elapsed = () => Number(process.hrtime.bigint() - started) / 1e9;
  const plan = await planPairs(base, head, options);
  const runner = createPairRunner(plan.design);
  const runs: [ProcessSample[], ProcessSample[]] = [[], []];
  /** An even number of pairs keeps the order AB BA over the seam between the two looks. */
  const runPairs = async (count: number, untilSeconds: number, label: string): Promise<void> => {
    for (let i = 0; i < count; i++) {
      if (i >= FEWEST_PAIRS && i % 2 === 0 && untilSeconds - elapsed() < 2 * plan.secondsPerPair) return;
      options.onProgress(i / count, `${label} ${i + 1} of ${count}`);
      const [ofBase, ofHead] = await runner.run(base, head, i % 2 === 0, options.timeoutSeconds);
      runs[0].push(ofBase);
      runs[1].push(ofHead);
    }
  };
  const files = (): [BenchFile, BenchFile] => {
    const session = `${base.label} | ${head.label}`;
    const pairing = plan.design === 'alternate' ? 'alternate' : 'together';
    return [
      collectSamples(base, runs[0], options.metrics, session, pairing),
      collectSamples(head, runs[1], options.metrics, session, pairing),
    ];
  };
  try {
    const firstEnd = options.pairs === null ? FIRST_SHARE * options.budgetSeconds : Number.POSITIVE_INFINITY;
    await runPairs(plan.pairs, firstEnd, 'pair');
    const firstFiles = files();
    const first = compareFiles(...firstFiles, options);
    const seam = runs[0].length;
    const left = Math.floor((options.budgetSeconds - elapsed()) / plan.secondsPerPair);
    const more = Math.min(Math.max(seam, FEWEST_PAIRS), left - (left % 2));
    if (!first.findings.some((finding) => leans(finding, options.minEffect)))
      return { plan, comparison: first, base: firstFiles[0], head: firstFiles[1], confirmationPairs: 0 };
    if (more < FEWEST_PAIRS) {
      const warnings = [...first.warnings, 'The budget left no room to confirm what was flagged.'];
      return {
        plan,
        comparison: { ...first, warnings },
        base: firstFiles[0],
        head: firstFiles[1],
        confirmationPairs: 0,
      };
    }
    await runPairs(more, options.budgetSeconds, 'confirming pair');
    const [allBase, allHead] = files();
    const pooled = compareFiles(allBase, allHead, options);
    const fresh = compareFiles(from(allBase, seam), from(allHead, seam), options);
    const comparison = confirm(first, fresh, pooled, options);
    return { plan, comparison, base: allBase, head: allHead, confirmationPairs: runs[0].length - seam };
  } finally {
    runner.close();
  }
}

/** The samples of a file from `start` on. */
function from(file: BenchFile, start: number): BenchFile {
  return {
    ...file,
    metrics: file.metrics.map((metric) =>
      metric.kind === 'measured' ? { ...metric, samples: metric.samples.slice(start) } : metric,
    ),
  };
}
