import { z } from 'zod';
import { NETWORK_DEFAULTS } from '../../../foundation/defaults/network-defaults.js';
import { RUN_DEFAULTS } from '../../../foundation/defaults/run-defaults.js';
import { SITE_DEFAULTS } from '../../../foundation/defaults/site-defaults.js';
import type { ParsedDocument } from '../../../foundation/document/document.js';
import { quantity } from '../../../foundation/document/document-fields.js';
import type { Problem } from '../../../foundation/errors/user-error.js';
import { type RewardRule, rewardRuleFaults } from '../../../pow-model/rules/reward-rule.js';
import { customRuleSchema, ruleOf } from '../fields/reward-rule-fields.js';
import { idField, labelField, seedField, shareField as share } from '../fields/study-fields.js';

const positiveShare = quantity('ratio', { min: 1e-6, max: 1 });
const money = quantity('usdPerYear', { min: 1, max: 1e15 });
const usd = quantity('usd', { min: 1, max: 1e15 });
const calendarYear = z.number().min(1990).max(2100);

// Every part of the emission that is paid for work is paid for the work that the chips are designed for.
const customRule = customRuleSchema.omit({ otherWork: true });

const design = z.strictObject({
  chip: z.string().min(1).max(300).describe('Chip of the catalog, or the path of a chip file.'),
  label: labelField.optional(),
  unitCost: usd.optional().describe('Factory cost of a board; by default from its dies, package, memory and power.'),
  nre: z
    .strictObject({ low: usd, value: usd, high: usd })
    .refine((band) => band.low <= band.value && band.value <= band.high, 'Order them low <= value <= high.')
    .optional()
    .describe('Design cost to first silicon; by default that of the process.'),
  available: calendarYear
    .optional()
    .describe('Year from which a foundry takes the design, such as 2027.5; by default that of the process.'),
  lead: quantity('years', { min: 0.1, max: 10 })
    .optional()
    .describe('From the decision to volume shipment; by default that of the process.'),
});

/** A study in which what is paid decides which chips are designed. */
export const designedSchema = z.strictObject({
  kind: z.literal('designed').describe('What is paid decides which chips are designed.'),
  name: idField,
  title: labelField,
  seed: seedField,
  purpose: z
    .enum(['mining', 'inference'])
    .default('mining')
    .describe('Whether the designs only mine or also serve models; decides their floor plan where none are named.'),
  designs: z
    .array(design)
    .max(20)
    .default([])
    .describe('Chips that makers could bring; by default one floor plan on five processes.'),
  hardware: z.string().min(1).max(300).default('h100-sxm').describe('General-purpose chip that does the work before.'),
  start: calendarYear.default(2026).describe('Year in which the run starts; decides which processes are open.'),
  rules: z
    .array(z.union([z.string(), customRule]))
    .min(1)
    .max(16),
  reference: z.string().describe('Rule against which the others are held equal.'),
  comparisons: z
    .array(z.enum(['A', 'B', 'C', 'D', 'E']))
    .min(1)
    .default(['A', 'B', 'C'])
    .describe('The tables show attack costs, so B is among the defaults.'),
  token: z.strictObject({
    emission: money.describe('Emission value.'),
    marketValue: quantity('usd', { min: 1, max: 1e16 }),
    requiredPremium: quantity('ratioPerYear', { min: 1e-4, max: 2 }).default(NETWORK_DEFAULTS.requiredPremiumPerYear),
    stakeAttackShare: positiveShare.default(NETWORK_DEFAULTS.stakeAttackShare),
    fleetYears: z.number().min(0.01).max(20).default(1).describe('Replacement value of the fleet over a year of pay.'),
    soldByMiners: share.default(NETWORK_DEFAULTS.soldByMiners),
    soldByHolders: share.default(NETWORK_DEFAULTS.soldByHolders),
  }),
  demand: z
    .strictObject({
      outside: quantity('usdPerYear', { min: 0, max: 1e15 })
        .default(0)
        .describe('X: spending on the same kind of chip elsewhere.'),
      overlap: share.default(0).describe('omega: share of the gain that is usable there.'),
      growth: z.number().min(-2).max(2).default(0).describe('Log growth of pay for work, per year.'),
    })
    .default({ outside: 0, overlap: 0, growth: 0 }),
  horizon: quantity('years', { min: 1, max: 50 }).default(RUN_DEFAULTS.horizonYears),
  electricity: quantity('usdPerKwh', { min: 1e-4, max: 10 }).default(SITE_DEFAULTS.usdPerKwh),
  referenceProgress: z
    .number()
    .min(0)
    .max(2)
    .default(0)
    .describe('Log rate at which hardware of general purpose does the same work for less, per year.'),
  draws: z.int().min(20).max(5000).default(RUN_DEFAULTS.runs),
  map: z
    .strictObject({
      emissions: z.array(money).min(1).max(100),
      shares: z.array(positiveShare).min(1).max(100),
    })
    .nullable()
    .default(null),
});

export type DesignedFile = z.output<typeof designedSchema>;
export type DesignEntry = DesignedFile['designs'][number];

/** The rules of a file; those that name nothing are left out. */
export function rulesOf(file: DesignedFile): RewardRule[] {
  return file.rules.flatMap((entry) => ruleIn(entry) ?? []);
}

function ruleIn(entry: DesignedFile['rules'][number]): RewardRule | null {
  return ruleOf(typeof entry === 'string' ? entry : { ...entry, otherWork: 0 });
}

/** What is wrong with the rules of a file beyond the form of each. */
export function designedProblems(document: Pick<ParsedDocument<unknown>, 'problem'>, file: DesignedFile): Problem[] {
  const problems = file.rules.flatMap((entry, index) => {
    const rule = ruleIn(entry);
    if (rule === null) {
      return [
        document.problem(
          ['rules', index],
          'unknown-rule',
          `There is no rule ${JSON.stringify(entry)}.`,
          'Name a preset or give the shares.',
        ),
      ];
    }
    return rewardRuleFaults(rule).map((fault) =>
      document.problem(['rules', index], 'bad-rule', `In rule ${rule.id}, ${fault}.`, 'Make the shares sum to 100 %.'),
    );
  });
  const reference = rulesOf(file).find((rule) => rule.id === file.reference);
  if (reference === undefined || reference.work.length === 0) {
    problems.push(
      document.problem(
        ['reference'],
        'unknown-rule',
        `${JSON.stringify(file.reference)} is not a rule of the file that pays for work.`,
        'Name one that does.',
      ),
    );
  }
  return problems;
}
