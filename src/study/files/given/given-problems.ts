import type { ParsedDocument } from '../../../foundation/document/document.js';
import type { Problem } from '../../../foundation/errors/user-error.js';
import { ln } from '../../../foundation/numeric/portable-math.js';
import { scenarioWeeks, soldShare } from '../../../pow-model/market/index.js';
import { coinPricePath, PricePathError } from '../../../pow-model/market/scenario/coin-price.js';
import { REWARD_PRESETS } from '../../../pow-model/rules/reward-presets.js';
import { type RewardRule, rewardRuleFaults } from '../../../pow-model/rules/reward-rule.js';
import { ruleOf } from '../fields/reward-rule-fields.js';
import type { GivenFile } from './given-file.js';

type At = Pick<ParsedDocument<unknown>, 'problem'>;

/** The rules of a file; those that name nothing are left out. */
export function givenRules(file: GivenFile): RewardRule[] {
  return file.rules.flatMap((entry) => ruleOf(entry) ?? []);
}

/** What is wrong with a study of given machines beyond the form of each field. */
export function givenProblems(document: At, file: GivenFile): Problem[] {
  return [
    ...ruleProblems(document, file),
    ...siteProblems(document, file),
    ...priceProblems(document, file),
    ...hardwareProblems(document, file),
    ...inferenceProblems(document, file),
    ...sizeProblems(document, file),
  ];
}

function ruleProblems(document: At, file: GivenFile): Problem[] {
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
  const reference = givenRules(file).find((rule) => rule.id === file.reference);
  if (!reference?.work.some(({ workloadClass, share }) => workloadClass === 'large-model' && share > 0)) {
    const found = `${JSON.stringify(file.reference)} is not a rule of the file that pays for the work.`;
    problems.push(document.problem(['reference'], 'unknown-rule', found, 'Name one that does.'));
  }
  return problems;
}

/** What a file may ask for, so that a slip of the pen does not run for days or fill the memory. */
const MOST_RULE_RUNS = 400_000;
const MOST_OPERATORS = 200_000;

function sizeProblems(document: At, file: GivenFile): Problem[] {
  const problems: Problem[] = [];
  const { sites } = file;
  const runs = file.runs * file.rules.length * file.comparisons.length;
  if (runs > MOST_RULE_RUNS) {
    const found = `${file.runs} runs of ${file.rules.length} rules under ${file.comparisons.length} comparisons are ${runs}.`;
    problems.push(document.problem(['runs'], 'too-many-runs', found, `Ask for at most ${MOST_RULE_RUNS} in all.`));
  }
  const operators =
    sites.kind === 'lognormal'
      ? sites.cohorts * sites.operators
      : sites.cohorts.reduce((sum, cohort) => sum + cohort.operators, 0);
  if (operators > MOST_OPERATORS) {
    const found = `The sites have ${operators} operators.`;
    problems.push(document.problem(['sites'], 'too-many-operators', found, `Give at most ${MOST_OPERATORS} in all.`));
  }
  if (new Set(file.comparisons).size < file.comparisons.length) {
    const found = 'A comparison stands twice.';
    problems.push(document.problem(['comparisons'], 'duplicate-comparison', found, 'Leave one of them.'));
  }
  return problems;
}

function siteProblems(document: At, { sites }: GivenFile): Problem[] {
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
function priceProblems(document: At, file: GivenFile): Problem[] {
  const { price } = file.token;
  const at = (code: string, found: string, fix: string) => [document.problem(['token', 'price'], code, found, fix)];
  if (price.kind === 'history' && (price.csv === null) === (price.bitcoinFrom === null)) {
    return at('bad-history', 'A history is either a table or that of Bitcoin.', 'Give csv or bitcoinFrom.');
  }
  const range = lnPriceRange(price, file.horizon);
  if (range > LN_WIDEST_PRICE) {
    const found = `Some of its paths move the price by a factor of 10^${Math.round(range / Math.LN10)}.`;
    return at('bad-price', found, 'Give less drift, volatility or jumps, or a shorter horizon.');
  }
  if (price.kind !== 'expression') return [];
  try {
    const path = coinPricePath(
      { kind: 'expression', expression: price.price },
      scenarioWeeks({ horizonYears: file.horizon }),
      0,
      0,
    );
    const widest = path.reduce((most, factor) => Math.max(most, factor, 1 / factor), 1);
    if (ln(widest) <= LN_WIDEST_PRICE) return [];
    const found = `The price moves by a factor of ${widest.toPrecision(2)}.`;
    return at('bad-price', found, 'Give a formula of prices that can be compared.');
  } catch (error) {
    if (!(error instanceof PricePathError)) throw error;
    return at('bad-price', error.message, 'Give a formula that is positive for every t of the horizon.');
  }
}

/** ln of 10^30: dollars of a network at prices beyond that lose their cents. */
const LN_WIDEST_PRICE = 30 * Math.LN10;

/** How far ln of the price may come in six standard deviations; 0 where it is given. */
function lnPriceRange(price: GivenFile['token']['price'], years: number): number {
  switch (price.kind) {
    case 'gbm':
    case 'balance':
      return Math.abs(price.drift) * years + 6 * price.volatility * Math.sqrt(years);
    case 'jump-diffusion': {
      const { drift, volatility, jumpsPerYear, jumpMean, jumpSd } = price;
      const variance = volatility * volatility + jumpsPerYear * (jumpMean * jumpMean + jumpSd * jumpSd);
      return (Math.abs(drift) + jumpsPerYear * Math.abs(jumpMean)) * years + 6 * Math.sqrt(variance * years);
    }
    case 'constant':
    case 'history':
    case 'expression':
      return 0;
    default:
      return price satisfies never;
  }
}

function hardwareProblems(document: At, { hardware }: GivenFile): Problem[] {
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

function inferenceProblems(document: At, { inference, hardware }: GivenFile): Problem[] {
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
