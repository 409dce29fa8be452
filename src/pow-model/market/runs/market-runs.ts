import { ln } from '../../../foundation/numeric/portable-math.js';
import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import type { Executor } from '../../../foundation/record/executor.js';
import { type CoinSchedule, coinSchedule } from '../demand/coin-schedule.js';
import { type PaidPath, paidPath, type TokenOffer } from '../demand/paid-path.js';
import type { MachineOffer } from '../fleet/machine-offer.js';
import { weeklyMarket } from '../fleet/simulate-market.js';
import { type SitePriceCurve, scaledCurve, sitePriceCurve } from '../fleet/site-price-curve.js';
import { type ClassRun, classRun, lastYearStart } from '../metrics/class-run.js';
import type { MarketFigures } from '../metrics/market-figures.js';
import { type RuleRun, runFigures } from '../metrics/run-figures.js';
import type { MarketScenario, RuleVariant } from '../scenario/market-scenario.js';
import {
  centralDraw,
  drawMarket,
  drawnMiners,
  drawnOffers,
  type MarketDraw,
  type UncertaintyGroup,
} from './market-draw.js';

/** Name under which an executor knows `runMarketRange`. */
export const MARKET_RUNS_JOB = 'market-runs';

const WEEKS_PER_SAMPLE = 13;

/** A range of the runs of a scenario; ranges may be computed anywhere in any order. */
export interface MarketRange {
  readonly scenario: MarketScenario;
  readonly variants: readonly RuleVariant[];
  readonly firstRun: number;
  readonly runs: number;
  /** Takes one group of uncertain things from the run that is this many further on; null: none. */
  readonly replaced: { readonly group: UncertaintyGroup; readonly offset: number } | null;
}

/** What a range found, as plain data. */
export interface MarketRuns {
  readonly firstRun: number;
  /** Drawn coin price over that of week 0: mean over the horizon and over the last year, one entry a run. */
  readonly meanPrice: readonly number[];
  readonly lastYearPrice: readonly number[];
  /** `[variant][run]`: the figures of a rule, and those of its class of work that a comparison adds up over classes. */
  readonly figures: readonly (readonly MarketFigures[])[];
  readonly classRuns: readonly (readonly ClassRun[])[];
  /** `[variant][sample]`, one entry a run; samples are a quarter apart. */
  readonly workPerSec: readonly (readonly Float64Array[])[];
  readonly powerMw: readonly (readonly Float64Array[])[];
  readonly revenueUsdPerYear: readonly (readonly Float64Array[])[];
}

/** Computes a range of runs of one class of work under every rule. A run's draws depend on its number alone, so any split gives the same bits (I8). */
export function runMarketRange({ scenario, variants, firstRun, runs, replaced }: MarketRange): MarketRuns {
  const context = runContext(scenario, variants);
  const samples = sampleWeeks(context.weeks);
  const rows = () => variants.map(() => samples.map(() => new Float64Array(runs)));
  const found = {
    firstRun,
    meanPrice: [] as number[],
    lastYearPrice: [] as number[],
    figures: variants.map((): MarketFigures[] => []),
    classRuns: variants.map((): ClassRun[] => []),
    workPerSec: rows(),
    powerMw: rows(),
    revenueUsdPerYear: rows(),
  };
  for (let i = 0; i < runs; i++) {
    const run = firstRun + i;
    const from = replaced === null ? null : { group: replaced.group, run: run + replaced.offset };
    const draw = drawMarket(drawInput(scenario), run, from);
    found.meanPrice.push(meanFrom(draw.priceFactor, 0));
    found.lastYearPrice.push(meanFrom(draw.priceFactor, lastYearStart(context.weeks)));
    rulesInDraw(context, draw).forEach((ruleRun, v) => {
      const { market, offers } = ruleRun;
      found.figures[v]!.push(runFigures(scenario, draw, ruleRun));
      found.classRuns[v]!.push(
        classRun(market, scenario.market, offers, ruleRun.workFactors, scenario.attack.workShare),
      );
      samples.forEach((week, s) => {
        found.workPerSec[v]![s]![i] = market.workPerSec[week]!;
        found.powerMw[v]![s]![i] = market.powerW[week]! / 1e6;
        found.revenueUsdPerYear[v]![s]![i] = market.revenueUsdPerStep[week]! * WEEKS_PER_YEAR;
      });
    });
  }
  return found;
}

/** The same with the runs divided over an executor's workers, in the order of the runs (I8). */
export async function runMarketWith(executor: Executor, range: MarketRange): Promise<MarketRuns[]> {
  const shards = Math.min(range.runs, 4 * executor.workers);
  const cut = (i: number) => Math.floor((i * range.runs) / shards);
  const ranges = Array.from(
    { length: shards },
    (_, i): MarketRange => ({ ...range, firstRun: range.firstRun + cut(i), runs: cut(i + 1) - cut(i) }),
  );
  return await executor.map<MarketRange, MarketRuns>(MARKET_RUNS_JOB, ranges);
}

