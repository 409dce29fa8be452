import { pow } from '../../../foundation/numeric/portable-math.js';
import { SECONDS_PER_YEAR, WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import type { RewardRule } from '../../rules/reward-rule.js';
import type { MachineOffer } from '../fleet/machine-offer.js';
import { progressAt } from '../fleet/machine-price.js';
import type { FleetPath } from '../fleet/market-outcome.js';
import { cheapestOffer } from '../fleet/start-fleet.js';
import type { InferenceScenario, MarketScenario } from '../scenario/market-scenario.js';
import type { CoinSchedule } from './coin-schedule.js';
import { type InferenceMarket, networkInference, rivalPrice } from './inference-price.js';
import { rulePrice, usdOf } from './rule-price.js';

/** What is paid for the scenario's class of work week by week, USD, and for what. */
export interface PaidPath {
  /** Coin price over the nominal price of the start. */
  readonly price: Float64Array;
  /** Emission that pays for the class of work. */
  readonly work: Float64Array;
  /** Of the chain's users. */
  readonly chainFees: Float64Array;
  /** Of the users of inference. */
  readonly inferenceFees: Float64Array;
  /** USD a token that users of inference pay; NaN without a section on inference or a machine that makes tokens. */
  readonly marketUsdPerToken: Float64Array;
  /** Tokens a year that users take from the network. */
  readonly tokensTaken: Float64Array;
  /** Pay that is left when use is saturated. */
  readonly idle: Float64Array;
  /** Price of compute where the work displaces inference, over that without. */
  readonly rentFactor: number;
}

/** The market's view of a machine's tokens. */
export interface TokenOffer {
  /** Tokens a unit of work brings to users while the machine is paid for it; null where it makes none. */
  readonly tokensPerWork: number | null;
}

/** Pay for work and what users add to it under a rule (equations 5.1 to 5.4 of docs/economics.md). */
export function paidPath(
  scenario: MarketScenario,
  rule: RewardRule,
  schedule: CoinSchedule,
  drawnPrice: Float64Array,
  offers: readonly MachineOffer[],
  tokens: readonly TokenOffer[],
): PaidPath {
  const weeks = drawnPrice.length;
  const price = rulePrice(scenario.token, rule, schedule, drawnPrice);
  const work = new Float64Array(weeks);
  rule.work.forEach(({ workloadClass }, c) => {
    if (workloadClass !== scenario.market.workloadClass) return;
    for (let week = 0; week < weeks; week++) work[week]! += usdOf(schedule.work[c]![week]!, price[week]!);
  });
  const { usdPerYear, growthPerYear } = scenario.fees;
  const weeklyGrowth = growthPerYear / WEEKS_PER_YEAR;
  let fee = usdPerYear / WEEKS_PER_YEAR;
  const chainFees = new Float64Array(weeks);
  for (let week = 0; week < weeks; week++) {
    chainFees[week] = fee;
    fee *= 1 + weeklyGrowth;
  }
  const path: PaidPath = {
    price,
    work,
    chainFees,
    inferenceFees: new Float64Array(weeks),
    marketUsdPerToken: new Float64Array(weeks).fill(Number.NaN),
    tokensTaken: new Float64Array(weeks),
    idle: new Float64Array(weeks),
    rentFactor: 1,
  };
  return scenario.inference === null ? path : withInference(path, scenario.inference, offers, tokens);
}

function withInference(
  path: PaidPath,
  inference: InferenceScenario,
  offers: readonly MachineOffer[],
  tokens: readonly TokenOffer[],
): PaidPath {
  const { usefulShare, elasticity, cloudUsdPerToken } = inference;
  const weeks = path.work.length;
  const demand = { scale: inference.tokensAtPrice * pow(inference.atUsdPerToken, elasticity), elasticity };
  const costs = tokenCosts(offers, tokens, weeks);
  const first = costs.find((cost) => cost < Number.POSITIVE_INFINITY);
  if (first === undefined) return path;
  const paid = (path.work.reduce((sum, usd) => sum + usd, 0) / weeks) * WEEKS_PER_YEAR;
  const rival = rivalPrice(demand, first, inference.supplyElasticity, (1 - usefulShare) * paid);
  const rentFactor = Math.min(rival.priceUsd, Math.max(first, cloudUsdPerToken)) / first;
  for (let week = 0; week < weeks; week++) {
    const cost = costs[week]! * rentFactor;
    if (!(cost < Number.POSITIVE_INFINITY)) continue;
    const market = marketOf(inference, demand, cost, path.work[week]! * WEEKS_PER_YEAR);
    path.marketUsdPerToken[week] = market.priceUsd;
    path.tokensTaken[week] = market.quantity;
    path.inferenceFees[week] = (market.priceUsd * market.quantity) / WEEKS_PER_YEAR;
    path.idle[week] = market.idleUsdPerYear / WEEKS_PER_YEAR;
  }
  return { ...path, rentFactor };
}

/** What users pay and take of the network; where all of the work displaces inference they take nothing of it. */
function marketOf(
  { usefulShare, cloudUsdPerToken }: InferenceScenario,
  demand: { readonly scale: number; readonly elasticity: number },
  cost: number,
  workUsdPerYear: number,
): InferenceMarket {
  if (usefulShare > 0) return networkInference(demand, cost, usefulShare * workUsdPerYear, cloudUsdPerToken);
  return { priceUsd: Math.min(cost, cloudUsdPerToken), quantity: 0, idleUsdPerYear: 0 };
}

/** Cost of a token on the machine that buyers take, week by week; infinite where it makes none. */
function tokenCosts(offers: readonly MachineOffer[], tokens: readonly TokenOffer[], weeks: number): Float64Array {
  const costs = new Float64Array(weeks).fill(Number.POSITIVE_INFINITY);
  for (let week = 0; week < weeks; week++) {
    const year = week / WEEKS_PER_YEAR;
    const best = cheapestOffer(offers, year);
    const perWork = best < 0 ? null : tokens[best]!.tokensPerWork;
    if (perWork === null || !(perWork > 0)) continue;
    const offer = offers[best]!;
    costs[week] = (offer.breakEvenUsdPerYear * progressAt(offer, year)) / (perWork * SECONDS_PER_YEAR);
  }
  return costs;
}

/** What a rule's revenue buys in a week: every dollar of emission and fees once (USD of the week). */
export interface WeekUses {
  readonly electricity: number;
  readonly otherOpex: number;
  readonly silicon: number;
  readonly research: number;
  readonly makerMargin: number;
  /** Owners of machines, theirs or rented: what is left of the revenue. */
  readonly minerProfit: number;
  readonly stakers: number;
  readonly owner: number;
  readonly burned: number;
  /** Paid for classes of work that the scenario has no machines for. */
  readonly otherWork: number;
}

/** The uses of a week of emission and fees. */
export function weekUses(
  rule: RewardRule,
  workloadClass: string,
  schedule: CoinSchedule,
  paid: PaidPath,
  market: FleetPath,
  week: number,
): WeekUses {
  const price = paid.price[week]!;
  const revenue = paid.work[week]! + paid.chainFees[week]! + paid.inferenceFees[week]!;
  const electricity = market.electricityUsdPerStep[week]!;
  const otherOpex = market.otherOpexUsdPerStep[week]!;
  const silicon = market.siliconUsdPerStep[week]!;
  const research = market.researchUsdPerStep[week]!;
  const makerMargin = market.makerMarginUsdPerStep[week]!;
  let otherWork = 0;
  rule.work.forEach((workClass, c) => {
    if (workClass.workloadClass !== workloadClass) otherWork += usdOf(schedule.work[c]![week]!, price);
  });
  return {
    electricity,
    otherOpex,
    silicon,
    research,
    makerMargin,
    minerProfit: revenue - electricity - otherOpex - silicon - research - makerMargin,
    stakers: usdOf(schedule.stake[week]!, price),
    owner: usdOf(schedule.owner[week]!, price),
    burned: usdOf(schedule.burned[week]!, price),
    otherWork,
  };
}
