import { z } from 'zod';
import { NETWORK_DEFAULTS } from '../../../foundation/defaults/network-defaults.js';
import { RUN_DEFAULTS } from '../../../foundation/defaults/run-defaults.js';
import { SITE_DEFAULTS } from '../../../foundation/defaults/site-defaults.js';
import { quantity } from '../../../foundation/document/document-fields.js';
import { expressionField } from '../../../foundation/document/expression.js';
import { DEFAULT_MINERS } from '../../../pow-model/market/fleet/miner-defaults.js';
import { DEFAULT_UNCERTAINTY } from '../../../pow-model/market/scenario/uncertainty-defaults.js';
import { ruleSchema } from '../fields/reward-rule-fields.js';
import { idField, labelField, seedField, shareField as share } from '../fields/study-fields.js';
import { givenHardwareSchema } from './given-hardware-file.js';

const positiveShare = quantity('ratio', { min: 1e-6, max: 1 });
const usdPerYear = quantity('usdPerYear', { min: 0, max: 1e15 });
const usdPerKwh = quantity('usdPerKwh', { min: 1e-4, max: 10 });
const drift = z.number().min(-2).max(2).default(0).describe('Log drift, per year.');
const volatility = z.number().min(0).max(3).describe('Log standard deviation, per square-root year.');
const operators = z.int().min(1).max(10000).describe('Operators of the sites.');
const sizeExponent = z
  .number()
  .min(0)
  .max(3)
  .default(1)
  .describe("Operator k has a size of k^-exponent; 0: all equal, 1: Zipf's law.");
const month = z.string().regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/, 'a month such as 2016-01');

const price = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant') }),
  z.strictObject({ kind: z.literal('gbm').describe('Geometric Brownian motion.'), drift, volatility }),
  z.strictObject({
    kind: z.literal('jump-diffusion').describe('The same with normal jumps of the log price at Poisson times.'),
    drift,
    volatility,
    jumpsPerYear: z.number().min(0).max(52),
    jumpMean: z.number().min(-3).max(3).default(0),
    jumpSd: z.number().min(0).max(3),
  }),
  z.strictObject({
    kind: z.literal('history').describe('Given prices: a table, or what Bitcoin cost from a month on.'),
    csv: z.string().min(1).max(300).nullable().default(null).describe('Path of a table with a column price.'),
    every: z.enum(['week', 'month']).default('month').describe('Step of the table.'),
    bitcoinFrom: month.nullable().default(null).describe("First month of Bitcoin's own history."),
  }),
  z.strictObject({
    kind: z.literal('expression').describe('A formula of t, in years.'),
    price: expressionField(['t']),
  }),
  z.strictObject({
    kind: z.literal('balance').describe('What clears an inflow of money against what miners and holders sell.'),
    inflow: quantity('usdPerYear', { min: 1, max: 1e15 }),
    drift,
    volatility: volatility.default(0),
  }),
]);

const sites = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('lognormal'),
    median: usdPerKwh.default(SITE_DEFAULTS.usdPerKwh),
    logSd: z.number().min(0.001).max(2).default(SITE_DEFAULTS.usdPerKwhLogSd),
    cohorts: z
      .int()
      .min(1)
      .max(2000)
      .default(20)
      .describe('Cohorts of equal capacity over which operators are counted.'),
    operators: operators.default(10).describe('Operators of each cohort.'),
    sizeExponent,
  }),
  z.strictObject({
    kind: z.literal('table'),
    cohorts: z
      .array(
        z.strictObject({
          price: usdPerKwh,
          capacity: z.number().max(1e9).describe('Machines that its sites hold, in any unit; shares are what counts.'),
          operators: operators.default(1),
          sizeExponent,
        }),
      )
      .min(1)
      .max(100_000),
  }),
]);

const miners = z.strictObject({
  overhead: z
    .number()
    .min(1)
    .max(3)
    .default(SITE_DEFAULTS.pue)
    .describe('Power of the site over that of its machines.'),
  otherOpex: z.number().min(0).max(5).default(0.25).describe('Other operating cost over electricity.'),
  adjustment: z
    .number()
    .min(0.001)
    .max(4)
    .default(DEFAULT_MINERS.adjustmentPerMonth)
    .describe('Speed of entry, per month.'),
  discount: quantity('ratioPerYear', { min: 0.001, max: 2 }).default(SITE_DEFAULTS.discountPerYear),
  marginFactor: z
    .number()
    .min(0.2)
    .max(5)
    .default(DEFAULT_MINERS.marginFactor)
    .describe('On the revenue at which entry stops in closed form.'),
  expectation: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('naive').describe('Revenue per work stays.') }),
      z.strictObject({
        kind: z.literal('trend').describe('Its log trend of the last months goes on.'),
        months: z.number().min(1).max(60).default(12),
      }),
      z.strictObject({
        kind: z
          .literal('steady-state')
          .describe('It falls as the cost of work on the best machines does over the horizon.'),
      }),
    ])
    .default({ kind: 'steady-state' }),
  soldMix: z
    .strictObject({
      energyFactor: z.number().min(1).max(2).default(1),
      months: z.number().min(0).max(36).default(6),
    })
    .default({ energyFactor: 1, months: 6 })
    .describe('Deliveries trail the best machine by so many months.'),
  machinePrice: z
    .enum(['market', 'listed'])
    .default('market')
    .describe('Market: what the machine is expected to earn, its unit cost at least; listed: its catalog price.'),
});