/** Every rule with all uncertain things at their best values and the price on its middle path. */
export function centralRuns(scenario: MarketScenario, variants: readonly RuleVariant[]): RuleRun[] {
  return rulesInDraw(runContext(scenario, variants), centralDraw(drawInput(scenario)));
}

/** The figures of those paths. */
export function centralFigures(scenario: MarketScenario, variants: readonly RuleVariant[]): MarketFigures[] {
  return centralRuns(scenario, variants).map((run) => runFigures(scenario, { electricityFactor: 1 }, run));
}

export function scenarioWeeks(scenario: Pick<MarketScenario, 'horizonYears'>): number {
  return Math.round(scenario.horizonYears * WEEKS_PER_YEAR);
}

export function sampleWeeks(weeks: number): number[] {
  return Array.from({ length: Math.ceil(weeks / WEEKS_PER_SAMPLE) }, (_, i) => i * WEEKS_PER_SAMPLE);
}

interface RunContext {
  readonly scenario: MarketScenario;
  readonly variants: readonly RuleVariant[];
  readonly weeks: number;
  readonly curve: SitePriceCurve;
  readonly schedules: readonly CoinSchedule[];
}

function runContext(scenario: MarketScenario, variants: readonly RuleVariant[]): RunContext {
  const weeks = scenarioWeeks(scenario);
  return {
    scenario,
    variants,
    weeks,
    curve: sitePriceCurve(scenario.miners.sites),
    schedules: variants.map(({ rule, emissionUsdPerYear }) =>
      coinSchedule(scenario.token, scenario.rules[rule]!, emissionUsdPerYear, weeks),
    ),
  };
}

function drawInput(scenario: MarketScenario) {
  const { market, token, uncertainty, horizonYears, seed } = scenario;
  return { markets: [market], token, uncertainty, horizonYears, seed };
}

/** All variants in one draw; those that are paid the same, week by week, share one market. */
function rulesInDraw(context: RunContext, draw: MarketDraw): RuleRun[] {
  const { scenario, variants, schedules } = context;
  const miners = drawnMiners(scenario.miners, draw);
  const curve = scaledCurve(context.curve, draw.electricityFactor);
  const { offers, workFactors } = drawnOffers(scenario.market, 0, draw, miners, curve);
  const tokens = offers.map((offer) => tokenOffer(scenario, offer));
  const known: { revenue: Float64Array; rentFactor: number; market: ReturnType<typeof weeklyMarket> }[] = [];
  return variants.map((variant, v): RuleRun => {
    const schedule = schedules[v]!;
    const rule = scenario.rules[variant.rule]!;
    const paid = paidPath(scenario, rule, schedule, draw.priceFactor, offers, tokens);
    const dearer = paid.rentFactor === 1 ? offers : offers.map((offer) => atRent(offer, paid.rentFactor));
    const revenue = revenueOf(paid);
    let same = known.find((one) => one.rentFactor === paid.rentFactor && equalPaths(one.revenue, revenue));
    if (same === undefined) {
      const market = weeklyMarket(scenario.market.workloadClass, dearer, curve, revenue, miners);
      same = { revenue, rentFactor: paid.rentFactor, market };
      known.push(same);
    }
    return { variant, schedule, paid, market: same.market, offers: dearer, tokens, workFactors };
  });
}

/** Work units of a token do not depend on the draw: kernel error moves both alike. */
function tokenOffer(scenario: MarketScenario, offer: MachineOffer): TokenOffer {
  const { profile } = scenario.market.machines.find((machine) => machine.profile.id === offer.id)!;
  if (profile.tokensPerSec.value === null || profile.workPerSec.value === null) return { tokensPerWork: null };
  const useful = profile.workPerSec.value / (1 + profile.verificationShare);
  const { inference } = scenario;
  if (inference === null) return { tokensPerWork: profile.tokensPerSec.value / useful };
  const share = inference.usefulShare > 0 ? inference.usefulShare * (1 - inference.displacement) : 1;
  return { tokensPerWork: (profile.tokensPerSec.value * share) / useful };
}

function revenueOf(paid: PaidPath): Float64Array {
  return paid.work.map((usd, week) => usd + paid.chainFees[week]! + paid.inferenceFees[week]!);
}

/** Whether two paths of money agree but for the last digits of their base units. */
function equalPaths(a: Float64Array, b: Float64Array): boolean {
  for (let week = 0; week < a.length; week++) {
    if (Math.abs(a[week]! - b[week]!) > 1e-9 * a[week]!) return false;
  }
  return true;
}

/** A rented machine whose rent is `factor` times its own, because the work displaces what it was rented for. */
function atRent(offer: MachineOffer, factor: number): MachineOffer {
  if (!offer.rented) return offer;
  return {
    ...offer,
    lnStopCost: offer.lnStopCost + ln(factor),
    breakEvenUsdPerYear: offer.breakEvenUsdPerYear * factor,
    breakEvenByDecline: offer.breakEvenByDecline?.map((usd) => usd * factor) ?? null,
  };
}

export function meanFrom(values: ArrayLike<number>, start: number): number {
  let sum = 0;
  for (let i = start; i < values.length; i++) sum += values[i]!;
  return sum / (values.length - start);
}
