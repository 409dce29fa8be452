import type { BittensorBlock, SubnetBlock } from '../protocols/bittensor/block-emission.js';
import type { RewardRule } from './reward-rule.js';

const SOURCE =
  'opentensor/subtensor@14bc6f9:pallets/subtensor/src/coinbase; RaoFoundation/subtensor #3057, #3058, #3071';

/** Shares of a subnet's alpha, each over all that is paid out. */
export interface SubnetPay {
  readonly miners: number;
  readonly burned: number;
  readonly stake: number;
  readonly owner: number;
}

/**
 * Who gets the alpha of a subnet, as shares that sum to 1; miners after burning, validators and root together as stake. What
 * the floors leave over is left out.
 */
export function subnetPay(subnet: SubnetBlock): SubnetPay {
  const { ownerRao, minersRao, burnedRao, validatorsRao, rootRao } = subnet;
  const paid = Number(ownerRao + minersRao + validatorsRao + rootRao);
  const share = (part: bigint) => (paid > 0 ? Number(part) / paid : 0);
  return {
    miners: share(minersRao - burnedRao),
    burned: share(burnedRao),
    stake: share(validatorsRao + rootRao),
    owner: share(ownerRao),
  };
}

/**
 * The reward rule that a block of Bittensor amounts to: each subnet's share of the TAO, divided as its alpha is. Miners of
 * the subnets named do the paid work, those of the others other work.
 *
 * @example
 * bittensorRule('today', 'Bittensor', block, new Set(['inference'])).burn // share of the emission that is burned
 */
export function bittensorRule(
  id: string,
  label: string,
  block: BittensorBlock,
  largeModels: ReadonlySet<string>,
): RewardRule {
  const over = (value: (pay: SubnetPay) => number, counts: (subnet: SubnetBlock) => boolean = () => true) =>
    block.subnets.reduce((sum, one) => (counts(one) ? sum + one.share * value(subnetPay(one)) : sum), 0);
  const isLarge = (subnet: SubnetBlock) => largeModels.has(subnet.id);
  const work = [
    { label: 'miners of large models', workloadClass: 'large-model', share: over((pay) => pay.miners, isLarge) },
    {
      label: 'other miners',
      workloadClass: 'other',
      share: over(
        (pay) => pay.miners,
        (one) => !isLarge(one),
      ),
    },
  ];
  return {
    id,
    label,
    work: work.filter(({ share }) => share > 0),
    stake: over((pay) => pay.stake),
    owner: over((pay) => pay.owner),
    burn: over((pay) => pay.burned),
    derivation: `The chain's own functions: ${block.subnets.length} subnets under the rule ${block.rule.id}, the alpha of each between its owner, miners, validators and root.`,
    source: SOURCE,
  };
}
