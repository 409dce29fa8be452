import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import type { Executor } from '../../../foundation/record/executor.js';
import type { CompareInput } from '../scenario/compare-input.js';
import {
  type MarketRange,
  type MarketRuns,
  meanFrom,
  runMarketRange,
  sampleWeeksOf,
  schedulesOf,
  weeksOf,
} from './market-runs.js';
import { type ClassSamples, ruleOutcome } from './rule-outcome.js';
import type { RuleOutcome } from './rule-outcomes.js';

/** Name under which an executor knows `runMarketRange`. */
export const MARKET_RUNS_JOB = 'market-runs';

/**
 * Every rule against the same draws of price path, kernel error, cost and miner behaviour: comparison A, equal
 * emission and equal token price. Bands are p5 to p95 over the runs.
 *
 * @example
 * const [all, five] = compareRules({ ...input, rules: [rewardPreset('pow-100')!, rewardPreset('split-5-95')!] });
 * five.metrics.workPerSec; // a twentieth of all.metrics.workPerSec: given machines, work is proportional to pay
 */
export function compareRules(input: CompareInput): RuleOutcome[] {
  return outcomesOf(input, [runMarketRange({ input, firstRun: 0, runs: input.runs })]);
}

/** The same with the runs divided over an executor's workers; the bits do not depend on how many there are (I8). */
export async function compareRulesWith(executor: Executor, input: CompareInput): Promise<RuleOutcome[]> {
  const shards = Math.min(input.runs, 4 * executor.workers);
  const ranges = Array.from({ length: shards }, (_, i): MarketRange => {
    const firstRun = Math.floor((i * input.runs) / shards);
    return { input, firstRun, runs: Math.floor(((i + 1) * input.runs) / shards) - firstRun };
  });
  return outcomesOf(input, await executor.map<MarketRange, MarketRuns>(MARKET_RUNS_JOB, ranges));
}

/** Joins ranges in the order of their runs and reduces them to bands. */
function outcomesOf(input: CompareInput, ranges: readonly MarketRuns[]): RuleOutcome[] {
  const joined = (figure: (range: MarketRuns) => readonly number[]) => ranges.flatMap(figure);
  const shared = {
    emissionUsd: joined((range) => range.emissionUsd),
    stakeAttackUsd: joined((range) => range.stakeAttackUsd),
    years: sampleWeeksOf(weeksOf(input)).map((week) => week / WEEKS_PER_YEAR),
    meanPrice: meanFrom(
      joined((range) => range.lastYearPrice),
      0,
    ),
  };
  return schedulesOf(input).map((schedule, r) =>
    ruleOutcome(
      input,
      schedule,
      schedule.rule.work.map((_, c) => ranges.flatMap((range) => range.classRuns[r]![c]!)),
      schedule.rule.work.map((_, c) => joinSamples(ranges.map((range) => range.samples[r]![c]!))),
      shared,
    ),
  );
}

function joinSamples(parts: readonly ClassSamples[]): ClassSamples {
  const join = (rows: readonly (readonly Float64Array[])[]) =>
    rows[0]!.map((_, sample) => Float64Array.from(rows.flatMap((part) => Array.from(part[sample]!))));
  return {
    work: join(parts.map((part) => part.work)),
    powerMw: join(parts.map((part) => part.powerMw)),
    revenue: join(parts.map((part) => part.revenue)),
  };
}
