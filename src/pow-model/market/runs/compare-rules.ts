import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import type { Executor } from '../../../foundation/record/executor.js';
import { coinSchedule } from '../demand/coin-schedule.js';
import type { ClassMarket } from '../fleet/market-input.js';
import { stakeAttackUsd } from '../metrics/attack-cost.js';
import type { CompareInput } from '../scenario/compare-input.js';
import type { MarketScenario, RuleVariant } from '../scenario/market-scenario.js';
import {
  type MarketRange,
  type MarketRuns,
  meanFrom,
  runMarketRange,
  runMarketWith,
  sampleWeeks,
  scenarioWeeks,
} from './market-runs.js';
import { type ClassResult, ruleOutcome } from './rule-outcome.js';
import type { RuleOutcome } from './rule-outcomes.js';

/**
 * Every rule against the same draws of price path, kernel error, cost and miner behaviour: comparison A, equal
 * emission and equal coin price. Bands are p5 to p95 over the runs.
 *
 * @example
 * const [all, five] = compareRules({ ...input, rules: [rewardPreset('pow-100')!, rewardPreset('split-5-95')!] });
 * five.metrics.workPerSec; // a twentieth of all.metrics.workPerSec: given machines, work is proportional to pay
 */
export function compareRules(input: CompareInput): RuleOutcome[] {
  return outcomesOf(
    input,
    classesOf(input).map((market) => [runMarketRange(comparisonRange(input, market))]),
  );
}

/** The same with the runs divided over an executor's workers; the bits do not depend on how many there are (I8). */
export async function compareRulesWith(executor: Executor, input: CompareInput): Promise<RuleOutcome[]> {
  const parts: MarketRuns[][] = [];
  for (const market of classesOf(input)) parts.push(await runMarketWith(executor, comparisonRange(input, market)));
  return outcomesOf(input, parts);
}

/** The classes of work that have machines; where none has, one without, for what a draw says of the token alone. */
function classesOf({ markets }: CompareInput): readonly ClassMarket[] {
  const served = markets.filter(hasMachines);
  return served.length > 0 ? served : [{ workloadClass: '', label: '', machines: [] }];
}

function hasMachines(market: ClassMarket): boolean {
  return market.machines.some((machine) => machine.profile.workPerSec.value !== null);
}

/**
 * The runs of one class of work of a comparison. Draws go by the names of what is drawn, so that the classes of a comparison, each run alone, meet the same ones (I2).
 */
export function comparisonRange(input: CompareInput, market: ClassMarket): MarketRange {
  return {
    scenario: scenarioOf(input, market),
    variants: variantsOf(input),
    firstRun: 0,
    runs: input.runs,
    replaced: null,
  };
}

function variantsOf({ rules, token }: CompareInput): RuleVariant[] {
  return rules.map((_, rule) => ({ rule, emissionUsdPerYear: token.emissionUsdPerYear }));
}

/** The scenario of a comparison: a constant emission, no fees, and nothing said of operators, stakers and users. */
function scenarioOf(
  { rules, miners, token, uncertainty, horizonYears, seed }: CompareInput,
  market: ClassMarket,
): MarketScenario {
  return {
    rules,
    market,
    miners,
    cohorts: [],
    pools: null,
    stakers: null,
    token: {
      emissionUsdPerYear: token.emissionUsdPerYear,
      marketValueUsd: token.marketValueUsd,
      price: token.price,
      balance: null,
      halvingYears: null,
      supplyCap: null,
      staking: {
        stakedFraction: token.stakedFraction,
        requiredPremiumPerYear: 0,
        restakedShare: 0,
        delegatedShare: 0,
        commission: 0,
      },
    },
    fees: { usdPerYear: 0, growthPerYear: 0 },
    inference: null,
    attack: {
      workShare: token.workAttackShare,
      stakeShare: token.stakeAttackShare,
      resaleShare: 0,
      slashedShare: 0,
      priceFallShare: 0,
    },
    uncertainty,
    horizonYears,
    seed,
  };
}

/** Joins ranges in the order of their runs, `parts[class][range]`, and reduces them to bands. */
function outcomesOf(input: CompareInput, parts: readonly (readonly MarketRuns[])[]): RuleOutcome[] {
  const { token } = input;
  const classes = classesOf(input);
  const weeks = scenarioWeeks(input);
  const any = scenarioOf(input, classes[0]!);
  const drawn = (figure: (range: MarketRuns) => readonly number[]) => parts[0]!.flatMap(figure);
  const lastYearPrice = drawn((range) => range.lastYearPrice);
  const shared = {
    emissionUsd: drawn((range) => range.meanPrice).map(
      (price) => (price * token.emissionUsdPerYear * weeks) / WEEKS_PER_YEAR,
    ),
    stakeAttackUsd: lastYearPrice.map((price) =>
      stakeAttackUsd(token.marketValueUsd * price, token.stakedFraction, token.stakeAttackShare),
    ),
    years: sampleWeeks(weeks).map((week) => week / WEEKS_PER_YEAR),
    meanPrice: meanFrom(lastYearPrice, 0),
  };
  return variantsOf(input).map((variant, v) => {
    const rule = input.rules[variant.rule]!;
    const results = rule.work.map(({ workloadClass, share }): ClassResult | null => {
      const c = classes.findIndex((market) => market.workloadClass === workloadClass);
      if (c < 0 || share === 0 || !hasMachines(classes[c]!)) return null;
      const joined = (samples: (range: MarketRuns) => readonly Float64Array[]) =>
        samples(parts[c]![0]!).map((_, s) => Float64Array.from(parts[c]!.flatMap((range) => [...samples(range)[s]!])));
      return {
        market: classes[c]!,
        runs: parts[c]!.flatMap((range) => range.classRuns[v]!),
        samples: {
          workPerSec: joined((range) => range.workPerSec[v]!),
          powerMw: joined((range) => range.powerMw[v]!),
          revenueUsdPerYear: joined((range) => range.revenueUsdPerYear[v]!),
        },
      };
    });
    const schedule = coinSchedule(any.token, rule, variant.emissionUsdPerYear, weeks);
    return ruleOutcome(input, rule, schedule, results, shared);
  });
}
