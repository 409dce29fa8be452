import { alphaShares, burnNeeded, emissionShareNeeded } from '../protocols/bittensor/alpha-emission.js';
import type { RewardRule } from './reward-rule.js';

const SUBTENSOR = 'opentensor/subtensor@14bc6f9:pallets/subtensor/src/coinbase/run_coinbase.rs';
/** What the chain's own functions give of a subnet's alpha. */
const ALPHA = alphaShares();
/** The claim that is examined: 5 % to the miners of large models. */
const CLAIMED = 0.05;
const percent = (share: number | null) => `${((share ?? Number.NaN) * 100).toFixed(1)} %`;

/** The rules that studies name. Shares are of the whole emission. */
export const REWARD_PRESETS: readonly RewardRule[] = [
  {
    id: 'pow-100',
    label: 'All to work',
    work: [{ label: 'work', workloadClass: 'large-model', share: 1 }],
    stake: 0,
    owner: 0,
    burn: 0,
    derivation: 'Every coin issued pays for work, as in a pure proof-of-work chain.',
    source: 'definition',
  },
  {
    id: 'bittensor-41-41-18',
    label: 'Bittensor as coded: 41 / 41 / 18',
    work: [{ label: 'miners', workloadClass: 'large-model', share: ALPHA.miners }],
    stake: ALPHA.validators,
    owner: ALPHA.owner,
    burn: 0,
    derivation:
      'Owner cut 11,796/65,535 = 18.0 %; the rest is halved between miners and validators with their stakers. The shares are those of splitAlphaOut: 410,002,288, 410,002,288 and 179,995,422 of 1e9.',
    source: SUBTENSOR,
  },
  {
    id: 'split-5-95',
    label: '5 % to work, 95 % to holders',
    work: [{ label: 'work', workloadClass: 'large-model', share: CLAIMED }],
    stake: 1 - CLAIMED,
    owner: 0,
    burn: 0,
    derivation: `The literal reading of the claim that miners of large models get 5 % and holders 95 %. No protocol constant says so: with 41 % to miners it needs ${percent(emissionShareNeeded(CLAIMED, 0))} of emission on such subnets, or ${percent(burnNeeded(CLAIMED, 1))} of miner emission burned.`,
    source: 'the claim: coinpectra.com/news/ai-proof-of-work; the arithmetic: 0.05 / 0.41',
  },
  {
    id: 'bittensor-llm-view',
    label: 'Bittensor seen from large models: 5 % + 36 % other work',
    work: [
      { label: 'large-model work', workloadClass: 'large-model', share: CLAIMED },
      { label: 'other work', workloadClass: 'other', share: ALPHA.miners - CLAIMED },
    ],
    stake: ALPHA.validators,
    owner: ALPHA.owner,
    burn: 0,
    derivation:
      'The coded 41 / 41 / 18 with 12.2 % of the emission on subnets that serve large models: 0.41 x 0.122 = 5 % reach their miners, 36 % the miners of other subnets.',
    source: SUBTENSOR,
  },
  {
    id: 'pos-only',
    label: 'All to stake',
    work: [],
    stake: 1,
    owner: 0,
    burn: 0,
    derivation: 'Every coin issued goes to stakers, as in a pure proof-of-stake chain.',
    source: 'definition',
  },
  {
    id: 'bitcoin',
    label: 'Bitcoin: subsidy and fees to work',
    work: [{ label: 'hashing', workloadClass: 'large-model', share: 1 }],
    stake: 0,
    owner: 0,
    burn: 0,
    derivation: 'The coinbase of a block goes to its miner; nothing is paid for holding.',
    source: 'btcsuite/btcd@2c67bc2:blockchain/validate.go',
  },
  {
    id: 'pearl',
    label: 'Pearl: subsidy to matrix work',
    work: [{ label: 'matrix products', workloadClass: 'large-model', share: 1 }],
    stake: 0,
    owner: 0,
    burn: 0,
    derivation: 'As Bitcoin, with matrix products as the work and a subsidy of S K / ((h + K)(h - 1 + K)).',
    source: 'pearl-research-labs/pearl@067fc8d:node/blockchain/validate.go',
  },
  {
    id: 'gonka',
    label: 'Gonka: epoch reward to proven compute',
    work: [{ label: 'proof of compute', workloadClass: 'large-model', share: 1 }],
    stake: 0,
    owner: 0,
    burn: 0,
    derivation:
      'The epoch reward is divided by proof-of-compute weight. The 40 % of supply given to founders and buyers at the start is not emission and not in the split.',
    source: 'gonka-ai/gonka@312044d:inference-chain/x/inference/keeper/bitcoin_rewards.go',
  },
];

/** The preset of that name, or null. */
export function rewardPreset(id: string): RewardRule | null {
  return REWARD_PRESETS.find((rule) => rule.id === id) ?? null;
}
