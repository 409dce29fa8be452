import { z } from 'zod';
import { NETWORK_DEFAULTS } from '../../foundation/defaults/network-defaults.js';
import { RUN_DEFAULTS } from '../../foundation/defaults/run-defaults.js';
import { SITE_DEFAULTS } from '../../foundation/defaults/site-defaults.js';
import { type ParsedDocument, parseDocument } from '../../foundation/document/document.js';
import { quantity } from '../../foundation/document/document-fields.js';
import type { Problem } from '../../foundation/errors/user-error.js';
import { REWARD_PRESETS, rewardPreset } from '../../pow-model/rules/reward-presets.js';
import { type RewardRule, rewardRuleFaults } from '../../pow-model/rules/reward-rule.js';
import { MACHINE_DEFAULTS } from '../../sim/machine/machine-defaults.js';
import { DTYPES, type Dtype } from '../../workloads/operators/dtype.js';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and dashes');
const label = z.string().min(1).max(120);
const count = z.int().min(1).max(65536);
const share = quantity('ratio', { min: 0, max: 1 });

/** Fields of a machine: chips, how a model is split over them, and how many requests it serves. */
export const machineSchema = z.strictObject({
  id,
  label: label.optional(),
  chip: z.string().min(1).describe('Name or alias of a catalog chip, or a path to a chip file.'),
  count: z
    .union([count, z.literal('fit')])
    .default(1)
    .describe('Chips of the machine; fit: the fewest that hold the model.'),
  tensor: count.nullable().default(null).describe('Ranks of tensor parallelism.'),
  pipeline: count.nullable().default(null).describe('Pipeline stages.'),
  expert: count.default(1).describe('Ranks that divide experts and sequences.'),
  context: count.default(1).describe('Ranks that divide the tokens of a sequence.'),
  microbatches: count.nullable().default(null).describe('Parts that the batch is dealt out to; one a stage.'),
  dtype: z.enum(DTYPES as readonly [Dtype, ...Dtype[]]).default(MACHINE_DEFAULTS.dtype),
  kvDtype: z.enum(['fp32', 'fp16', 'bf16', 'fp8', 'int8', 'int4']).default(MACHINE_DEFAULTS.kvDtype),
  batch: count.default(MACHINE_DEFAULTS.batchServed).describe('Sequences that the whole machine serves at once.'),
});

const inference = z.strictObject({
  id,
  label: label.optional(),
  kind: z.literal('inference'),
  model: z.string().min(1),
  inputTokens: count,
  outputTokens: count,
});

const matmulPow = z.strictObject({
  id,
  label: label.optional(),
  kind: z.literal('matmul-pow').describe('A Pearl-style int8 matmul proof of work inside an inference workload.'),
  inside: id,
  rank: z.literal([32, 64, 128, 256, 512, 1024]).default(128).describe('Rank of the noise: 2r/k of extra work.'),
});

const hash = z.strictObject({
  id,
  label: label.optional(),
  kind: z.literal('hash'),
  algorithm: z.enum(['sha256d']),
});

/** Fields of a reward rule that a file describes. */
export const customRuleSchema = z.strictObject({
  id,
  label: label.optional(),
  work: share.describe('Share of emission paid for the paid workload.'),
  otherWork: share.default(0).describe('Share paid for work that the study does not simulate.'),
  stake: share.default(0),
  owner: share.default(0),
  burn: share.default(0),
});

const scenario = z.strictObject({
  horizon: quantity('years', { min: 0.25, max: 50 }).default(RUN_DEFAULTS.horizonYears),
  runs: z.int().min(20).max(20000).default(RUN_DEFAULTS.runs),
  emission: quantity('usdPerYear', { min: Number.MIN_VALUE, max: Number.MAX_VALUE }),
  marketValue: quantity('usd', { min: Number.MIN_VALUE, max: Number.MAX_VALUE }),
  stakedFraction: share,
  stakeAttackShare: share
    .default(NETWORK_DEFAULTS.stakeAttackShare)
    .describe('Share of the stake that suffices for an attack.'),
  workAttackShare: share
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
  powerUsageEffectiveness: z.number().min(1).max(3).default(SITE_DEFAULTS.powerUsageEffectiveness),
  discount: quantity('ratioPerYear', { min: 0, max: 2 })
    .default(SITE_DEFAULTS.discountPerYear)
    .describe('Return that miners require, a year.'),
  priceVolatility: z
    .number()
    .min(0)
    .max(3)
    .default(0.8)
    .describe('Token price, log standard deviation a square-root year.'),
  priceDrift: z.number().min(-2).max(2).default(0).describe('Token price, log drift a year.'),
  hostGap: quantity('seconds', { min: 0, max: 10 })
    .default(MACHINE_DEFAULTS.hostGapSec)
    .describe('Time a pass waits for the host.'),
});

/** The file of `siliconomics study`. */
export const studySchema = z.strictObject({
  name: id,
  title: label,
  seed: z.union([z.int(), z.string().min(1).max(64)]).default(RUN_DEFAULTS.seed),
  machines: z.array(machineSchema).min(1).max(64),
  workloads: z
    .array(z.discriminatedUnion('kind', [inference, matmulPow, hash]))
    .min(1)
    .max(16),
  paid: z.array(id).min(1).max(8).describe('Workloads whose market is simulated; the first is the headline.'),
  rules: z
    .array(z.union([z.string(), customRuleSchema]))
    .min(1)
    .max(32),
  scenario,
});

export type StudyFile = z.output<typeof studySchema>;
export type MachineEntry = StudyFile['machines'][number];
export type WorkloadEntry = StudyFile['workloads'][number];
export type InferenceEntry = Extract<WorkloadEntry, { kind: 'inference' }>;
export type HashEntry = Extract<WorkloadEntry, { kind: 'hash' }>;
export type MatmulPowEntry = Extract<WorkloadEntry, { kind: 'matmul-pow' }>;

/**
 * Reads a study file; throws a UserError with every problem of the file. Chips and models are looked up later, by whoever
 * knows the catalogs.
 *
 * @example
 * parseStudyFile('study.yaml', text).value.machines.length
 */
export function parseStudyFile(file: string, text: string): ParsedDocument<StudyFile> {
  return parseDocument(file, text, studySchema, crossCheck);
}

/** The reward rule that an entry of `rules` names or describes. */
export function ruleOf(entry: StudyFile['rules'][number]): RewardRule | null {
  if (typeof entry === 'string') return rewardPreset(entry);
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

function crossCheck(document: ParsedDocument<StudyFile>): Problem[] {
  const { machines, workloads, paid, rules } = document.value;
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
  document: ParsedDocument<StudyFile>,
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
