import { standardNormal } from '../../../foundation/numeric/distributions/index.js';
import { exp, pow } from '../../../foundation/numeric/portable-math.js';
import { createStream } from '../../../foundation/numeric/random-stream.js';
import type { Band } from '../../../foundation/quantity/estimate.js';
import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { bestFigures, type MachineFigures, type MachineOffer, machineOffer } from '../fleet/machine-offer.js';
import type { ClassMarket, MarketMachine, MinerBehaviour } from '../fleet/market-input.js';
import type { SitePriceCurve } from '../fleet/site-price-curve.js';
import { coinPricePath, withoutChance } from '../scenario/coin-price.js';
import type { CompareInput } from '../scenario/compare-input.js';

/** z of the 95th percentile: bands and half-widths are 90 % intervals. */
const Z95 = 1.6448536269514722;

/** One Monte Carlo run's circumstances, the same under every rule. */
export interface MarketDraw {
  /** Coin price over that of week 0, one a week. */
  readonly priceFactor: Float64Array;
  readonly electricityFactor: number;
  readonly adjustmentFactor: number;
  readonly marginFactor: number;
  readonly discountFactor: number;
  /** Figures by machine in the order of the market; null where the profile gives no work rate. */
  readonly figures: readonly (readonly (MachineFigures | null)[])[];
  /** Ratio of drawn to best work rate, which the tokens of the machine follow. */
  readonly workFactors: readonly (readonly number[])[];
}

/** What is uncertain, in groups that a split of the variance keeps together. */
export const UNCERTAINTY_GROUPS = ['price path', 'kernel error', 'cost constants', 'market parameters'] as const;
export type UncertaintyGroup = (typeof UNCERTAINTY_GROUPS)[number];

/** What a draw is made of. */
export type DrawInput = Pick<CompareInput, 'markets' | 'uncertainty' | 'horizonYears' | 'seed'> & {
  readonly token: Pick<CompareInput['token'], 'price'>;
};

/**
 * The draw of a run; `replaced` takes one group of the uncertain things from another run. Each uncertain thing has a stream of its own name (I2): a machine added to the study does not
 * shift another's draws, and every rule sees the same ones.
 */
export function drawMarket(
  input: DrawInput,
  run: number,
  replaced: { readonly group: UncertaintyGroup; readonly run: number } | null = null,
): MarketDraw {
  const { uncertainty, token, seed } = input;
  const runOf = (group: UncertaintyGroup) => (replaced?.group === group ? replaced.run : run);
  const normalOf = (name: string) => standardNormal(createStream(seed, `market/${name}`, runOf(groupOf(name))));
  const factor = (name: string, halfWidth: number) => exp((normalOf(name) * halfWidth) / Z95);
  const common = normalOf('kernel-common');
  const perMarket = input.markets.map((market) =>
    drawMachines(market, uncertainty.commonKernelShare, common, normalOf),
  );
  return {
    priceFactor: coinPricePath(token.price, Math.round(input.horizonYears * WEEKS_PER_YEAR), seed, runOf('price path')),
    electricityFactor: factor('electricity', uncertainty.electricity),
    adjustmentFactor: factor('adjustment', uncertainty.adjustment),
    marginFactor: factor('margin', uncertainty.margin),
    discountFactor: factor('discount', uncertainty.discount),
    figures: perMarket.map((machines) => machines.map((machine) => machine.figures)),
    workFactors: perMarket.map((machines) => machines.map((machine) => machine.workFactor)),
  };
}

/** Everything uncertain at its best value, and the price on its path without chance. */
export function centralDraw(input: DrawInput): MarketDraw {
  return {
    priceFactor: coinPricePath(
      withoutChance(input.token.price),
      Math.round(input.horizonYears * WEEKS_PER_YEAR),
      input.seed,
      0,
    ),
    electricityFactor: 1,
    adjustmentFactor: 1,
    marginFactor: 1,
    discountFactor: 1,
    figures: input.markets.map((market) => market.machines.map(bestFigures)),
    workFactors: input.markets.map((market) => market.machines.map(() => 1)),
  };
}

/** The group of a stream by the first part of its name. */
function groupOf(name: string): UncertaintyGroup {
  if (name.startsWith('kernel')) return 'kernel error';
  return /^(power|price|lifetime|rent)\//.test(name) || name === 'electricity' ? 'cost constants' : 'market parameters';
}

function drawMachines(
  market: ClassMarket,
  commonShare: number,
  common: number,
  normalOf: (name: string) => number,
): { figures: MachineFigures | null; workFactor: number }[] {
  return market.machines.map((machine) => drawMachine(machine, commonShare, common, normalOf));
}

function drawMachine(
  machine: MarketMachine,
  commonShare: number,
  common: number,
  normalOf: (name: string) => number,
): { figures: MachineFigures | null; workFactor: number } {
  const { profile, entry } = machine;
  if (profile.workPerSec.value === null) return { figures: null, workFactor: 1 };
  const own = normalOf(`kernel/${profile.id}`);
  const z = Math.sqrt(commonShare) * common + Math.sqrt(1 - commonShare) * own;
  const workPerSec = bandAt(profile.workPerSec, z);
  return {
    figures: {
      workPerSec,
      powerW: bandAt(profile.powerW, normalOf(`power/${profile.id}`)),
      priceUsd: bandAt(profile.priceUsd, normalOf(`price/${profile.id}`)),
      lifetimeYears: bandAt(profile.lifetimeYears, normalOf(`lifetime/${profile.id}`)),
      rentUsdPerHour: entry.kind === 'rental' ? bandAt(entry.usdPerHour, normalOf(`rent/${profile.id}`)) : null,
    },
    workFactor: workPerSec / profile.workPerSec.value,
  };
}

/** The value of a positive band at a standard normal z: log-normal on each side of the best value, p5 and p95 at the ends. */
export function bandAt(band: Band, z: number): number {
  const end = z < 0 ? band.low : band.high;
  if (!(band.value > 0) || !(end > 0)) return Math.max(0, band.value + ((end - band.value) * Math.abs(z)) / Z95);
  return band.value * pow(end / band.value, Math.abs(z) / Z95);
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
