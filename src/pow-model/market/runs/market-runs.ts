import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { EmissionLedger } from '../../rules/emission-ledger.js';
import type { RewardRule } from '../../rules/reward-rule.js';
import { type MachineOffer, machineOffer } from '../fleet/machine-offer.js';
import type { ClassMarket, MinerBehaviour } from '../fleet/market-input.js';
import { weeklyMarket } from '../fleet/simulate-market.js';
import { type SitePriceCurve, scaledCurve, sitePriceCurve } from '../fleet/site-price-curve.js';
import { stakeAttackUsd } from '../metrics/attack-cost.js';
import { type ClassRun, classRun, lastYearStart } from '../metrics/class-run.js';
import type { CompareInput } from '../scenario/compare-input.js';
import { drawMarket, type MarketDraw } from './market-draw.js';
import { type ClassSamples, emptySamples, type RuleSchedule } from './rule-outcome.js';

const WEEKS_PER_SAMPLE = 13;
/** Base units of a token whose price at week 0 is 1 USD. */
const UNITS_PER_USD = 1e9;

/** A range of the runs of a comparison; ranges of one comparison may be computed anywhere in any order. */
export interface MarketRange {
  readonly input: CompareInput;
  readonly firstRun: number;
  readonly runs: number;
}

/** What a range of runs found, as plain data. Arrays have one entry a run of the range. */
export interface MarketRuns {
  readonly firstRun: number;
  readonly emissionUsd: readonly number[];
  readonly stakeAttackUsd: readonly number[];
  readonly lastYearPrice: readonly number[];
  /** `[rule][work class][run]`; empty where no machine does the work. */
  readonly classRuns: readonly (readonly (readonly ClassRun[])[])[];
  /** `[rule][work class]`, paths once a quarter. */
  readonly samples: readonly (readonly ClassSamples[])[];
}

/** Computes a range of runs. A run's draws depend on its number alone, so any split gives the same bits (I8). */
export function runMarketRange({ input, firstRun, runs }: MarketRange): MarketRuns {
  const weeks = weeksOf(input);
  const schedules = schedulesOf(input);
  const sampleWeeks = sampleWeeksOf(weeks);
  const classRuns = schedules.map(({ rule }) => rule.work.map((): ClassRun[] => []));
  const samples = schedules.map(({ rule }) => rule.work.map(() => emptySamples(sampleWeeks.length, runs)));
  const emissionUsd: number[] = [];
  const stakeAttack: number[] = [];
  const lastYearPrice: number[] = [];
  const baseCurve = sitePriceCurve(input.miners.sites);

  for (let i = 0; i < runs; i++) {
    const draw = drawMarket(input, firstRun + i);
    const miners = drawnMiners(input.miners, draw);
    const curve = scaledCurve(baseCurve, draw.electricityFactor);
    const price = meanFrom(draw.priceFactor, lastYearStart(weeks));
    lastYearPrice.push(price);
    emissionUsd.push((meanFrom(draw.priceFactor, 0) * input.token.emissionUsdPerYear * weeks) / WEEKS_PER_YEAR);
    const { marketValueUsd, stakedFraction, stakeAttackShare } = input.token;
    stakeAttack.push(stakeAttackUsd(marketValueUsd * price, stakedFraction, stakeAttackShare));
    const offersOf = input.markets.map((market, m) => drawnOffers(market, m, draw, miners, curve));

    schedules.forEach(({ rule, weeklyUsdAtStart }, r) => {
      rule.work.forEach((workClass, c) => {
        const m = input.markets.findIndex((market) => market.workloadClass === workClass.workloadClass);
        if (m < 0 || offersOf[m]!.offers.length === 0 || workClass.share === 0) return;
        const { offers, workFactors } = offersOf[m]!;
        const revenue = draw.priceFactor.map((factor, week) => factor * weeklyUsdAtStart[c]![week]!);
        const path = weeklyMarket(workClass.workloadClass, offers, curve, revenue, miners);
        classRuns[r]![c]!.push(classRun(path, input.markets[m]!, offers, workFactors, input.token.workAttackShare));
        const sampled = samples[r]![c]!;
        sampleWeeks.forEach((week, s) => {
          sampled.work[s]![i] = path.workPerSec[week]!;
          sampled.powerMw[s]![i] = path.powerW[week]! / 1e6;
          sampled.revenue[s]![i] = path.revenueUsdPerWeek[week]! * WEEKS_PER_YEAR;
        });
      });
    });
  }
  return { firstRun, emissionUsd, stakeAttackUsd: stakeAttack, lastYearPrice, classRuns, samples };
}

export function weeksOf(input: CompareInput): number {
  return Math.round(input.horizonYears * WEEKS_PER_YEAR);
}

export function sampleWeeksOf(weeks: number): number[] {
  return Array.from({ length: Math.ceil(weeks / WEEKS_PER_SAMPLE) }, (_, i) => i * WEEKS_PER_SAMPLE);
}

export function schedulesOf(input: CompareInput): RuleSchedule[] {
  const weeks = weeksOf(input);
  return input.rules.map((rule) => scheduleOf(rule, input.token.emissionUsdPerYear, weeks));
}

/** The emission of a constant schedule, settled week by week in base units and read back as value at the start price. */
function scheduleOf(rule: RewardRule, emissionUsdPerYear: number, weeks: number): RuleSchedule {
  const ledger = new EmissionLedger(rule, null);
  const weekly = BigInt(Math.round((emissionUsdPerYear / WEEKS_PER_YEAR) * UNITS_PER_USD));
  const weeklyUsdAtStart = rule.work.map((): number[] => []);
  const totals = { stake: 0n, owner: 0n, burned: 0n };
  for (let week = 0; week < weeks; week++) {
    const settled = ledger.settle(weekly);
    settled.work.forEach((amount, c) => {
      weeklyUsdAtStart[c]!.push(Number(amount) / UNITS_PER_USD);
    });
    totals.stake += settled.stake;
    totals.owner += settled.owner;
    totals.burned += settled.burned;
  }
  const perYear = (total: bigint) => ((Number(total) / UNITS_PER_USD) * WEEKS_PER_YEAR) / weeks;
  return {
    rule,
    weeklyUsdAtStart,
    stakeUsdPerYear: perYear(totals.stake),
    ownerUsdPerYear: perYear(totals.owner),
    burnUsdPerYear: perYear(totals.burned),
  };
}

/** The miners of a run. */
export function drawnMiners(miners: MinerBehaviour, draw: MarketDraw): MinerBehaviour {
  return {
    ...miners,
    adjustmentPerMonth: miners.adjustmentPerMonth * draw.adjustmentFactor,
    discountPerYear: miners.discountPerYear * draw.discountFactor,
    marginFactor: miners.marginFactor * draw.marginFactor,
  };
}

/** The machines of a market as a run draws them, those without a work rate left out. */
export function drawnOffers(
  market: ClassMarket,
  m: number,
  draw: MarketDraw,
  miners: MinerBehaviour,
  curve: SitePriceCurve,
): { offers: MachineOffer[]; workFactors: number[] } {
  const offers: MachineOffer[] = [];
  const workFactors: number[] = [];
  market.machines.forEach((machine, i) => {
    const figures = draw.figures[m]![i]!;
    if (figures === null) return;
    offers.push(machineOffer(machine, figures, miners, curve.medianUsdPerKwh));
    workFactors.push(draw.workFactors[m]![i]!);
  });
  return { offers, workFactors };
}

export function meanFrom(values: ArrayLike<number>, start: number): number {
  let sum = 0;
  for (let i = start; i < values.length; i++) sum += values[i]!;
  return sum / (values.length - start);
}
