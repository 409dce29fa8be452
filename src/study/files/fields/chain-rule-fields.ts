import { z } from 'zod';
import { addFieldProblem, quantity } from '../../../foundation/document/document-fields.js';
import { BITTENSOR_TAO_WEIGHT_2026_U64 } from '../../../pow-model/protocols/bittensor/alpha-emission.js';
import { type BittensorBlock, bittensorBlock } from '../../../pow-model/protocols/bittensor/block-emission.js';
import { DEFAULT_EMISSION_BAR } from '../../../pow-model/protocols/bittensor/emission-bar.js';
import { SUBNET_SHARE_RULES } from '../../../pow-model/protocols/bittensor/subnet-share-rules.js';
import { DEFAULT_SHARE_SETTINGS } from '../../../pow-model/protocols/bittensor/subnet-shares.js';
import { idField, labelField, shareField } from './study-fields.js';

const RAO = 1_000_000_000;
const FIRST_DAY = SUBNET_SHARE_RULES[0]!.from;
/** Most neurons of a subnet (opentensor/subtensor@14bc6f9:runtime/src/lib.rs). */
const MOST_VALIDATORS = 64;
const MOST_MINERS = 192;
/** Below the supply of 21 million, at which emission ends. */
const coins = z.number().min(0).max(20_999_999);

const validator = z.strictObject({
  stake: z.number().min(0).max(1e12).describe('Stake that counts, in any unit; shares are what counts.'),
  weights: z.array(z.number().min(0).max(1e9)).min(1).max(MOST_MINERS).describe('Weight of each miner.'),
});

const subnet = z.strictObject({
  id: idField,
  price: z
    .number()
    .min(1e-9)
    .max(1e6)
    .describe('TAO for an alpha: the average of the chain, and the price of the pool.'),
  alpha: coins.describe('Alpha issued; decides what a block emits of it.'),
  flow: z
    .number()
    .min(-1e6)
    .max(1e6)
    .default(0)
    .describe('Average TAO staked less unstaked, a block; for days by flow.'),
  burned: shareField.default(0).describe("Share of the miners' emission that is burned or recycled."),
  enabled: z.boolean().default(true).describe('Whether the subnet takes part in the emission.'),
  largeModels: z.boolean().default(false).describe('Whether its miners do the paid work of the study.'),
  validators: z
    .array(validator)
    .min(1)
    .max(MOST_VALIDATORS)
    .nullable()
    .default(null)
    .describe('Stakes and weights, for the pay of each miner and validator by Yuma consensus.'),
});

/** A rule whose shares are computed by Bittensor's own functions from the state of the chain. */
export const chainRuleSchema = z
  .strictObject({
    id: idField,
    label: labelField.optional(),
    chain: z.literal('bittensor').describe('Chain whose own code divides the emission.'),
    asOf: z.iso.date().describe(`Day, from ${FIRST_DAY} on; decides the rule by which subnets share.`),
    issued: coins.describe('TAO issued; decides what a block emits.'),
    rootStake: coins.describe('TAO staked on root.'),
    taoWeight: quantity('ratio', { min: 0, max: 1 })
      .default(Number(BITTENSOR_TAO_WEIGHT_2026_U64) / 2 ** 64)
      .describe('Weight of TAO on root against alpha.'),
    barMass: quantity('ratio', { min: 0, max: 1 })
      .default(DEFAULT_EMISSION_BAR.mass)
      .describe('q of the gate: the bar is the share at which the largest first sum to this.'),
    barRank: z
      .int()
      .min(0)
      .max(1024)
      .default(DEFAULT_EMISSION_BAR.rank)
      .describe('Rank whose share is the bar of the gate; 0: by mass. Read from August 2026 on.'),
    subnets: z.array(subnet).min(1).max(256),
  })
  .superRefine((entry, context) => {
    // Checks run on values out of their range too, for which the chain's functions have no answer.
    if (context.issues.length > 0) return;
    const refuse = (code: string, found: string, fix: string) => addFieldProblem(context, { code, found, fix });
    if (entry.asOf < FIRST_DAY) {
      refuse('share-rule-date', `${entry.asOf} lies before subnets had prices.`, `Give a day from ${FIRST_DAY} on.`);
      return;
    }
    const ids = entry.subnets.map(({ id }) => id);
    const twice = ids.find((id, i) => ids.indexOf(id) !== i);
    if (twice !== undefined) refuse('duplicate-id', `The subnet ${twice} stands twice.`, 'Give each an id of its own.');
    const uneven = entry.subnets.find(({ validators }) =>
      validators?.some(({ weights }) => weights.length !== validators[0]!.weights.length),
    );
    if (uneven !== undefined) {
      const found = `The validators of ${uneven.id} weigh different numbers of miners.`;
      refuse('subnet-size', found, 'Give each validator a weight for every miner.');
      return;
    }
    if (!chainBlockOf(entry).subnets.some(({ share }) => share > 0)) {
      const found = `No subnet has a share of the emission on ${entry.asOf}.`;
      refuse('no-emission', found, 'Enable one, with a flow above the lowest where the day goes by flow.');
    }
  });

/** What a block of the chain emits in the state that an entry describes. */
export function chainBlockOf(entry: z.output<typeof chainRuleSchema>): BittensorBlock {
  const rao = (amount: number) => BigInt(Math.round(amount * RAO));
  return bittensorBlock({
    asOf: entry.asOf,
    taoIssuedRao: rao(entry.issued),
    rootTaoRao: rao(entry.rootStake),
    taoWeight: BigInt(Math.round(entry.taoWeight * 2 ** 64)),
    settings: {
      ...DEFAULT_SHARE_SETTINGS,
      bar: { mass: entry.barMass, rank: entry.barRank, exponent: DEFAULT_EMISSION_BAR.exponent },
    },
    subnets: entry.subnets.map(({ id, price, alpha, flow, burned, enabled, validators }) => ({
      id,
      priceEma: price,
      flowEma: flow,
      minerBurned: burned,
      enabled,
      alphaIssuedRao: rao(alpha),
      validators:
        validators?.map(({ stake, weights }) => ({ stakeRao: BigInt(Math.round(stake * RAO)), weights })) ?? null,
    })),
  });
}
