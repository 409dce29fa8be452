import { ln } from '../../../foundation/numeric/portable-math.js';
import { HOURS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { breakEvenRevenue, type MachineCost } from './break-even.js';
import type { MarketMachine, MinerBehaviour } from './market-input.js';

/** A machine in the market's own terms, per unit of work per second, at the start of the horizon. */
export interface MachineOffer {
  readonly id: string;
  readonly rented: boolean;
  readonly generalPurpose: boolean;
  readonly workPerSec: number;
  /** Watts with overhead per unit/s. */
  readonly wattsPerWork: number;
  readonly capitalUsdPerWork: number;
  /** What making it costs, USD per unit/s. */
  readonly unitCostUsdPerWork: number;
  readonly researchShare: number;
  readonly lifetimeYears: number;
  readonly availableFromYear: number;
  readonly progressPerYear: number;
  /** ln of what a unit/s costs a year for each USD/kWh of the site; sites stop where revenue is below it. */
  readonly lnStopCost: number;
  /** Purchase, and running cost at the median site, of a unit/s. */
  readonly cost: MachineCost;
  readonly marginFactor: number;
  readonly expectedDeclinePerYear: number;
  /** Free-entry revenue per unit/s and year. */
  readonly breakEvenUsdPerYear: number;
  /** The same for expected declines of 0 to 1 a year in equal steps; null where buyers expect one decline for good. */
  readonly breakEvenByDecline: Float64Array | null;
}

/** The best values of a machine's figures, or one draw of them. */
export interface MachineFigures {
  readonly workPerSec: number;
  readonly powerW: number;
  readonly priceUsd: number;
  readonly lifetimeYears: number;
  /** USD per machine and hour; null for a purchase. */
  readonly rentUsdPerHour: number | null;
}

/** The best values of a machine; null where the profile gives no work rate. */
export function bestFigures(machine: MarketMachine): MachineFigures | null {
  const { profile, entry } = machine;
  if (profile.workPerSec.value === null) return null;
  return {
    workPerSec: profile.workPerSec.value,
    powerW: profile.powerW.value,
    priceUsd: profile.priceUsd.value,
    lifetimeYears: profile.lifetimeYears.value,
    rentUsdPerHour: entry.kind === 'rental' ? entry.usdPerHour.value : null,
  };
}

const DECLINE_STEPS = 32;
/** Declines above this are taken as this: machines that lose two thirds of their revenue in a year. */
const LARGEST_DECLINE = 1;

/** What miners see of a machine, from its figures and their own circumstances. */
export function machineOffer(
  machine: MarketMachine,
  figures: MachineFigures,
  miners: MinerBehaviour,
  medianUsdPerKwh: number,
): MachineOffer {
  const useful = figures.workPerSec / (1 + machine.profile.verificationShare);
  const wattsPerWork = (figures.powerW * miners.pue) / useful;
  const yearlyUsdPerUnitPrice = ((wattsPerWork * HOURS_PER_YEAR) / 1000) * (1 + miners.otherOpexPerElectricity);
  const rented = figures.rentUsdPerHour !== null;
  const rentPerYear = rented ? (figures.rentUsdPerHour! * HOURS_PER_YEAR) / useful : 0;
  const capitalUsdPerWork = figures.priceUsd / useful;
  const cost: MachineCost = {
    capitalUsd: capitalUsdPerWork,
    runningUsdPerYear: yearlyUsdPerUnitPrice * medianUsdPerKwh,
    lifetimeYears: figures.lifetimeYears,
  };
  const at = (declinePerYear: number) =>
    rented
      ? rentPerYear * miners.marginFactor
      : breakEvenRevenue(cost, miners.discountPerYear, declinePerYear) * miners.marginFactor;
  return {
    id: machine.profile.id,
    rented,
    generalPurpose: machine.profile.generalPurpose,
    workPerSec: useful,
    wattsPerWork,
    capitalUsdPerWork,
    unitCostUsdPerWork: capitalUsdPerWork * machine.maker.unitCostShare,
    researchShare: machine.maker.researchShare,
    lifetimeYears: figures.lifetimeYears,
    availableFromYear: machine.availableFromYear,
    progressPerYear: machine.progressPerYear,
    lnStopCost: ln(rented ? rentPerYear / medianUsdPerKwh : yearlyUsdPerUnitPrice),
    cost,
    marginFactor: miners.marginFactor,
    expectedDeclinePerYear: miners.expectedDeclinePerYear,
    breakEvenUsdPerYear: at(miners.expectedDeclinePerYear),
    breakEvenByDecline:
      miners.trendMonths === null
        ? null
        : Float64Array.from({ length: DECLINE_STEPS + 1 }, (_, i) => at((i * LARGEST_DECLINE) / DECLINE_STEPS)),
  };
}

/** Free-entry revenue of a machine where revenue is expected to fall at the rate, USD per unit/s and year. */
export function breakEvenAt(offer: MachineOffer, declinePerYear: number): number {
  const table = offer.breakEvenByDecline;
  if (table === null) return offer.breakEvenUsdPerYear;
  const position = (Math.min(LARGEST_DECLINE, Math.max(0, declinePerYear)) / LARGEST_DECLINE) * DECLINE_STEPS;
  const cell = Math.min(DECLINE_STEPS - 1, position | 0);
  return table[cell]! + (table[cell + 1]! - table[cell]!) * (position - cell);
}
