import { SECONDS_PER_YEAR, WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import type { CoinSchedule } from '../demand/coin-schedule.js';
import { type PaidPath, type TokenOffer, type WeekUses, weekUses } from '../demand/paid-path.js';
import { usdOf } from '../demand/rule-price.js';
import type { MachineOffer } from '../fleet/machine-offer.js';
import { progressAt } from '../fleet/machine-price.js';
import type { FleetPath } from '../fleet/market-outcome.js';
import type { MarketScenario, RuleVariant } from '../scenario/market-scenario.js';
import { stakingFigures } from '../staking/staking-figures.js';
import { stakeAttack, workAttack } from './attacks.js';
import { lastYearStart } from './class-run.js';
import { concentration } from './concentration.js';
import type { MarketFigures } from './market-figures.js';
import { cohortWork, operatorConcentration } from './operator-concentration.js';
import { operatorSizes } from './operator-sizes.js';

/** One rule in one run. */
export interface RuleRun {
  readonly variant: RuleVariant;
  readonly schedule: CoinSchedule;
  readonly paid: PaidPath;
  readonly market: FleetPath;
  readonly offers: readonly MachineOffer[];
  readonly tokens: readonly TokenOffer[];
  /** Drawn over best work rate, by offer. */
  readonly workFactors: readonly number[];
}

/** Reduces a run to its figures. */
export function runFigures(
  scenario: MarketScenario,
  draw: { readonly electricityFactor: number },
  run: RuleRun,
): MarketFigures {
  const rule = scenario.rules[run.variant.rule]!;
  const { market, paid, schedule, offers } = run;
  const start = lastYearStart(market.steps);
  const weeks = market.steps - start;
  const perYear = WEEKS_PER_YEAR / weeks;
  const yearly = (path: Float64Array) => sumFrom(path, start) * perYear;
  const mean = (path: Float64Array) => sumFrom(path, start) / weeks;
  const priced = (coins: Float64Array) => {
    let usd = 0;
    for (let week = start; week < market.steps; week++) usd += usdOf(coins[week]!, paid.price[week]!);
    return usd * perYear;
  };
  const uses = usesFrom(scenario, run, start, perYear);
  const workPerSec = mean(market.workPerSec);
  const powerW = mean(market.powerW);
  const fleetUsd =
    yearly(market.electricityUsdPerStep) + yearly(market.otherOpexUsdPerStep) + yearly(market.capitalUsdPerStep);
  const perWork = tokensPerWork(run, start);
  const { inference } = scenario;
  const makesTokens = inference === null || inference.usefulShare > 0;
  const tokensPerSec = makesTokens ? workPerSec * perWork : Number.NaN;
  const supply = schedule.supply[market.steps - 1]!;
  const issued = (coins: Float64Array) => yearly(coins) / supply;
  const staking = stakingFigures(
    {
      work: schedule.work.reduce((sum, coins) => sum + issued(coins), 0),
      stake: issued(schedule.stake),
      owner: issued(schedule.owner),
    },
    scenario.token.staking,
  );
  const marketValueUsd = supply * mean(paid.price);
  const paysWork = rule.work.length > 0 || workPerSec > 0;
  const attack = workAttack(workPerSec, offers, market.steps / WEEKS_PER_YEAR, scenario.attack);
  const stake =
    rule.stake > 0 && staking.staked !== null ? stakeAttack(marketValueUsd, staking.staked, scenario.attack) : null;
  const stakers =
    scenario.stakers !== null && stake !== null ? concentration(operatorSizes(1, scenario.stakers)) : null;
  const runs = workPerSec > 0;
  return {
    emissionUsd: priced(schedule.emission),
    workUsd: schedule.work.reduce((sum, coins) => sum + priced(coins), 0),
    feesUsd: yearly(paid.chainFees) + yearly(paid.inferenceFees),
    workPerSec,
    tokensPerSec,
    usefulShare: runs ? usefulShare(scenario, run, start) : Number.NaN,
    powerMw: powerW / 1e6,
    joulesPerWork: powerW / workPerSec,
    joulesPerToken: powerW / tokensPerSec,
    usdPerWorkYear: fleetUsd / workPerSec,
    producerUsdPerMillionTokens: (fleetUsd * 1e6) / (workPerSec * perWork * SECONDS_PER_YEAR),
    marketUsdPerMillionTokens: mean(paid.marketUsdPerToken) * 1e6,
    machinePriceOverListed: machinePriceRatio(run, start),
    electricityUsd: uses.electricity,
    otherOpexUsd: uses.otherOpex,
    siliconUsd: uses.silicon,
    researchUsd: uses.research,
    makerMarginUsd: uses.makerMargin,
    minerProfitUsd: uses.minerProfit,
    stakersUsd: uses.stakers,
    ownerUsd: uses.owner,
    burnedUsd: uses.burned,
    otherWorkUsd: uses.otherWork,
    ...concentrations(scenario, draw.electricityFactor, run, start),
    stakerHhi: stakers?.hhi ?? Number.NaN,
    stakerNakamoto: stakers?.nakamoto ?? Number.NaN,
    workAttackUsd: paysWork && runs ? attack.grossUsd : Number.NaN,
    workAttackNetUsd: paysWork && runs ? attack.netUsd : Number.NaN,
    workAttackUsdPerHour: paysWork && runs ? attack.usdPerHour : Number.NaN,
    stakeAttackUsd: stake?.grossUsd ?? Number.NaN,
    stakeAttackNetUsd: stake?.netUsd ?? Number.NaN,
    marketValueUsd,
    stakedFraction: staking.staked ?? Number.NaN,
    dilution: staking.dilution,
    passiveReturn: staking.passiveReturn,
    stakerReturn: staking.stakerReturn ?? Number.NaN,
    restakerReturn: staking.restakerReturn ?? Number.NaN,
    withdrawerReturn: staking.withdrawerReturn ?? Number.NaN,
    validatorReturn: staking.validatorReturn ?? Number.NaN,
    delegatorReturn: staking.delegatorReturn ?? Number.NaN,
  };
}

function sumFrom(values: Float64Array, start: number): number {
  let sum = 0;
  for (let week = start; week < values.length; week++) sum += values[week]!;
  return sum;
}

/** The uses of the weeks from `start`, times `factor`. */
function usesFrom(scenario: MarketScenario, run: RuleRun, start: number, factor: number): WeekUses {
  const rule = scenario.rules[run.variant.rule]!;
  const sum = {
    electricity: 0,
    otherOpex: 0,
    silicon: 0,
    research: 0,
    makerMargin: 0,
    minerProfit: 0,
    stakers: 0,
    owner: 0,
    burned: 0,
    otherWork: 0,
  };
  const names = Object.keys(sum) as (keyof WeekUses)[];
  for (let week = start; week < run.market.steps; week++) {
    const uses = weekUses(rule, scenario.market.workloadClass, run.schedule, run.paid, run.market, week);
    for (const name of names) sum[name] += uses[name] * factor;
  }
  return sum;
}

/** Tokens a unit of work brings, over the machines that ran; NaN where some of them make none or nothing ran. */
function tokensPerWork({ market, offers, tokens }: RuleRun, start: number): number {
  let work = 0;
  let made = 0;
  offers.forEach((offer, m) => {
    const done = sumFrom(market.activeMachines[m]!, start) * offer.workPerSec;
    if (done === 0) return;
    work += done;
    made += done * (tokens[m]!.tokensPerWork ?? Number.NaN);
  });
  return made / work;
}

/** u where the scenario says it, else that of the machines' own workload. */
function usefulShare(scenario: MarketScenario, { market, offers }: RuleRun, start: number): number {
  if (scenario.inference !== null) return scenario.inference.usefulShare;
  let work = 0;
  let useful = 0;
  offers.forEach((offer, m) => {
    const done = sumFrom(market.activeMachines[m]!, start) * offer.workPerSec;
    work += done;
    useful += done * scenario.market.machines.find(({ profile }) => profile.id === offer.id)!.profile.usefulShare;
  });
  return useful / work;
}

/** Mean over the weeks in which the machine that buyers take is bought, not rented; NaN without one. */
function machinePriceRatio({ market, offers }: RuleRun, start: number): number {
  let sum = 0;
  let weeks = 0;
  for (let week = start; week < market.steps; week++) {
    const best = market.bestMachine[week]!;
    const asked = market.machinePriceUsdPerWork[week]!;
    if (best < 0 || Number.isNaN(asked)) continue;
    sum += asked / (offers[best]!.capitalUsdPerWork * progressAt(offers[best]!, week / WEEKS_PER_YEAR));
    weeks++;
  }
  return weeks > 0 ? sum / weeks : Number.NaN;
}

function concentrations(scenario: MarketScenario, electricityFactor: number, run: RuleRun, start: number) {
  const { market, offers } = run;
  const last = market.lnHashprice[market.steps - 1]!;
  const work = cohortWork(market.closingFleet, last, scenario.cohorts, electricityFactor);
  const over = operatorConcentration(work, scenario.cohorts, scenario.pools);
  const vendorOf = new Map(scenario.market.machines.map(({ profile }) => [profile.id, profile.vendor]));
  const byVendor = (figure: (m: number) => number) => {
    const sizes = new Map<string, number>();
    offers.forEach((offer, m) => {
      const vendor = vendorOf.get(offer.id)!;
      sizes.set(vendor, (sizes.get(vendor) ?? 0) + figure(m));
    });
    return concentration([...sizes.values()].map((size) => ({ size, count: 1 })))?.hhi ?? Number.NaN;
  };
  return {
    operatorHhi: over.operators?.hhi ?? Number.NaN,
    operatorGini: over.operators?.gini ?? Number.NaN,
    operatorNakamoto: over.operators?.nakamoto ?? Number.NaN,
    poolHhi: over.pools?.hhi ?? Number.NaN,
    poolNakamoto: over.pools?.nakamoto ?? Number.NaN,
    vendorHhi: byVendor((m) => sumFrom(market.activeMachines[m]!, start) * offers[m]!.workPerSec),
    salesVendorHhi: byVendor((m) => sumFrom(market.boughtWorkPerSec[m]!, start)),
  };
}
