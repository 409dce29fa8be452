import { absent } from '../../../foundation/quantity/reasoned.js';
import { SECONDS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { bandOverRuns } from './band-over-runs.js';
import type { ClassRun } from './class-run.js';
import type { MetricBand, RuleMetrics } from './metric-bands.js';

/** A class of work with its figures in every run. */
export interface ClassRuns {
  readonly label: string;
  readonly workUnit: string;
  readonly share: number;
  readonly runs: readonly ClassRun[];
}

/** What a rule's metrics are computed from. Arrays have one entry a run. */
export interface RuleRuns {
  readonly workShare: number;
  /** Null for the metrics of one class of work, which stake does not secure. */
  readonly stakeShare: number | null;
  /** The classes of work that have machines. */
  readonly classes: readonly ClassRuns[];
  /** Why there may be none. */
  readonly noWorkReason: string;
  readonly emissionUsd: readonly number[];
  readonly stakeAttackUsd: readonly number[];
}

/** The metrics of a rule over all its classes of work, or of one class when given that class alone. */
export function ruleMetrics(rule: RuleRuns): RuleMetrics {
  const { classes } = rule;
  const runs = rule.emissionUsd.length;
  const overRuns = (figure: (run: number) => number): MetricBand =>
    bandOverRuns(Float64Array.from({ length: runs }, (_, run) => figure(run)));
  const sum = (run: number, figure: (one: ClassRun) => number) =>
    classes.reduce((total, one) => total + figure(one.runs[run]!), 0);
  const none = classes.length === 0 ? absent(rule.noWorkReason) : null;
  return {
    workShare: overRuns(() => rule.workShare),
    machineAndEnergyShare:
      none !== null && rule.workShare > 0
        ? none
        : overRuns((run) => sum(run, (one) => one.machineAndEnergyUsd) / rule.emissionUsd[run]!),
    workPerSec: none ?? workRate(classes, overRuns),
    ...tokenMetrics(classes, none, overRuns, runs),
    powerMw: none !== null && rule.workShare > 0 ? none : overRuns((run) => sum(run, (one) => one.powerW) / 1e6),
    minerMargin:
      none ?? overRuns((run) => 1 - sum(run, (one) => one.costUsdPerYear) / sum(run, (one) => one.revenueUsdPerYear)),
    workAttackUsd:
      none ??
      overRuns((run) => classes.reduce((least, one) => Math.min(least, one.runs[run]!.workAttackUsd), Infinity)),
    stakeAttackUsd:
      rule.stakeShare === null
        ? absent('Stake secures the network as a whole, not one class of work.')
        : rule.stakeShare > 0
          ? overRuns((run) => rule.stakeAttackUsd[run]!)
          : absent('No emission is paid to stake, so stake secures nothing.'),
  };
}

function workRate(
  classes: readonly ClassRuns[],
  overRuns: (figure: (run: number) => number) => MetricBand,
): MetricBand {
  const units = new Set(classes.map((one) => one.workUnit));
  if (classes.length > 1 || units.size > 1) {
    return absent('The classes of work do different things, so their rates are not added; see each class.');
  }
  return overRuns((run) => classes[0]!.runs[run]!.workPerSec);
}

function tokenMetrics(
  classes: readonly ClassRuns[],
  none: MetricBand | null,
  overRuns: (figure: (run: number) => number) => MetricBand,
  runs: number,
): Pick<RuleMetrics, 'tokensPerSec' | 'joulesPerToken' | 'producerUsdPerMillionTokens'> {
  if (none !== null) return { tokensPerSec: none, joulesPerToken: none, producerUsdPerMillionTokens: none };
  const serving = classes.filter((one) => one.runs[0]!.tokensPerSec !== null);
  if (serving.length === 0) {
    const reason = absent('The paid work makes no tokens.');
    return { tokensPerSec: reason, joulesPerToken: reason, producerUsdPerMillionTokens: reason };
  }
  const sum = (run: number, figure: (one: ClassRun) => number) =>
    serving.reduce((total, one) => total + figure(one.runs[run]!), 0);
  const tokens = (run: number) => sum(run, (one) => one.tokensPerSec!);
  const tokensPerSec = overRuns(tokens);
  for (let run = 0; run < runs; run++) {
    if (tokens(run) > 0) continue;
    const reason = absent('In some runs the machines that win make no tokens.');
    return { tokensPerSec, joulesPerToken: reason, producerUsdPerMillionTokens: reason };
  }
  return {
    tokensPerSec,
    joulesPerToken: overRuns((run) => sum(run, (one) => one.powerW) / tokens(run)),
    producerUsdPerMillionTokens: overRuns(
      (run) => (sum(run, (one) => one.costUsdPerYear) * 1e6) / (tokens(run) * SECONDS_PER_YEAR),
    ),
  };
}
