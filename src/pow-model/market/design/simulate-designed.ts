import { exp, log2, pow } from '../../../foundation/numeric/portable-math.js';
import { annuityYears } from '../fleet/break-even.js';
import { type DesignOption, machinePriceAt, unitCost } from './design-option.js';
import { designThreshold, learningFactor, makersSupported, productLifeValue } from './design-threshold.js';
import type { DesignEvent, DesignedInput, DesignedOutcome, MoneyUses } from './designed-input.js';

/** An option with what does not change over the run. */
interface Offer {
  readonly option: DesignOption;
  /** Cost of a unit/s and year at first volume. */
  readonly cost: number;
  /** Of that, what does not fall with volume. */
  readonly runningUsdPerYear: number;
  readonly life: number;
}

/** What a run would compute again each month; the staircases and draws run the market tens of thousands of times. */
interface RunConstants {
  readonly input: DesignedInput;
  /** Worth of 1 USD a year over an owner's machine. */
  readonly capitalYears: number;
  readonly learningExponent: number;
  readonly referenceAtStart: number;
}

interface Shipping {
  readonly offer: Offer | null;
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
    const { electricity, otherOpex, total } = unitCost(option.joulesPerWork, option.factoryUsdPerWork, input.owner);
    return { option, cost: total, runningUsdPerYear: electricity + otherOpex, life };
  });
  const constants: RunConstants = {
    input,
    capitalYears: annuityYears(input.owner.discountPerYear, input.owner.lifetimeYears),
    learningExponent: log2(1 - input.learningRate),
    referenceAtStart: referenceCost(input, 0),
  };
  let shipping: Shipping = { offer: null, makers: 0, usdPerWorkYear: constants.referenceAtStart };
  let underway: { offer: Offer; shipsMonth: number } | null = null;
  let cumulativeUsd = 0;
  let firstYearUsd = 0;

  for (let month = 0; month <= months; month++) {
    const year = month / 12;
    const spending =
      input.growthPerYear === 0 ? input.workUsdPerYear : input.workUsdPerYear * exp(input.growthPerYear * year);
    if (underway !== null && month >= underway.shipsMonth) {
      shipping = { offer: underway.offer, makers: 1, usdPerWorkYear: shipping.usdPerWorkYear };
      underway = null;
      cumulativeUsd = 0;
      firstYearUsd = spending;
    }
    cumulativeUsd += spending / 12;
    const volume = firstYearUsd > 0 ? cumulativeUsd / firstYearUsd : 1;
    shipping = priced(shipping, constants, spending, year, volume);
    if (underway === null) {
      const next = cheapestWorthwhile(input, offers, shipping, spending, year);
      if (next !== null) {
        const { option } = next.offer;
        underway = { offer: next.offer, shipsMonth: month + Math.max(1, Math.round(option.leadYears * 12)) };
        events.push({
          optionId: option.id,
          label: option.label,
          processNm: option.processNm,
          decidedYear: year,
          shippedYear: underway.shipsMonth / 12,
          makers: makersOf(next.offer, input, spending),
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

function makersOf({ option, life }: Offer, input: DesignedInput, spending: number): number {
  return Math.max(1, makersSupported(visibleSpending(input, spending), life, option.nreUsd[input.nreCase]));
}

/** The price of the hardware on sale: never above what general-purpose hardware costs. */
function priced(shipping: Shipping, constants: RunConstants, spending: number, year: number, volume: number): Shipping {
  const { input, referenceAtStart } = constants;
  const reference = input.reference.progressPerYear === 0 ? referenceAtStart : referenceCost(input, year);
  if (shipping.offer === null) return { ...shipping, usdPerWorkYear: reference };
  const makers = makersOf(shipping.offer, input, spending);
  const ceiling = Math.min(shipping.usdPerWorkYear, reference);
  const cournot =
    makers > 1 ? costAtVolume(shipping.offer, constants, volume) * (makers / (makers - 1)) : Number.POSITIVE_INFINITY;
  return { ...shipping, makers, usdPerWorkYear: Math.min(ceiling, cournot) };
}

/** C of an offer after `volume` times the first year's volume. */
function costAtVolume({ option, runningUsdPerYear }: Offer, constants: RunConstants, volume: number): number {
  const learned = volume > 1 ? pow(volume, constants.learningExponent) : 1;
  return runningUsdPerYear + (option.factoryUsdPerWork * learned) / constants.capitalYears;
}

function cheapestWorthwhile(
  input: DesignedInput,
  offers: readonly Offer[],
  shipping: Shipping,
  spending: number,
  year: number,
): { offer: Offer; threshold: number } | null {
  // Against a maker already there, a newcomer undercuts its cost, not its price.
  const old = shipping.offer?.cost ?? shipping.usdPerWorkYear;
  let best: { offer: Offer; threshold: number } | null = null;
  let lowest = old;
  for (const offer of offers) {
    const { option, cost, life } = offer;
    if (option.nodeAvailableYear > year || offer === shipping.offer || cost >= lowest) continue;
    const threshold = designThreshold(option.nreUsd[input.nreCase], life, cost / old);
    if (visibleSpending(input, spending) < threshold) continue;
    lowest = cost;
    best = { offer, threshold };
  }
  return best;
}

function outcome(
  input: DesignedInput,
  shipping: Shipping,
  events: readonly DesignEvent[],
  volume: number,
): DesignedOutcome {
  const { offer, makers, usdPerWorkYear } = shipping;
  const option = offer?.option ?? null;
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
    powerW: work * joules * input.owner.pue,
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
    shipping.offer === null
      ? 0
      : (shipping.makers * shipping.offer.option.nreUsd[input.nreCase]) / input.productLifeYears;
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
  if (shipping.offer === null) return 'There is no gain: the work runs on general-purpose hardware.';
  return shipping.makers > 1
    ? `${shipping.makers} makers compete: users get the gain but for a margin of 1/${shipping.makers}.`
    : 'One maker prices just below the old hardware and keeps the gain; users pay what they paid before.';
}