const inference = z.strictObject({
  relation: z.enum(['joint', 'rival', 'mixed']).describe('Whether the paid work is the inference or displaces it.'),
  usefulShare: share.nullable().default(null).describe('u: part of the work that is joint; for mixed only.'),
  displacement: quantity('ratio', { min: 0, max: 0.999 })
    .default(0)
    .describe('Throughput for users that a machine loses to the paid work.'),
  verification: quantity('ratio', { min: 0, max: 10 })
    .default(0)
    .describe('Work that others do to verify a unit, over it; beside that of the protocol.'),
  demand: z.strictObject({
    tokens: quantity('tokens', { min: 1, max: 1e21 }).describe('A year, at the price named.'),
    atPrice: quantity('usdPerToken', { min: 1e-12, max: 1 }),
    elasticity: z.number().min(0.05).max(5).default(1.2),
  }),
  supplyElasticity: z.number().min(0.05).max(50).default(2).describe('Of compute that the work displaces.'),
  cloudPrice: quantity('usdPerToken', { min: 1e-12, max: 1 })
    .nullable()
    .default(null)
    .describe('What a cloud asks; users pay no more.'),
});

/** A study in which the machines are given. */
export const givenSchema = z.strictObject({
  kind: z
    .literal('given')
    .describe('The machines are given; the market decides how many run, where and at what margin.'),
  name: idField,
  title: labelField,
  seed: seedField,
  hardware: givenHardwareSchema,
  rules: z.array(ruleSchema).min(1).max(16),
  reference: z.string().describe('Rule against which the others are held equal and paired.'),
  comparisons: z
    .array(z.enum(['A', 'B', 'C', 'D', 'E']))
    .min(1)
    .max(5)
    .default(['A', 'B', 'C'])
    .describe('The tables show attack costs, so B is among the defaults.'),
  token: z.strictObject({
    emission: quantity('usdPerYear', { min: 1, max: 1e15 }).describe('At the price of the start.'),
    marketValue: quantity('usd', { min: 1, max: 1e16 }),
    price,
    selling: z
      .strictObject({
        miners: share.default(NETWORK_DEFAULTS.soldByMiners),
        holders: share.default(NETWORK_DEFAULTS.soldByHolders),
      })
      .prefault({})
      .describe('Shares of their pay that miners and holders sell; decide a balancing price and comparison D.'),
    halving: quantity('years', { min: 0.05, max: 100 }).nullable().default(null).describe('Years between halvings.'),
    supplyCap: z.number().min(1).max(1000).nullable().default(null).describe('Coins over those of the start.'),
    staking: z.strictObject({
      stakedFraction: positiveShare.nullable().default(null).describe('By default as much as earns the premium.'),
      requiredPremium: quantity('ratioPerYear', { min: 1e-4, max: 2 }).default(NETWORK_DEFAULTS.requiredPremiumPerYear),
      restaked: share.default(1).describe('Stake whose pay is staked again.'),
      delegated: share.default(0),
      commission: share.default(0).describe('Part of the pay of its delegators that a validator keeps.'),
      stakers: z.strictObject({ count: operators, sizeExponent }).nullable().default(null),
    }),
  }),
  fees: z
    .strictObject({ amount: usdPerYear, growth: z.number().min(-1).max(2).default(0) })
    .default({ amount: 0, growth: 0 })
    .describe('Paid by users of the chain in dollars; they go to work under every rule.'),
  sites: sites.default({
    kind: 'lognormal',
    median: 0.06,
    logSd: 0.35,
    cohorts: 20,
    operators: 10,
    sizeExponent: 1,
  }),
  pools: z
    .strictObject({ count: operators, sizeExponent, pooled: share })
    .nullable()
    .default(null)
    .describe('Pools through which a part of the work goes.'),
  miners: miners.prefault({}),
  inference: inference.nullable().default(null),
  attack: z
    .strictObject({
      workShare: positiveShare.default(NETWORK_DEFAULTS.workAttackShare),
      stakeShare: positiveShare.default(NETWORK_DEFAULTS.stakeAttackShare),
      resale: share
        .default(0.5)
        .describe('Of the price of hardware of general purpose; other hardware brings nothing.'),
      slashed: share.default(1).describe("Of the attacker's stake."),
      priceFall: share.default(0).describe('Of what is not slashed.'),
    })
    .prefault({}),
  uncertainty: z
    .strictObject({
      commonKernel: share
        .default(DEFAULT_UNCERTAINTY.commonKernelShare)
        .describe('Part of the kernel error that all machines share.'),
      electricity: z.number().min(0).max(2).default(DEFAULT_UNCERTAINTY.electricity),
      adjustment: z.number().min(0).max(2).default(DEFAULT_UNCERTAINTY.adjustment),
      margin: z.number().min(0).max(2).default(DEFAULT_UNCERTAINTY.margin),
      discount: z.number().min(0).max(2).default(DEFAULT_UNCERTAINTY.discount),
    })
    .prefault({})
    .describe('90 % half-widths of logs.'),
  horizon: quantity('years', { min: 1, max: 50 }).default(RUN_DEFAULTS.horizonYears),
  runs: z.int().min(20).max(20_000).default(1000),
  splitRuns: z.int().min(0).max(5000).default(256).describe('Runs of the split of the variance; 0: none.'),
});

export type GivenFile = z.output<typeof givenSchema>;
