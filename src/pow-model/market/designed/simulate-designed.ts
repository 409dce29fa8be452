import { exp } from '../../../foundation/portable-math.js';
import { annuityYears } from '../break-even.js';
import { type DesignOption, machinePriceAt, unitCost } from './design-option.js';
import { designThreshold, learningFactor, makersSupported, productLifeValue } from './design-threshold.js';
import type { DesignEvent, DesignedInput, DesignedOutcome, MoneyUses } from './designed-input.js';

/** An option with what does not change over the run. */
interface Offer {
  readonly option: DesignOption;
  /** Cost of a unit/s and year at first volume. */
  readonly cost: number;
  readonly life: number;
}

interface Shipping {
  readonly option: DesignOption | null;
  readonly makers: number;
  /** What owners pay in all for a unit/s and year. */
  readonly usdPerWorkYear: number;
}

/**
 * Designers watch what the network pays for work, W = w Y e^(gamma t), and what outside buyers would pay for the same
 * gain, omega X. In each month the cheapest design whose first maker earns its NRE against the hardware on sale is
 * started; it ships after its lead, just below the old price if one maker serves, at the Cournot price if the spending
 * supports several. Only one design is under way at a time.
 *
 * @example
 * simulateDesigned({ ...input, workUsdPerYear: 0.05 * 1e9 }).generationNm; // the process that 5 % of 1 B$ a year pays for
 */
export function simulateDesigned(input: DesignedInput): DesignedOutcome {
  const months = Math.round(input.horizonYears * 12);
  const events: DesignEvent[] = [];
  const offers = input.options.map((option): Offer => {
    const life = productLifeValue(input.designerDiscountPerYear, option.leadYears, input.productLifeYears);
    return { option, cost: costOf(option, input, 1), life };
  });
  let shipping: Shipping = { option: null, makers: 0, usdPerWorkYear: referenceCost(input, 0) };
  let underway: { option: DesignOption; shipsMonth: number } | null = null;
  let cumulativeUsd = 0;
  let firstYearUsd = 0;

  for (let month = 0; month <= months; month++) {
    const year = month / 12;
    const spending = input.workUsdPerYear * exp(input.growthPerYear * year);
    if (underway !== null && month >= underway.shipsMonth) {
      shipping = { option: underway.option, makers: 1, usdPerWorkYear: shipping.usdPerWorkYear };
      underway = null;
      cumulativeUsd = 0;
      firstYearUsd = spending;
    }
    cumulativeUsd += spending / 12;
    const volume = firstYearUsd > 0 ? cumulativeUsd / firstYearUsd : 1;
    shipping = priced(shipping, input, spending, year, volume);
    if (underway === null) {
      const next = cheapestWorthwhile(input, offers, shipping, spending, year);
      if (next !== null) {
        underway = { option: next.option, shipsMonth: month + Math.max(1, Math.round(next.option.leadYears * 12)) };
        events.push({
          optionId: next.option.id,
          label: next.option.label,
          processNm: next.option.processNm,
          decidedYear: year,
          shippedYear: underway.shipsMonth / 12,
          makers: makersOf(next.option, input, spending),
          thresholdUsdPerYear: next.threshold,
        });
      }
    }
  }
  const shipped = events.filter((event) => event.shippedYear <= input.horizonYears + 1e-9);
  return outcome(input, shipping, shipped, firstYearUsd > 0 ? cumulativeUsd / firstYearUsd : 1);
}

/** Designers see the network's spending and the part of outside spending that values the same gain. */
function visibleSpending(input: DesignedInput, spending: number): number {
  return spending + input.overlap * input.outsideUsdPerYear;
}

function referenceCost(input: DesignedInput, year: number): number {
  const factor = exp(-input.reference.progressPerYear * year);
  return unitCost(input.reference.joulesPerWork * factor, input.reference.marketUsdPerWork * factor, input.owner).total;
}

function costOf(option: DesignOption, input: DesignedInput, volume: number): number {
  const factory = option.factoryUsdPerWork * learningFactor(volume, input.learningRate);
  return unitCost(option.joulesPerWork, factory, input.owner).total;
}

function makersOf(option: DesignOption, input: DesignedInput, spending: number): number {
  const life = productLifeValue(input.designerDiscountPerYear, option.leadYears, input.productLifeYears);
  return Math.max(1, makersSupported(visibleSpending(input, spending), life, option.nreUsd[input.nreCase]));
}

