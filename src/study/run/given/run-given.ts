import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import type { Executor } from '../../../foundation/record/executor.js';
import { bestFigures, machineOffer } from '../../../pow-model/market/fleet/machine-offer.js';
import { sitePriceCurve } from '../../../pow-model/market/fleet/site-price-curve.js';
import {
  centralRuns,
  type MarketRuns,
  type MarketScenario,
  runMarketWith,
  sampleWeeks,
  scenarioWeeks,
} from '../../../pow-model/market/index.js';
import { bandSeries } from '../../../pow-model/market/metrics/band-over-runs.js';
import { chainRulesOf } from '../../files/fields/reward-rule-fields.js';
import { COMPARISON_LABELS } from '../comparison/comparison-pay.js';
import { figureBands, pairedBands } from './given-bands.js';
import { centralQuarters, generationOf } from './given-central.js';
import type { GivenEconomy, GivenMachine, GivenRule } from './given-outcome.js';
import { type PaidVariant, paidVariants } from './given-pay.js';
import type { ResolvedGiven } from './given-scenario-of.js';
import { givenAssumptions, givenBandContents, givenSummary } from './given-summary.js';
import { splitVariance } from './given-variance.js';

/** Compares the rules of a resolved study of given machines; the draws go to the executor. */
export async function runGiven(resolved: ResolvedGiven, executor: Executor): Promise<GivenEconomy> {
  const { file, scenario } = resolved;
  const { rows, variants } = paidVariants(scenario, file.reference, file.comparisons, file.token.selling);
  const parts = await runMarketWith(executor, { scenario, variants, firstRun: 0, runs: file.runs, replaced: null });
  const figuresOf = (variant: number) => parts.flatMap((part) => part.figures[variant]!);
  const reference = scenario.rules.findIndex((rule) => rule.id === file.reference);
  const ruleOf = (row: PaidVariant): GivenRule => {
    const rule = scenario.rules[row.rule]!;
    const { comparison, emissionUsdPerYear, reason } = row;
    const common = { ruleId: rule.id, label: rule.label, comparison, emissionUsdPerYear, reason };
    if (row.variant === null) return { ...common, figures: null, ratios: null, differences: null };
    const own = figuresOf(row.variant);
    const other = rows.find((one) => one.comparison === comparison && one.rule === reference)!.variant;
    const paired = other === null ? null : pairedBands(own, figuresOf(other), rule, scenario);
    return {
      ...common,
      figures: figureBands(own, rule, scenario),
      ratios: paired?.ratios ?? null,
      differences: paired?.differences ?? null,
    };
  };
  const comparisons = file.comparisons.map((comparison) => ({
    comparison,
    label: COMPARISON_LABELS[comparison],
    rules: rows.filter((row) => row.comparison === comparison).map(ruleOf),
  }));
  const first = rows.filter((row) => row.comparison === file.comparisons[0] && row.variant !== null);
  const paid = first.find((row) => row.rule === reference)!.variant;
  const splits =
    file.splitRuns > 0 && paid !== null
      ? await splitVariance(executor, scenario, variants[paid]!, file.splitRuns)
      : null;
  const outcome = {
    kind: 'given' as const,
    name: file.name,
    title: file.title,
    mode: 'the machines are given, so that the way of paying cannot change them; work is proportional to pay',
    work: scenario.market.label,
    workUnit: scenario.market.machines[0]!.profile.workUnit,
    runs: file.runs,
    reference: file.reference,
    machines: machineRows(scenario),
    expectedDeclinePerYear: scenario.miners.expectedDeclinePerYear,
    comparisons,
    pathComparison: file.comparisons[0]!,
    paths: pathRows(scenario, parts, first, variants),
    variance: splits === null ? null : { runs: file.splitRuns, splits },
    bandContents: givenBandContents(file, scenario),
    chains: chainRulesOf(file.rules),
  };
  return { ...outcome, summary: givenSummary(outcome), assumptions: givenAssumptions(resolved) };
}

function pathRows(
  scenario: MarketScenario,
  parts: readonly MarketRuns[],
  rows: readonly PaidVariant[],
  variants: ReturnType<typeof paidVariants>['variants'],
): GivenEconomy['paths'] {
  const years = sampleWeeks(scenarioWeeks(scenario)).map((week) => week / WEEKS_PER_YEAR);
  const central = centralRuns(scenario, variants);
  return rows.map((row) => {
    const variant = row.variant!;
    const joined = (samples: (part: MarketRuns) => readonly Float64Array[]) =>
      bandSeries(
        years,
        years.map((_, s) => Float64Array.from(parts.flatMap((part) => Array.from(samples(part)[s]!)))),
      );
    return {
      ruleId: scenario.rules[row.rule]!.id,
      label: scenario.rules[row.rule]!.label,
      workPerSec: joined((part) => part.workPerSec[variant]!),
      powerMw: joined((part) => part.powerMw[variant]!),
      central: centralQuarters(scenario, central[variant]!),
      generation: generationOf(scenario, central[variant]!),
    };
  });
}

function machineRows({ market, miners }: MarketScenario): GivenMachine[] {
  const { medianUsdPerKwh } = sitePriceCurve(miners.sites);
  return market.machines.flatMap((machine): GivenMachine[] => {
    const { profile, entry, maker } = machine;
    const figures = bestFigures(machine);
    if (figures === null || profile.workPerSec.value === null) return [];
    return [
      {
        id: profile.id,
        label: profile.label,
        vendor: profile.vendor,
        entry: entry.kind,
        fromYear: machine.availableFromYear,
        workUnit: profile.workUnit,
        workPerSec: profile.workPerSec,
        tokensPerSec: profile.tokensPerSec.value === null ? null : profile.tokensPerSec,
        powerW: profile.powerW,
        joulesPerWork: profile.powerW.value / profile.workPerSec.value,
        priceUsd: profile.priceUsd,
        unitCostUsd: profile.priceUsd.value * maker.unitCostShare,
        rentUsdPerHour: figures.rentUsdPerHour,
        breakEvenUsdPerYear: machineOffer(machine, figures, miners, medianUsdPerKwh).breakEvenUsdPerYear,
      },
    ];
  });
}
