import type { ParsedDocument } from '../../foundation/document.js';
import type { Problem } from '../../foundation/user-error.js';
import { soldShare } from '../../pow-model/market/ladder-economy/index.js';
import { PricePathError, tokenPricePath } from '../../pow-model/market/token-price.js';
import { REWARD_PRESETS } from '../../pow-model/rewards/reward-presets.js';
import { type RewardRule, rewardRuleFaults } from '../../pow-model/rewards/reward-rule.js';
import { ruleOf } from '../study-file.js';
import type { LadderFile } from './ladder-file.js';

type At = Pick<ParsedDocument<unknown>, 'problem'>;

/** The rules of a file; those that name nothing are left out. */
export function ladderRules(file: LadderFile): RewardRule[] {
  return file.rules.flatMap((entry) => ruleOf(entry) ?? []);
}

/** What is wrong with a ladder file beyond the form of each field. */
export function ladderProblems(document: At, file: LadderFile): Problem[] {
  return [
    ...ruleProblems(document, file),
    ...siteProblems(document, file),
    ...priceProblems(document, file),
    ...hardwareProblems(document, file),
    ...inferenceProblems(document, file),
  ];
}

function ruleProblems(document: At, file: LadderFile): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  file.rules.forEach((entry, index) => {
    const rule = ruleOf(entry);
    const at = (code: string, found: string, fix: string) => document.problem(['rules', index], code, found, fix);
    if (rule === null) {
      const known = REWARD_PRESETS.map((preset) => preset.id).join(', ');
      problems.push(
        at('unknown-rule', `There is no rule ${JSON.stringify(entry)}.`, `Name one of ${known}, or give shares.`),
      );
      return;
    }
    for (const fault of rewardRuleFaults(rule)) {
      problems.push(at('bad-rule', `In rule ${rule.id}, ${fault}.`, 'Make the shares sum to 100 %.'));
    }
    if (seen.has(rule.id))
      problems.push(at('duplicate-rule', `The rule ${rule.id} stands twice.`, 'Leave one of them.'));
    seen.add(rule.id);
    const { price, selling } = file.token;
    if (price.kind === 'balance' && !(soldShare(rule, selling.miners, selling.holders) > 0)) {
      const found = `Under ${rule.id} nobody sells, so that no price balances the inflow.`;
      problems.push(at('no-seller', found, 'Give selling of miners or holders a share.'));
    }
  });
  const reference = ladderRules(file).find((rule) => rule.id === file.reference);
  if (!reference?.work.some(({ workloadClass, share }) => workloadClass === 'large-model' && share > 0)) {
    const found = `${JSON.stringify(file.reference)} is not a rule of the file that pays for the work.`;
    problems.push(document.problem(['reference'], 'unknown-rule', found, 'Name one that does.'));
  }
  return problems;
}

function siteProblems(document: At, { sites }: LadderFile): Problem[] {
  if (sites.kind !== 'table') return [];
  return sites.cohorts.flatMap((cohort, index) => {
    if (cohort.capacity > 0) return [];
    const found =
      cohort.capacity === 0 ? 'A cohort with no machines.' : `A cohort with a capacity of ${cohort.capacity}.`;
    return [
      document.problem(
        ['sites', 'cohorts', index, 'capacity'],
        'empty-cohort',
        found,
        'Give it capacity or leave it out.',
      ),
    ];
  });
}

/** Prices are positive over the whole horizon, whatever they follow from. */
function priceProblems(document: At, file: LadderFile): Problem[] {
  const { price } = file.token;
  const at = (code: string, found: string, fix: string) => [document.problem(['token', 'price'], code, found, fix)];
  if (price.kind === 'history' && (price.csv === null) === (price.bitcoinFrom === null)) {
    return at('bad-history', 'A history is either a table or that of Bitcoin.', 'Give csv or bitcoinFrom.');
  }
  if (price.kind !== 'expression') return [];
  try {
    tokenPricePath({ kind: 'expression', expression: price.price }, Math.round(file.horizon * 52.18), 0, 0);
    return [];
  } catch (error) {
    if (!(error instanceof PricePathError)) throw error;
    return at('bad-price', error.message, 'Give a formula that is positive for every t of the horizon.');
  }
}

function hardwareProblems(document: At, { hardware }: LadderFile): Problem[] {
  if (hardware.kind !== 'machines') return [];
  const seen = new Set<string>();
  return hardware.machines.flatMap((machine, index) => {
    const twice = seen.has(machine.id);
    seen.add(machine.id);
    if (!twice) return [];
    const found = `The id ${JSON.stringify(machine.id)} stands twice.`;
    return [
      document.problem(['hardware', 'machines', index, 'id'], 'duplicate-id', found, 'Give each machine its own.'),
    ];
  });
}

function inferenceProblems(document: At, { inference, hardware }: LadderFile): Problem[] {
  if (inference === null) return [];
  const problems: Problem[] = [];
  const hashes = hardware.kind !== 'machines' || hardware.work.kind === 'hash';
  if (hashes) {
    const found = 'Hashing makes no tokens.';
    const fix = 'Leave out inference, or pay for work of kind inference or matmul-pow.';
    problems.push(document.problem(['inference'], 'no-tokens', found, fix));
  }
  const mixed = inference.relation === 'mixed';
  if (mixed !== (inference.usefulShare !== null)) {
    const found = mixed
      ? 'A mixed relation needs a useful share.'
      : `A ${inference.relation} relation has its own useful share.`;
    const fix = mixed ? 'Give usefulShare.' : 'Leave out usefulShare, or write mixed.';
    problems.push(document.problem(['inference', 'usefulShare'], 'bad-share', found, fix));
  }
  return problems;
}
