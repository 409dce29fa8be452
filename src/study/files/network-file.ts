import { z } from 'zod';
import { type ParsedDocument, parseDocument } from '../../foundation/document/document.js';
import { quantity } from '../../foundation/document/document-fields.js';
import type { Problem } from '../../foundation/errors/user-error.js';
import { DIFFICULTY_RULES, type DifficultyRule } from '../../pow-model/network/difficulty-rules.js';
import { hashRateTimes } from '../../pow-model/network/hash-rate-path.js';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and dashes');
const label = z.string().min(1).max(120);
const share = quantity('ratio', { min: 0, max: 1 });
const delay = quantity('seconds', { min: 0, max: 100_000 });
const factor = z.number().min(0.01).max(100);

const strategy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('honest') }),
  z.strictObject({
    kind: z.literal('selfish').describe('Keeps its blocks back, as Eyal and Sirer (2013) describe.'),
    gamma: share.describe('Chance that an honest miner builds on the selfish branch of a tie.'),
  }),
  z.strictObject({
    kind: z.literal('hopping').describe('Mines only while the difficulty is low.'),
    mostDifficulty: factor.describe('Highest difficulty at which it mines, over that of the first block.'),
  }),
]);

const miner = z.strictObject({
  id,
  share: share.describe('Share of the hash rate at the start; all together 100 %.'),
  kind: z
    .enum(['pool', 'crowd'])
    .default('pool')
    .describe('pool: knows its own block at once; crowd: so many small miners that each block is that of another.'),
  strategy: strategy.default({ kind: 'honest' }),
});

const hashRatePath = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant') }),
  z.strictObject({ kind: z.literal('step'), at: quantity('seconds'), factor }),
  z.strictObject({ kind: z.literal('growth'), perYear: factor.describe('Hash rate after a year over that before.') }),
  z.strictObject({
    kind: z.literal('oscillating'),
    period: quantity('seconds', { min: 1, max: 1e9 }),
    factor: factor.describe('Hash rate in the second half of each period over that in the first.'),
  }),
]);

/** The file of `siliconomics pow network`. */
export const networkSchema = z.strictObject({
  name: id,
  title: label,
  seed: z.union([z.int(), z.string().min(1).max(64)]).default(1),
  runs: z.int().min(2).max(1000).default(20).describe('Independent runs, from which the intervals come.'),
  blocks: z.int().min(100).max(1_000_000).default(10_000).describe('Blocks that are found in each run, by anyone.'),
  difficulty: z.enum(Object.keys(DIFFICULTY_RULES) as [keyof typeof DIFFICULTY_RULES]),
  blockTime: quantity('seconds', { min: 0.01, max: 100_000 })
    .nullable()
    .default(null)
    .describe('Block time aimed at, for the rules fixed and lwma; the other rules have their own.'),
  hashRate: quantity('hashPerSec', { min: 1, max: 1e29 }).describe('Hash rate of all miners at the start.'),
  hashRatePath: hashRatePath.default({ kind: 'constant' }),
  miners: z.array(miner).min(1).max(64),
  propagation: z
    .strictObject({ delay, spread: z.enum(['constant', 'exponential']).default('constant') })
    .describe('Time from a block being found to another miner hearing of it.'),
  check: delay.default(0).describe('Time for which a node checks a block of another miner before it builds on it.'),
  reward: z
    .strictObject({
      chain: z.enum(['bitcoin', 'pearl', 'kaspa', 'monero', 'bittensor']),
      height: z.int().min(1).max(100_000_000).default(1),
      issued: z
        .number()
        .min(0)
        .max(1e12)
        .default(0)
        .describe('Coins issued before the first block, where the subsidy follows them (monero, bittensor).'),
    })
    .nullable()
    .default(null)
    .describe('Chain whose own subsidy the blocks pay; without fees.'),
  doubleSpend: z
    .strictObject({
      attacker: quantity('ratio', { min: 0, max: 0.49 }).describe('Share of the hash rate that the attacker has.'),
      confirmations: z.int().min(0).max(200),
      trials: z.int().min(100).max(100_000).default(20_000),
    })
    .nullable()
    .default(null),
});

export type NetworkFile = z.output<typeof networkSchema>;

