import { poolInjection, rootProportion, splitAlphaOut } from './alpha-emission.js';
import { type SubnetEpoch, type SubnetValidator, subnetEpoch } from './subnet-epoch.js';
import { type SubnetShareRule, subnetShareRuleAt } from './subnet-share-rules.js';
import { type ShareSettings, type SubnetState, subnetEmissions, subnetShares } from './subnet-shares.js';
import { taoBlockEmission } from './tao-block-emission.js';

/** A subnet on a day; its price average is taken for the price of its pool. */
export interface SubnetOnChain extends SubnetState {
  readonly id: string;
  /** Alpha issued, in rao. */
  readonly alphaIssuedRao: bigint;
  /** Null where only the halves of miners and validators are asked for. */
  readonly validators: readonly SubnetValidator[] | null;
}

/** The state of the chain that decides what a block emits. */
export interface BittensorState {
  /** YYYY-MM-DD; decides the rule of the subnets' shares. */
  readonly asOf: string;
  readonly taoIssuedRao: bigint;
  readonly rootTaoRao: bigint;
  /** Weight of root TAO, a fraction of 2^64. */
  readonly taoWeight: bigint;
  readonly settings: ShareSettings;
  readonly subnets: readonly SubnetOnChain[];
}

/** What a block emits in a subnet; amounts in rao of TAO or of the subnet's alpha. */
export interface SubnetBlock {
  readonly id: string;
  /** Of the TAO of the block. */
  readonly share: number;
  readonly taoRao: bigint;
  readonly taoInRao: bigint;
  readonly chainBuyRao: bigint;
  readonly alphaInRao: bigint;
  readonly alphaOutRao: bigint;
  readonly ownerRao: bigint;
  /** Before burning. */
  readonly minersRao: bigint;
  readonly burnedRao: bigint;
  readonly validatorsRao: bigint;
  readonly rootRao: bigint;
  /** Each miner and validator, where their weights are known; before burning and with root's part. */
  readonly epoch: SubnetEpoch | null;
}

export interface BittensorBlock {
  readonly rule: SubnetShareRule;
  readonly taoRao: bigint;
  readonly subnets: readonly SubnetBlock[];
}

/**
 * What a block of Bittensor emits and to whom: TAO by issuance, over subnets by the rule of the day, into their pools and
 * purchases of alpha; each subnet's alpha to its owner, miners, validators and root, by Yuma consensus where its weights
 * are given. Throws a UserError where the state breaks a rule of the chain.
 *
 * @example
 * bittensorBlock({ asOf: '2026-11-15', taoIssuedRao: 11_700_000_000_000_000n, rootTaoRao: 0n, taoWeight: 0n, settings: DEFAULT_SHARE_SETTINGS, subnets: [] }).taoRao // 500000000n
 */
export function bittensorBlock(state: BittensorState): BittensorBlock {
  const rule = subnetShareRuleAt(state.asOf);
  const taoRao = taoBlockEmission(state.taoIssuedRao);
  const shares = subnetShares(rule.id, state.subnets, state.settings);
  const emissions = subnetEmissions(taoRao, shares);
  return { rule, taoRao, subnets: state.subnets.map((one, i) => subnetBlock(state, one, shares[i]!, emissions[i]!)) };
}

function subnetBlock(state: BittensorState, subnet: SubnetOnChain, share: number, taoRao: bigint): SubnetBlock {
  const { taoWeight, rootTaoRao } = state;
  const root = rootProportion({ taoWeight, rootTaoRao, alphaIssuance: subnet.alphaIssuedRao });
  const alphaOutRao = taoBlockEmission(subnet.alphaIssuedRao);
  const pool = poolInjection({
    taoEmission: taoRao,
    price: subnet.priceEma,
    rootProportion: root,
    alphaEmission: alphaOutRao,
  });
  const split = splitAlphaOut(alphaOutRao, { rootProportion: root, minerBurned: subnet.minerBurned });
  const common = {
    id: subnet.id,
    share,
    taoRao,
    taoInRao: pool.taoIn,
    chainBuyRao: pool.chainBuy,
    alphaInRao: pool.alphaIn,
    alphaOutRao,
    ownerRao: split.owner,
    rootRao: split.root,
  };
  if (subnet.validators === null) {
    const { miners: minersRao, burned: burnedRao, validators: validatorsRao } = split;
    return { ...common, minersRao, burnedRao, validatorsRao, epoch: null };
  }
  const epoch = subnetEpoch(split.miners + split.validators + split.root, subnet.validators);
  const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n);
  const minersRao = total(epoch.miners);
  const earned = total(epoch.validators);
  const validatorsRao = earned > split.root ? earned - split.root : 0n;
  return { ...common, minersRao, burnedRao: (minersRao * split.burned) / split.miners, validatorsRao, epoch };
}
