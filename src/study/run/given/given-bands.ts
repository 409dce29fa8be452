import type { MarketFigure, MarketFigures, MarketScenario } from '../../../pow-model/market/index.js';
import { bandOverRuns } from '../../../pow-model/market/metrics/band-over-runs.js';
import type { MetricBand } from '../../../pow-model/market/metrics/metric-bands.js';
import type { RewardRule } from '../../../pow-model/rules/reward-rule.js';
import { PAIRED_DIFFERENCES, PAIRED_RATIOS } from './given-outcome.js';
import { givenReason } from './given-reasons.js';

/** The runs of a rule as bands. */
export function figureBands(
  runs: readonly MarketFigures[],
  rule: RewardRule,
  scenario: MarketScenario,
): Record<MarketFigure, MetricBand> {
  const names = Object.keys(runs[0]!) as MarketFigure[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      bandOf(
        runs.map((run) => run[name]),
        () => givenReason(name, rule, scenario),
      ),
    ]),
  ) as Record<MarketFigure, MetricBand>;
}

/** A rule against the reference in the same draws. */
export function pairedBands(
  runs: readonly MarketFigures[],
  reference: readonly MarketFigures[],
  rule: RewardRule,
  scenario: MarketScenario,
) {
  const pair = <T extends readonly MarketFigure[]>(names: T, join: (mine: number, theirs: number) => number) =>
    Object.fromEntries(
      names.map((name) => [
        name,
        bandOf(
          runs.map((run, i) => join(run[name], reference[i]![name])),
          () => givenReason(name, rule, scenario),
        ),
      ]),
    ) as Record<T[number], MetricBand>;
  return {
    ratios: pair(PAIRED_RATIOS, (mine, theirs) => mine / theirs),
    differences: pair(PAIRED_DIFFERENCES, (mine, theirs) => mine - theirs),
  };
}

function bandOf(values: readonly number[], reason: () => string): MetricBand {
  if (values.every(Number.isFinite)) return bandOverRuns(values);
  const missing = values.filter((value) => !Number.isFinite(value)).length;
  if (missing === values.length) return { value: null, reason: reason() };
  return { value: null, reason: `In ${missing} of ${values.length} runs it does not apply: ${reason()}` };
}
