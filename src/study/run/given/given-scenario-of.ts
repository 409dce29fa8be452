import type { ParsedDocument } from '../../../foundation/document/document.js';
import { UserError } from '../../../foundation/errors/user-error.js';
import { ln } from '../../../foundation/numeric/portable-math.js';
import { WEEKS_PER_MONTH } from '../../../foundation/quantity/time-spans.js';
import { bestFigures, machineOffer } from '../../../pow-model/market/fleet/machine-offer.js';
import type { MarketMachine, MinerBehaviour, SitePrices } from '../../../pow-model/market/fleet/market-input.js';
import { sitePriceCurve } from '../../../pow-model/market/fleet/site-price-curve.js';
import {
  type InferenceScenario,
  lognormalCohorts,
  type MarketScenario,
  type OperatorCohort,
} from '../../../pow-model/market/index.js';
import type { CoinPriceModel } from '../../../pow-model/market/scenario/coin-price.js';
import type { GivenFile } from '../../files/given/given-file.js';
import { givenRules } from '../../files/given/given-problems.js';
import { bitcoinPrices, readPrices } from '../../files/given/price-history.js';
import type { ChipLookup } from '../machine/resolve-machines.js';
import { type GivenMachines, simulatedMachines } from './given-machines.js';
import { bitcoinMachines, listedMachines } from './listed-machines.js';

/** Reads the text of a file that the study file names; throws a UserError. */
export type ReadText = (path: string) => string;

/** A study file of given machines with its machines evaluated and its files read. */
export interface ResolvedGiven {
  readonly file: GivenFile;
  readonly scenario: MarketScenario;
  readonly machines: GivenMachines;
}

/** Evaluates the machines of a given-machines file and makes its market. Throws a UserError with what cannot be found or read. */
export function resolveGiven(
  document: Pick<ParsedDocument<GivenFile>, 'value' | 'problem'>,
  lookupChip: ChipLookup,
  readText: ReadText,
): ResolvedGiven {
  const { value: file } = document;
  const price = priceModel(document, readText);
  const machines = machinesOf(document, lookupChip);
  const sites = sitesOf(file);
  const verified = machines.machines.map((machine) => withVerification(machine, file.inference?.verification ?? 0));
  const miners = minersOf(file, sites.prices, verified);
  const { token, attack } = file;
  const { staking } = token;
  return {
    file,
    machines,
    scenario: {
      rules: givenRules(file),
      market: { workloadClass: 'large-model', label: machines.workLabel, machines: verified },
      miners,
      cohorts: sites.cohorts,
      pools:
        file.pools === null
          ? null
          : { operators: file.pools.count, exponent: file.pools.sizeExponent, pooledShare: file.pools.pooled },
      stakers:
        staking.stakers === null ? null : { operators: staking.stakers.count, exponent: staking.stakers.sizeExponent },
      token: {
        emissionUsdPerYear: token.emission,
        marketValueUsd: token.marketValue,
        price,
        balance:
          token.price.kind === 'balance'
            ? {
                inflowUsdPerYear: token.price.inflow,
                soldByMiners: token.selling.miners,
                soldByHolders: token.selling.holders,
              }
            : null,
        halvingYears: token.halving,
        supplyCap: token.supplyCap,
        staking: {
          stakedFraction: staking.stakedFraction,
          requiredPremiumPerYear: staking.requiredPremium,
          restakedShare: staking.restaked,
          delegatedShare: staking.delegated,
          commission: staking.commission,
        },
      },
      fees: { usdPerYear: file.fees.amount, growthPerYear: file.fees.growth },
      inference: inferenceOf(file),
      attack: {
        workShare: attack.workShare,
        stakeShare: attack.stakeShare,
        resaleShare: attack.resale,
        slashedShare: attack.slashed,
        priceFallShare: attack.priceFall,
      },
      uncertainty: {
        commonKernelShare: file.uncertainty.commonKernel,
        electricity: file.uncertainty.electricity,
        adjustment: file.uncertainty.adjustment,
        margin: file.uncertainty.margin,
        discount: file.uncertainty.discount,
      },
      horizonYears: file.horizon,
      seed: String(file.seed),
    },
  };
}

function machinesOf(
  document: Pick<ParsedDocument<GivenFile>, 'value' | 'problem'>,
  lookupChip: ChipLookup,
): GivenMachines {
  const { hardware } = document.value;
  switch (hardware.kind) {
    case 'machines':
      return simulatedMachines(document, hardware, lookupChip);
    case 'hash-list':
      return listedMachines(hardware);
    case 'bitcoin-list':
      return bitcoinMachines(hardware);
    default:
      return hardware satisfies never;
  }
}

function withVerification(machine: MarketMachine, share: number): MarketMachine {
  const { profile } = machine;
  return { ...machine, profile: { ...profile, verificationShare: profile.verificationShare + share } };
}

