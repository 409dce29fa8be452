import { ln } from '../../foundation/portable-math.js';
import { breakEvenRevenue, HOURS_PER_YEAR } from './break-even.js';
import type { MarketMachine, MinerBehaviour } from './market-input.js';

/** A machine in the market's own terms, per unit of work per second, at the start of the horizon. */
export interface MachineOffer {
  readonly id: string;
  readonly rented: boolean;
  readonly workPerSec: number;
  /** Watts with overhead per unit/s. */
  readonly wattsPerWork: number;
  readonly capitalUsdPerWork: number;
  readonly lifetimeYears: number;
  readonly availableFromYear: number;
  readonly progressPerYear: number;
  /** ln of what a unit/s costs a year for each USD/kWh of the site; sites stop where revenue is below it. */
  readonly lnStopCost: number;
  /** Free-entry revenue per unit/s and year. */
  readonly breakEvenUsdPerYear: number;
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

/** What miners see of a machine, from its figures and their own circumstances. */
export function machineOffer(
  machine: MarketMachine,
  figures: MachineFigures,
  miners: MinerBehaviour,
  medianUsdPerKwh: number,
): MachineOffer {
  const useful = figures.workPerSec / (1 + machine.profile.verificationShare);
  const wattsPerWork = (figures.powerW * miners.powerUsageEffectiveness) / useful;
  const yearlyUsdPerUnitPrice = (wattsPerWork * HOURS_PER_YEAR) / 1000;
  const rented = figures.rentUsdPerHour !== null;
  const rentPerYear = rented ? (figures.rentUsdPerHour! * HOURS_PER_YEAR) / useful : 0;
  const capitalUsdPerWork = figures.priceUsd / useful;
  const breakEven = rented
    ? rentPerYear
    : breakEvenRevenue(
        {
          capitalUsd: capitalUsdPerWork,
          runningUsdPerYear: yearlyUsdPerUnitPrice * medianUsdPerKwh,
          lifetimeYears: figures.lifetimeYears,
        },
        miners.discountPerYear,
        miners.expectedDeclinePerYear,
      );
  return {
    id: machine.profile.id,
    rented,
    workPerSec: useful,
    wattsPerWork,
    capitalUsdPerWork,
    lifetimeYears: figures.lifetimeYears,
    availableFromYear: machine.availableFromYear,
    progressPerYear: machine.progressPerYear,
    lnStopCost: ln(rented ? rentPerYear / medianUsdPerKwh : yearlyUsdPerUnitPrice),
    breakEvenUsdPerYear: breakEven * miners.marginFactor,
  };
}
