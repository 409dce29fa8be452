import { z } from 'zod';
import { NETWORK_DEFAULTS } from '../../../foundation/defaults/network-defaults.js';
import { RUN_DEFAULTS } from '../../../foundation/defaults/run-defaults.js';
import { SITE_DEFAULTS } from '../../../foundation/defaults/site-defaults.js';
import type { ParsedDocument } from '../../../foundation/document/document.js';
import { quantity } from '../../../foundation/document/document-fields.js';
import type { Problem } from '../../../foundation/errors/user-error.js';
import { REWARD_PRESETS } from '../../../pow-model/rules/reward-presets.js';
import { rewardRuleFaults } from '../../../pow-model/rules/reward-rule.js';
import { MACHINE_DEFAULTS } from '../../../sim/machine/place/machine-defaults.js';
import { ruleOf, ruleSchema } from '../fields/reward-rule-fields.js';
import { countField, idField, labelField, machineSchema, seedField, shareField } from '../fields/study-fields.js';

const inference = z.strictObject({
  id: idField,
  label: labelField.optional(),
  kind: z.literal('inference'),
  model: z.string().min(1),
  inputTokens: countField,
  outputTokens: countField,
});

const matmulPow = z.strictObject({
  id: idField,
  label: labelField.optional(),
  kind: z.literal('matmul-pow').describe('A Pearl-style int8 matmul proof of work inside an inference workload.'),
  inside: idField,
  rank: z.literal([32, 64, 128, 256, 512, 1024]).default(128).describe('Rank of the noise: 2r/k of extra work.'),
});

const hash = z.strictObject({
  id: idField,
  label: labelField.optional(),
  kind: z.literal('hash'),
  algorithm: z.enum(['sha256d']),
});

const scenario = z.strictObject({
  horizon: quantity('years', { min: 0.25, max: 50 }).default(RUN_DEFAULTS.horizonYears),
  runs: z.int().min(20).max(20000).default(RUN_DEFAULTS.runs),
  emission: quantity('usdPerYear', { min: Number.MIN_VALUE, max: Number.MAX_VALUE }),
  marketValue: quantity('usd', { min: Number.MIN_VALUE, max: Number.MAX_VALUE }),
  stakedFraction: shareField,
  stakeAttackShare: shareField
    .default(NETWORK_DEFAULTS.stakeAttackShare)
    .describe('Share of the stake that suffices for an attack.'),
  workAttackShare: shareField
    .default(NETWORK_DEFAULTS.workAttackShare)
    .describe('Share of the work rate that suffices for an attack.'),
  electricity: quantity('usdPerKwh', { min: Number.MIN_VALUE, max: Number.MAX_VALUE })
    .default(SITE_DEFAULTS.usdPerKwh)
    .describe('Median price at the sites.'),
  electricityLogSd: z
    .number()
    .min(0)
    .max(2)
    .default(SITE_DEFAULTS.usdPerKwhLogSd)
    .describe('Spread of the site prices, log standard deviation.'),
  pue: z.number().min(1).max(3).default(SITE_DEFAULTS.pue),
  discount: quantity('ratioPerYear', { min: 0, max: 2 })
    .default(SITE_DEFAULTS.discountPerYear)
    .describe('Return that miners require, a year.'),
  priceVolatility: z
    .number()
    .min(0)
    .max(3)
    .default(0.8)
    .describe('Coin price, log standard deviation a square-root year.'),
  priceDrift: z.number().min(-2).max(2).default(0).describe('Coin price, log drift a year.'),
  hostGap: quantity('seconds', { min: 0, max: 10 })
    .default(MACHINE_DEFAULTS.hostGapSec)
    .describe('Time a pass waits for the host.'),
});

/** A study of given machines under reward rules, from the chip to the reward; the kind of a file that names none. */
export const rewardsSchema = z.strictObject({
  kind: z
    .literal('chips-to-rewards')
    .default('chips-to-rewards')
    .describe('Machines on workloads, and what each reward rule pays them.'),
  name: idField,
  title: labelField,
  seed: seedField,
  machines: z.array(machineSchema).min(1).max(64),
  workloads: z
    .array(z.discriminatedUnion('kind', [inference, matmulPow, hash]))
    .min(1)
    .max(16),
  paid: z.array(idField).min(1).max(8).describe('Workloads whose market is simulated; the first is the headline.'),
  rules: z.array(ruleSchema).min(1).max(32),
  scenario,
});

export type RewardsFile = z.output<typeof rewardsSchema>;
export type InferenceEntry = Extract<RewardsFile['workloads'][number], { kind: 'inference' }>;

type At = Pick<ParsedDocument<unknown>, 'problem'>;

/** What is wrong with a file beyond the form of each field. */
export function rewardsProblems(document: At, file: RewardsFile): Problem[] {
  const { machines, workloads, paid, rules } = file;
  const problems: Problem[] = [
    ...duplicates(document, 'machines', machines),
    ...duplicates(document, 'workloads', workloads),
  ];
  workloads.forEach((workload, index) => {
    if (workload.kind !== 'matmul-pow') return;
    if (!workloads.some((other) => other.kind === 'inference' && other.id === workload.inside)) {
      problems.push(
        document.problem(
          ['workloads', index, 'inside'],
          'unknown-workload',
          `No inference workload is named ${JSON.stringify(workload.inside)}.`,
          'Name the id of a workload of kind inference.',
        ),
      );
    }
  });
  paid.forEach((name, index) => {
    if (!workloads.some((workload) => workload.id === name)) {
      const known = workloads.map((workload) => workload.id).join(', ');
      problems.push(
        document.problem(
          ['paid', index],
          'unknown-workload',
          `No workload is named ${JSON.stringify(name)}.`,
          `Name one of ${known}.`,
        ),
      );
    }
  });
  rules.forEach((entry, index) => {
    const rule = ruleOf(entry);
    if (rule === null) {
      const known = REWARD_PRESETS.map((preset) => preset.id).join(', ');
      problems.push(
        document.problem(
          ['rules', index],
          'unknown-rule',
          `No reward rule is named ${JSON.stringify(entry)}.`,
          `Name one of ${known}.`,
        ),
      );
      return;
    }
    for (const fault of rewardRuleFaults(rule)) {
      problems.push(
        document.problem(
          ['rules', index],
          'bad-rule',
          `In rule ${rule.id}, ${fault}.`,
          'Make the shares sum to 100 %.',
        ),
      );
    }
  });
  return problems;
}

function duplicates(
  document: At,
  list: 'machines' | 'workloads',
  entries: readonly { readonly id: string }[],
): Problem[] {
  return entries.flatMap((entry, index) =>
    entries.findIndex((other) => other.id === entry.id) === index
      ? []
      : [
          document.problem(
            [list, index, 'id'],
            'duplicate-id',
            `The id ${JSON.stringify(entry.id)} stands twice in ${list}.`,
            'Give each entry an id of its own.',
          ),
        ],
  );
}