function sitesOf({ sites }: GivenFile): { prices: SitePrices; cohorts: OperatorCohort[] } {
  if (sites.kind === 'lognormal') {
    const { median, logSd, cohorts, operators, sizeExponent } = sites;
    return {
      prices: { kind: 'lognormal', medianUsdPerKwh: median, logSd },
      cohorts: lognormalCohorts(median, logSd, cohorts, { operators, exponent: sizeExponent }),
    };
  }
  const total = sites.cohorts.reduce((sum, cohort) => sum + cohort.capacity, 0);
  const cohorts = sites.cohorts.map(({ price, capacity, operators, sizeExponent }) => ({
    usdPerKwh: price,
    capacityShare: capacity / total,
    operators,
    exponent: sizeExponent,
  }));
  return { prices: { kind: 'table', cohorts }, cohorts };
}

function minersOf({ miners, horizon }: GivenFile, sites: SitePrices, machines: readonly MarketMachine[]) {
  const { expectation, soldMix } = miners;
  const behaviour: MinerBehaviour = {
    sites,
    pue: miners.overhead,
    adjustmentPerMonth: miners.adjustment,
    discountPerYear: miners.discount,
    expectedDeclinePerYear: 0,
    marginFactor: miners.marginFactor,
    otherOpexPerElectricity: miners.otherOpex,
    soldMix: { energyFactor: soldMix.energyFactor, months: soldMix.months },
    trendMonths: expectation.kind === 'trend' ? expectation.months : null,
    machinePrice: miners.machinePrice,
  };
  if (expectation.kind !== 'steady-state') return behaviour;
  return { ...behaviour, expectedDeclinePerYear: givenDecline(machines, behaviour, horizon) };
}

/** Log rate a year at which the cost of work on the best machine falls from the start to the end of the horizon. */
export function givenDecline(machines: readonly MarketMachine[], miners: MinerBehaviour, horizonYears: number): number {
  const { medianUsdPerKwh } = sitePriceCurve(miners.sites);
  const offers = machines.flatMap((machine) => {
    const figures = bestFigures(machine);
    return figures === null ? [] : [machineOffer(machine, figures, miners, medianUsdPerKwh)];
  });
  const lnCost = (year: number) =>
    offers.reduce(
      (least, offer) =>
        offer.availableFromYear <= year
          ? Math.min(least, ln(offer.breakEvenUsdPerYear) - offer.progressPerYear * year)
          : least,
      Number.POSITIVE_INFINITY,
    );
  const first = lnCost(0);
  return first === Number.POSITIVE_INFINITY ? 0 : Math.max(0, (first - lnCost(horizonYears)) / horizonYears);
}

function inferenceOf({ inference }: GivenFile): InferenceScenario | null {
  if (inference === null) return null;
  const { tokens, atPrice, elasticity } = inference.demand;
  const shares = { joint: 1, rival: 0, mixed: inference.usefulShare ?? 0 } as const;
  return {
    usefulShare: shares[inference.relation],
    displacement: inference.displacement,
    tokensAtPrice: tokens,
    atUsdPerToken: atPrice,
    elasticity,
    supplyElasticity: inference.supplyElasticity,
    cloudUsdPerToken: inference.cloudPrice ?? Number.POSITIVE_INFINITY,
  };
}

function priceModel(
  document: Pick<ParsedDocument<GivenFile>, 'value' | 'problem'>,
  readText: ReadText,
): CoinPriceModel {
  const { price } = document.value.token;
  switch (price.kind) {
    case 'constant':
      return { kind: 'constant' };
    case 'gbm':
    case 'balance':
      return { kind: 'gbm', driftPerYear: price.drift, volatilityPerSqrtYear: price.volatility };
    case 'jump-diffusion':
      return {
        kind: 'jump-diffusion',
        driftPerYear: price.drift,
        volatilityPerSqrtYear: price.volatility,
        jumpsPerYear: price.jumpsPerYear,
        jumpMean: price.jumpMean,
        jumpSd: price.jumpSd,
      };
    case 'history': {
      if (price.csv !== null) {
        const pricesUsd = readPrices(readText(price.csv), price.csv);
        return { kind: 'history', pricesUsd, weeksPerStep: price.every === 'week' ? 1 : WEEKS_PER_MONTH };
      }
      const pricesUsd = bitcoinPrices(price.bitcoinFrom!);
      if (pricesUsd.length > 1) return { kind: 'history', pricesUsd, weeksPerStep: WEEKS_PER_MONTH };
      const found = `Bitcoin's history has no months from ${price.bitcoinFrom} on.`;
      throw new UserError([document.problem(['token', 'price'], 'bad-history', found, 'Name an earlier month.')]);
    }
    case 'expression':
      return { kind: 'expression', expression: price.price };
    default:
      return price satisfies never;
  }
}