/** Steps of the hash rate that a run may have. */
const MOST_STEPS = 2000;
/** Block receptions, weighed by the cost of the difficulty rule; about a minute on a machine of 2020. */
const MOST_WORK = 40_000_000;
const SHARE_ROUNDING = 1e-9;

/** Reads a network file; throws a UserError with every problem of the file. */
export function parseNetworkFile(file: string, text: string): ParsedDocument<NetworkFile> {
  return parseDocument(file, text, networkSchema, crossCheck);
}

/** Block time that the file's difficulty rule aims at. */
export function blockSecOf({ difficulty, blockTime }: NetworkFile): number {
  const rule: DifficultyRule = DIFFICULTY_RULES[difficulty];
  return rule.blockSec ?? blockTime ?? 600;
}

/** The path of the hash rate in the model's terms. */
export function hashRatePathOf({ hashRatePath: path }: NetworkFile) {
  switch (path.kind) {
    case 'constant':
      return path;
    case 'step':
      return { kind: path.kind, atSec: path.at, factor: path.factor };
    case 'growth':
      return { kind: path.kind, factorPerYear: path.perYear };
    case 'oscillating':
      return { kind: path.kind, periodSec: path.period, factor: path.factor };
    default:
      return path satisfies never;
  }
}

/** Time that the blocks of a run may take: twice that at the block time aimed at. */
export function horizonSec(file: NetworkFile): number {
  return 2 * file.blocks * blockSecOf(file);
}

function crossCheck(document: ParsedDocument<NetworkFile>): Problem[] {
  const file = document.value;
  const problems: Problem[] = [];
  const add = (path: (string | number)[], code: string, found: string, fix: string) =>
    problems.push(document.problem(path, code, found, fix));
  const rule: DifficultyRule = DIFFICULTY_RULES[file.difficulty];
  if (rule.blockSec !== null && file.blockTime !== null) {
    const found = `The rule ${file.difficulty} aims at ${rule.blockSec} s itself.`;
    add(['blockTime'], 'block-time-of-rule', found, 'Leave blockTime out, or choose the rule fixed or lwma.');
  }
  if (rule.blockSec === null && file.blockTime === null) {
    const found = `The rule ${file.difficulty} has no block time of its own.`;
    add(['difficulty'], 'block-time-missing', found, 'Give blockTime, such as "600 s".');
  }
  file.miners.forEach(({ id: name }, index) => {
    if (file.miners.findIndex((other) => other.id === name) === index) return;
    add(['miners', index, 'id'], 'duplicate-id', `The id "${name}" stands twice.`, 'Give each miner an id of its own.');
  });
  const sum = file.miners.reduce((total, one) => total + one.share, 0);
  if (!(Math.abs(sum - 1) <= SHARE_ROUNDING)) {
    const found = `The shares sum to ${Number((sum * 100).toPrecision(6))} %.`;
    add(['miners'], 'miner-shares', found, 'Make them sum to 100 %.');
  }
  if (!file.miners.some((one) => one.strategy.kind === 'honest' && one.share > 0)) {
    add(['miners'], 'no-honest-miner', 'No honest miner has a share.', 'Add one, so that the chain goes on.');
  }
  const path = hashRatePathOf(file);
  const steps = path.kind === 'oscillating' ? (2 * horizonSec(file)) / path.periodSec : 0;
  if (steps > MOST_STEPS) {
    const found = `The hash rate would move ${Math.floor(steps)} times in a run.`;
    add(['hashRatePath', 'period'], 'too-many-steps', found, `Choose a period with at most ${MOST_STEPS} moves.`);
  }
  const moves = steps > MOST_STEPS ? 0 : hashRateTimes(path, horizonSec(file)).length;
  const work = file.runs * (file.blocks * (rule.cost + file.miners.length) + moves * file.miners.length ** 2);
  if (work > MOST_WORK) {
    const found = `${file.runs} runs of ${file.blocks} blocks with ${file.miners.length} miners under ${file.difficulty} are ${(work / MOST_WORK).toFixed(1)} times the most that is simulated.`;
    add(['blocks'], 'too-much-work', found, 'Give fewer blocks or runs.');
  }
  return problems;
}
