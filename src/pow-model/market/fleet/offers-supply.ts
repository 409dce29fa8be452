import { exp } from '../../../foundation/numeric/portable-math.js';
import { MONTHS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import type { Fleet } from './fleet.js';
import type { FleetSupply } from './fleet-input.js';
import { breakEvenAt, type MachineOffer } from './machine-offer.js';
import { askedPrice, deliver, progressAt } from './machine-price.js';
import type { MarketConduct } from './market-input.js';
import type { FleetPath } from './market-outcome.js';
import type { SitePriceCurve } from './site-price-curve.js';
import { SoldMix } from './sold-mix.js';
import { declineOver, openVintage, startFleet } from './start-fleet.js';

/** Purchases of a quarter share a vintage: machines of one quarter differ less than the figures are known. */
const VINTAGES_PER_YEAR = 4;

/**
 * Machines on sale with their prices: buyers take the one with the lowest break-even revenue, what is delivered trails
 * it (the sold mix), and the network is there from the start with machines of all ages.
 */
export class OffersSupply implements FleetSupply {
  readonly offers: readonly MachineOffer[];
  readonly stepsPerVintage: number;
  private readonly conduct: MarketConduct;
  private readonly stepsPerYear: number;
  private readonly open: Int32Array;
  private readonly needed: Float64Array;
  private readonly mix: SoldMix;
  private readonly lagYears: number;
  private readonly trendSteps: number;
  private buying = -1;
  private decline: number;

  constructor(offers: readonly MachineOffer[], conduct: MarketConduct, stepsPerYear: number) {
    this.offers = offers;
    this.conduct = conduct;
    this.stepsPerYear = stepsPerYear;
    const { soldMix, trendMonths } = conduct;
    this.stepsPerVintage = Math.max(1, Math.round(stepsPerYear / VINTAGES_PER_YEAR));
    this.open = new Int32Array(offers.length).fill(-1);
    this.needed = new Float64Array(offers.length);
    this.mix = new SoldMix(offers, soldMix.months, stepsPerYear);
    this.lagYears = soldMix.months / MONTHS_PER_YEAR / 2;
    this.trendSteps = trendMonths === null ? 0 : Math.round((trendMonths * stepsPerYear) / MONTHS_PER_YEAR);
    this.decline = offers[0]?.expectedDeclinePerYear ?? 0;
  }

  capacity(steps: number): number {
    return 2 * this.offers.length + Math.ceil(steps / this.stepsPerVintage) * this.offers.length + 64;
  }

  closeVintages(): void {
    this.open.fill(-1);
  }

  deliver(fleet: Fleet, path: FleetPath, step: number, workPerSec: number, lnHashprice: number): void {
    const { mix, open, conduct } = this;
    const { discountPerYear, soldMix } = conduct;
    for (let k = 0; k < mix.size; k++) {
      const m = mix.machineAt(k);
      const offer = this.offers[m]!;
      const progress = progressAt(offer, step / this.stepsPerYear - this.lagYears);
      if (open[m]! < 0) {
        open[m] = openVintage(fleet, offer, m, progress, soldMix.energyFactor, step, conduct, this.stepsPerYear);
      }
      const work = workPerSec * mix.shareAt(k);
      const paid = offer.rented ? 0 : askedPrice(offer, progress, exp(lnHashprice), this.decline, conduct);
      deliver(fleet, open[m]!, offer, progress, soldMix.energyFactor, work, paid, discountPerYear);
      path.machineUsdPerStep[step]! += work * paid;
      path.boughtWorkPerSec[m]![step]! += work;
    }
  }

  entryRevenue(path: FleetPath, step: number): number | null {
    if (this.trendSteps > 0 && step > this.trendSteps) {
      const measured = declineOver(path.lnHashprice, step - 1, this.trendSteps, this.stepsPerYear);
      if (Number.isFinite(measured)) this.decline = measured;
    }
    this.buying = this.cheapest(step / this.stepsPerYear);
    if (this.buying < 0) return null;
    this.mix.note(this.buying);
    return this.needed[this.buying]!;
  }

  start(fleet: Fleet, targetWorkPerSec: number, revenueUsdPerYear: number, curve: SitePriceCurve): void {
    const { offers, buying, conduct, stepsPerYear } = this;
    startFleet(fleet, offers, buying, targetWorkPerSec, revenueUsdPerYear, curve, conduct, {
      stepsPerYear,
      stepsPerVintage: this.stepsPerVintage,
    });
  }

  note(path: FleetPath, step: number, lnHashprice: number): void {
    const best = this.offers[this.buying]!;
    path.bestMachine[step] = this.buying;
    path.machinePriceUsdPerWork[step] = best.rented
      ? Number.NaN
      : askedPrice(best, progressAt(best, step / this.stepsPerYear), exp(lnHashprice), this.decline, this.conduct);
  }

  /** Fills `needed` with the break-even revenue of every machine on sale; index of the lowest, or -1. */
  private cheapest(year: number): number {
    let best = -1;
    let lowest = Number.POSITIVE_INFINITY;
    for (let m = 0; m < this.offers.length; m++) {
      const offer = this.offers[m]!;
      if (offer.availableFromYear > year) continue;
      const progress = offer.progressPerYear === 0 ? 1 : progressAt(offer, year);
      this.needed[m] = breakEvenAt(offer, this.decline) * progress;
      if (this.needed[m]! < lowest) {
        lowest = this.needed[m]!;
        best = m;
      }
    }
    return best;
  }
}
