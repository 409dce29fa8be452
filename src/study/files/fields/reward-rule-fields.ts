import { z } from 'zod';
import type { BittensorBlock } from '../../../pow-model/protocols/bittensor/block-emission.js';
import { bittensorRule } from '../../../pow-model/rules/bittensor-rule.js';
import { rewardPreset } from '../../../pow-model/rules/reward-presets.js';
import type { RewardRule } from '../../../pow-model/rules/reward-rule.js';
import { chainBlockOf, chainRuleSchema } from './chain-rule-fields.js';
import { idField, labelField, shareField } from './study-fields.js';

/** Fields of a reward rule that a file describes by its shares. */
export const customRuleSchema = z.strictObject({
  id: idField,
  label: labelField.optional(),
  work: shareField.describe('Share of emission paid for the paid workload.'),
  otherWork: shareField.default(0).describe('Share paid for work that the study does not simulate.'),
  stake: shareField.default(0),
  owner: shareField.default(0),
  burn: shareField.default(0),
});

/** A rule by the name of a preset, by its shares, or by the state of a chain that pays by its own code. */
export const ruleSchema = z.union([z.string(), customRuleSchema, chainRuleSchema]);

export type RuleEntry = z.output<typeof ruleSchema>;

/** A rule whose shares the chain's own functions gave, with the block that they come from. */
export interface ChainRule {
  readonly id: string;
  readonly block: BittensorBlock;
  readonly rule: RewardRule;
}

/** The reward rule that an entry of `rules` names, describes or computes; null for an unknown name. */
export function ruleOf(entry: RuleEntry): RewardRule | null {
  if (typeof entry === 'string') return rewardPreset(entry);
  if ('chain' in entry) return chainRule(entry).rule;
  const work = [{ label: 'work', workloadClass: 'large-model', share: entry.work }];
  if (entry.otherWork > 0) work.push({ label: 'other work', workloadClass: 'other', share: entry.otherWork });
  return {
    id: entry.id,
    label: entry.label ?? entry.id,
    work: work.filter((part) => part.share > 0),
    stake: entry.stake,
    owner: entry.owner,
    burn: entry.burn,
    derivation: 'Stated in the study file.',
    source: 'study file',
  };
}

/** The rules of a file that name a chain, with what its block emits. */
export function chainRulesOf(entries: readonly RuleEntry[]): ChainRule[] {
  return entries.flatMap((entry) => (typeof entry === 'string' || !('chain' in entry) ? [] : [chainRule(entry)]));
}

function chainRule(entry: z.output<typeof chainRuleSchema>): ChainRule {
  const block = chainBlockOf(entry);
  const largeModels = new Set(entry.subnets.filter((subnet) => subnet.largeModels).map(({ id }) => id));
  return { id: entry.id, block, rule: bittensorRule(entry.id, entry.label ?? entry.id, block, largeModels) };
}