/** The price of the hardware on sale: never above what general-purpose hardware costs. */
function priced(shipping: Shipping, input: DesignedInput, spending: number, year: number, volume: number): Shipping {
  const reference = referenceCost(input, year);
  if (shipping.option === null) return { ...shipping, usdPerWorkYear: reference };
  const makers = makersOf(shipping.option, input, spending);
  const ceiling = Math.min(shipping.usdPerWorkYear, reference);
  const cournot =
    makers > 1 ? costOf(shipping.option, input, volume) * (makers / (makers - 1)) : Number.POSITIVE_INFINITY;
  return { ...shipping, makers, usdPerWorkYear: Math.min(ceiling, cournot) };
}

function cheapestWorthwhile(
  input: DesignedInput,
  offers: readonly Offer[],
  shipping: Shipping,
  spending: number,
  year: number,
): { option: DesignOption; threshold: number } | null {
  // Against a maker already there, a newcomer undercuts its cost, not its price.
  const incumbent = offers.find((offer) => offer.option === shipping.option);
  const old = incumbent?.cost ?? shipping.usdPerWorkYear;
  let best: { option: DesignOption; threshold: number } | null = null;
  let lowest = old;
  for (const { option, cost, life } of offers) {
    if (option.nodeAvailableYear > year || option === shipping.option || cost >= lowest) continue;
    const threshold = designThreshold(option.nreUsd[input.nreCase], life, cost / old);
    if (visibleSpending(input, spending) < threshold) continue;
    lowest = cost;
    best = { option, threshold };
  }
  return best;
}

function outcome(
  input: DesignedInput,
  shipping: Shipping,
  events: readonly DesignEvent[],
  volume: number,
): DesignedOutcome {
  const { option, makers, usdPerWorkYear } = shipping;
  const spending = input.workUsdPerYear * exp(input.growthPerYear * input.horizonYears);
  const age = exp(-input.reference.progressPerYear * input.horizonYears);
  const joules = option === null ? input.reference.joulesPerWork * age : option.joulesPerWork;
  const factory =
    option === null
      ? input.reference.factoryUsdPerWork * age
      : option.factoryUsdPerWork * learningFactor(volume, input.learningRate);
  const work = spending / usdPerWorkYear;
  return {
    events,
    generationNm: option === null ? null : option.processNm,
    generationLabel: option === null ? input.reference.label : option.label,
    makers,
    makerHhi: option === null ? null : 1 / makers,
    firstChipYear: events[0]?.shippedYear ?? null,
    usdPerWorkYear,
    costUsdPerWorkYear: unitCost(joules, factory, input.owner).total,
    joulesPerWork: joules,
    workPerSec: work,
    powerW: work * joules * input.owner.powerUsageEffectiveness,
    spendingUsdPerYear: spending,
    uses: usesOf(input, shipping, joules, factory, work),
    gainKeptBy: gainKeptBy(shipping),
  };
}

/** Splits a year's spending on `work` units/s; the parts sum to it because the machine price is what is left. */
function usesOf(input: DesignedInput, shipping: Shipping, joules: number, factory: number, work: number): MoneyUses {
  const { owner } = input;
  const running = unitCost(joules, 0, owner);
  const price = machinePriceAt(joules, shipping.usdPerWorkYear, owner);
  const bought = work / owner.lifetimeYears;
  const margin = bought * (price - factory);
  const nre =
    shipping.option === null ? 0 : (shipping.makers * shipping.option.nreUsd[input.nreCase]) / input.productLifeYears;
  // Outside buyers of the same chip carry their part of its R&D.
  const spending = work * shipping.usdPerWorkYear;
  const carried = nre * (spending / visibleSpending(input, spending));
  const research = Math.max(0, Math.min(margin, carried));
  return {
    electricity: work * running.electricity,
    otherOpex: work * running.otherOpex,
    silicon: bought * factory,
    research,
    makerMargin: margin - research,
    minerProfit:
      work * price * (1 / annuityYears(owner.discountPerYear, owner.lifetimeYears) - 1 / owner.lifetimeYears),
  };
}

function gainKeptBy(shipping: Shipping): string {
  if (shipping.option === null) return 'There is no gain: the work runs on general-purpose hardware.';
  return shipping.makers > 1
    ? `${shipping.makers} makers compete: users get the gain but for a margin of 1/${shipping.makers}.`
    : 'One maker prices just below the old hardware and keeps the gain; users pay what they paid before.';
}
