import { bitcoinSubsidy } from '../protocols/bitcoin/bitcoin-subsidy.js';
import { taoBlockEmission } from '../protocols/bittensor/tao-block-emission.js';
import { kaspaSubsidyPerSecond } from '../protocols/kaspa/kaspa-subsidy.js';
import { moneroBlockReward } from '../protocols/monero/monero-block-reward.js';
import { pearlSubsidy } from '../protocols/pearl/pearl-subsidy.js';

/** Where a chain stands: height of the next block, and what was issued before it in base units. */
export interface ChainPoint {
  readonly height: number;
  readonly issued: bigint;
}

/** What a chain's own code pays for a block, without fees. */
export interface ChainSubsidy {
  readonly coin: string;
  readonly unitsPerCoin: bigint;
  /** Whether the next block's subsidy follows from its height or from what was issued. */
  readonly follows: 'height' | 'issued';
  /** Base units of the block at a point. */
  readonly subsidy: (point: ChainPoint) => bigint;
}

/** Seconds of a month in Kaspa's table: 365.25 days over 12 (rusty-kaspa consensus/src/processes/coinbase.rs). */
const KASPA_MONTH_SEC = 2_629_800;

/** The chains whose subsidy is computed by their own function; Kaspa at a block a second from its deflationary phase on. */
export const CHAIN_SUBSIDIES = {
  bitcoin: {
    coin: 'BTC',
    unitsPerCoin: 100_000_000n,
    follows: 'height',
    subsidy: ({ height }) => bitcoinSubsidy(height),
  },
  pearl: { coin: 'coin', unitsPerCoin: 100_000_000n, follows: 'height', subsidy: ({ height }) => pearlSubsidy(height) },
  kaspa: {
    coin: 'KAS',
    unitsPerCoin: 100_000_000n,
    follows: 'height',
    subsidy: ({ height }) => kaspaSubsidyPerSecond(Math.floor(height / KASPA_MONTH_SEC)),
  },
  monero: {
    coin: 'XMR',
    unitsPerCoin: 1_000_000_000_000n,
    follows: 'issued',
    subsidy: ({ issued }) => moneroBlockReward(issued, { minutesPerBlock: 2 }),
  },
  bittensor: {
    coin: 'TAO',
    unitsPerCoin: 1_000_000_000n,
    follows: 'issued',
    subsidy: ({ issued }) => taoBlockEmission(issued),
  },
} satisfies Readonly<Record<string, ChainSubsidy>>;

export type SubsidyChain = keyof typeof CHAIN_SUBSIDIES;

/**
 * Coins of a range of blocks, one a block, by the chain's own function; what was issued grows with them.
 *
 * @example
 * blockCoins('bitcoin', { height: 839_999, issued: 0n }, 2); // [6.25, 3.125]
 */
export function blockCoins(chain: SubsidyChain, from: ChainPoint, blocks: number): number[] {
  const rule: ChainSubsidy = CHAIN_SUBSIDIES[chain];
  let { issued } = from;
  return Array.from({ length: blocks }, (_, i) => {
    const units = rule.subsidy({ height: from.height + i, issued });
    issued += units;
    return Number(units) / Number(rule.unitsPerCoin);
  });
}
