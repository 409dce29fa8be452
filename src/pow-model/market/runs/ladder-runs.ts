import { ln } from '../../../foundation/numeric/portable-math.js';
import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { type CoinSchedule, coinSchedule } from '../demand/coin-schedule.js';
import { type PaidPath, paidPath, type TokenOffer } from '../demand/paid-path.js';
import type { MachineOffer } from '../fleet/machine-offer.js';
import { weeklyMarket } from '../fleet/simulate-market.js';
import { type SitePriceCurve, scaledCurve, sitePriceCurve } from '../fleet/site-price-curve.js';
import type { LadderFigures } from '../metrics/ladder-figures.js';
import { type RuleRun, runFigures } from '../metrics/run-figures.js';
import type { LadderScenario, RuleVariant } from '../scenario/market-scenario.js';
import { centralDraw, drawMarket, type MarketDraw, type UncertaintyGroup } from './market-draw.js';
import { drawnMiners, drawnOffers } from './market-runs.js';

const WEEKS_PER_SAMPLE = 13;

/** A range of the runs of a scenario; ranges may be computed anywhere in any order. */
export interface LadderRange {
  readonly scenario: LadderScenario;
  readonly variants: readonly RuleVariant[];
  readonly firstRun: number;
  readonly runs: number;
  /** Takes one group of uncertain things from the run that is this many further on; null: none. */
  readonly replaced: { readonly group: UncertaintyGroup; readonly offset: number } | null;
}

/** What a range found, as plain data. */
export interface LadderRuns {
  readonly firstRun: number;
  /** `[variant][run]`. */
  readonly figures: readonly (readonly LadderFigures[])[];
  /** `[variant][sample]`, one entry a run; samples are a quarter apart. */
  readonly workPerSec: readonly (readonly Float64Array[])[];
  readonly powerMw: readonly (readonly Float64Array[])[];
}

/** Computes a range of runs. A run's draws depend on its number alone, so any split gives the same bits (I8). */
export function runLadderRange({ scenario, variants, firstRun, runs, replaced }: LadderRange): LadderRuns {
  const context = ladderContext(scenario, variants);
  const samples = sampleWeeks(context.weeks);
  const rows = () => variants.map(() => samples.map(() => new Float64Array(runs)));
  const figures: LadderFigures[][] = variants.map(() => []);
  const workPerSec = rows();
  const powerMw = rows();
  for (let i = 0; i < runs; i++) {
    const run = firstRun + i;
    const from = replaced === null ? null : { group: replaced.group, run: run + replaced.offset };
    const draw = drawMarket(drawInput(scenario), run, from);
    rulesInDraw(context, draw).forEach((ruleRun, v) => {
      figures[v]!.push(runFigures(scenario, draw, ruleRun));
      samples.forEach((week, s) => {
        workPerSec[v]![s]![i] = ruleRun.market.workPerSec[week]!;
        powerMw[v]![s]![i] = ruleRun.market.powerW[week]! / 1e6;
      });
    });
  }
  return { firstRun, figures, workPerSec, powerMw };
}

/** Every rule with all uncertain things at their best values and the price on its middle path. */
export function centralRuns(scenario: LadderScenario, variants: readonly RuleVariant[]): RuleRun[] {
  return rulesInDraw(ladderContext(scenario, variants), centralDraw(drawInput(scenario)));
}

/** The figures of those paths. */
export function centralFigures(scenario: LadderScenario, variants: readonly RuleVariant[]): LadderFigures[] {
  return centralRuns(scenario, variants).map((run) => runFigures(scenario, { electricityFactor: 1 }, run));
}

export function ladderWeeks(scenario: Pick<LadderScenario, 'horizonYears'>): number {
  return Math.round(scenario.horizonYears * WEEKS_PER_YEAR);
}

export function sampleWeeks(weeks: number): number[] {
  return Array.from({ length: Math.ceil(weeks / WEEKS_PER_SAMPLE) }, (_, i) => i * WEEKS_PER_SAMPLE);
}

interface LadderContext {
  readonly scenario: LadderScenario;
  readonly variants: readonly RuleVariant[];
  readonly weeks: number;
  readonly curve: SitePriceCurve;
  readonly schedules: readonly CoinSchedule[];
}

function ladderContext(scenario: LadderScenario, variants: readonly RuleVariant[]): LadderContext {
  const weeks = ladderWeeks(scenario);
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

function drawInput(scenario: LadderScenario) {
  const { market, token, uncertainty, horizonYears, seed } = scenario;
  return { markets: [market], token, uncertainty, horizonYears, seed };
}

/** All variants in one draw; those that are paid the same, week by week, share one market. */
function rulesInDraw(context: LadderContext, draw: MarketDraw): RuleRun[] {
  const { scenario, variants, schedules } = context;
  const miners = drawnMiners(scenario.miners, draw);
  const curve = scaledCurve(context.curve, draw.electricityFactor);
  const { offers } = drawnOffers(scenario.market, 0, draw, miners, curve);
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
    return { variant, schedule, paid, market: same.market, offers: dearer, tokens };
  });
}

/** Work units of a token do not depend on the draw: kernel error moves both alike. */
function tokenOffer(scenario: LadderScenario, offer: MachineOffer): TokenOffer {
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
