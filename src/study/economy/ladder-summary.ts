import { priceContents } from '../../pow-model/market/band-contents.js';
import type { LadderFigure, LadderScenario } from '../../pow-model/market/ladder-economy/index.js';
import type { MetricBand } from '../../pow-model/market/market-outcome.js';
import type { LadderFile } from './ladder-file.js';
import type { LadderEconomy, LadderRule } from './ladder-outcome.js';
import type { ResolvedLadder } from './ladder-scenario-of.js';

const three = (value: number) => Number(value.toPrecision(3));
const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`;
const usd = (value: number) =>
  Math.abs(value) >= 1e9
    ? `${three(value / 1e9)} B$`
    : Math.abs(value) >= 1e6
      ? `${three(value / 1e6)} M$`
      : `${three(value)} $`;

/** What the figures say, in plain words. Figures are medians of the last year. */
export function ladderSummary(outcome: Omit<LadderEconomy, 'summary' | 'assumptions'>): string[] {
  const first = outcome.comparisons[0]!;
  const sentences = outcome.comparisons.map(({ label, rules }) => `${label}. ${rules.map(paidSentence).join('; ')}.`);
  sentences.push(...ratioSentence(first.rules, outcome.reference), ...priceSentence(first.rules));
  for (const rule of first.rules) sentences.push(...usesSentence(rule));
  for (const path of outcome.paths) {
    if (path.ruleId !== outcome.reference || path.generation === null) continue;
    sentences.push(
      `The best machine that is taken in the last year is ${path.generation.label}, first taken in year ${three(path.generation.fromYear)}, under every rule that pays enough for any: the machines are given.`,
    );
  }
  const security = outcome.comparisons.find(({ comparison }) => comparison === 'B') ?? first;
  sentences.push(...security.rules.flatMap((rule) => attackSentence(rule, security.comparison)));
  const split = outcome.variance?.splits[0];
  if (split !== undefined) {
    const most = [...split.groups].sort((a, b) => b.total - a.total)[0]!;
    sentences.push(
      `Most of what is uncertain about the ${split.label} of ${outcome.reference} goes with the ${most.group}: ${percent(Math.min(1, most.total))} of the variance of its logarithm, with a standard error of ${percent(most.totalError)}.`,
    );
  }
  return sentences;
}

function paidSentence(rule: LadderRule): string {
  if (rule.figures === null)
    return `${rule.label}: none, since ${rule.reason!.charAt(0).toLowerCase()}${rule.reason!.slice(1, -1)}`;
  const { workUsd, feesUsd, powerMw } = rule.figures;
  const users = medianOf(feesUsd) > 0 ? ` and ${money(feesUsd)} of users` : '';
  const power = powerMw.value === null ? 'no machines' : `${three(powerMw.value)} MW of machines`;
  return `${rule.label}: ${money(workUsd)} a year for work${users}, ${power}`;
}

function ratioSentence(rules: readonly LadderRule[], reference: string): string[] {
  const parts = rules.flatMap(({ ruleId, label, ratios }) =>
    ruleId === reference || ratios === null || ratios.workPerSec.value === null
      ? []
      : [`${label} ${band(ratios.workPerSec)}`],
  );
  if (parts.length === 0) return [];
  return [`Work over that of ${reference} in the same draws, with the 5th and 95th percentile: ${parts.join('; ')}.`];
}

function priceSentence(rules: readonly LadderRule[]): string[] {
  const list = (figure: LadderFigure) =>
    rules.flatMap(({ label, figures }) => {
      const one = figures?.[figure];
      return one === undefined || one.value === null ? [] : [`${label} ${three(one.value)} $`];
    });
  const make = list('producerUsdPerMillionTokens');
  const pay = list('marketUsdPerMillionTokens');
  return [
    ...(make.length > 0 ? [`A million tokens costs to make: ${make.join('; ')}.`] : []),
    ...(pay.length > 0
      ? [
          `Users pay for them what a new machine has to earn, its expected decline included, less what emission pays of it: ${pay.join('; ')}.`,
        ]
      : []),
  ];
}

const USE_WORDS: readonly (readonly [LadderFigure, string])[] = [
  ['electricityUsd', 'electricity'],
  ['otherOpexUsd', 'other running cost'],
  ['siliconUsd', 'making machines'],
  ['researchUsd', "makers' R&D"],
  ['makerMarginUsd', "makers' margin"],
  ['minerProfitUsd', 'owners of machines'],
  ['otherWorkUsd', 'other work'],
  ['stakersUsd', 'stakers'],
  ['ownerUsd', 'the owner of the network'],
  ['burnedUsd', 'nobody (burned)'],
];

function usesSentence({ label, figures }: LadderRule): string[] {
  if (figures === null) return [];
  const means = USE_WORDS.map(([figure, word]) => ({ word, usd: meanOf(figures[figure]) }));
  const total = means.reduce((sum, one) => sum + one.usd, 0);
  const parts = means.filter((one) => Math.abs(one.usd) > 0.005 * total);
  if (!(total > 0)) return [];
  return [
    `A dollar of emission and fees under ${label}, mean of the runs: ${parts.map((one) => `${Math.round((100 * one.usd) / total)} % to ${one.word}`).join(', ')}.`,
  ];
}

function attackSentence(rule: LadderRule, comparison: string): string[] {
  if (rule.figures === null) return [];
  const { workAttackUsd, workAttackNetUsd, workAttackUsdPerHour, stakeAttackUsd, stakeAttackNetUsd } = rule.figures;
  const parts: string[] = [];
  if (workAttackUsd.value !== null) {
    const rent = workAttackUsdPerHour.value === null ? '' : `, or ${usd(workAttackUsdPerHour.value)} an hour rented`;
    parts.push(`an attack on its work costs ${money(workAttackUsd)} to buy (${money(workAttackNetUsd)} net${rent})`);
  }
  if (stakeAttackUsd.value !== null) {
    parts.push(`one on its stake ${money(stakeAttackUsd)} (${money(stakeAttackNetUsd)} net)`);
  }
  return parts.length === 0 ? [] : [`${rule.label} under ${comparison}: ${parts.join('; ')}.`];
}

function medianOf(one: MetricBand): number {
  return one.value ?? Number.NaN;
}

function meanOf(one: MetricBand): number {
  return one.value === null ? 0 : one.mean;
}

function money(one: MetricBand): string {
  return one.value === null ? 'nothing' : usd(one.value);
}

function band(one: MetricBand): string {
  if (one.value === null) return '-';
  const [low, value, high] = [three(one.low), three(one.value), three(one.high)];
  return low === high ? `${value}` : `${value} (${low} to ${high})`;
}

/** What the bands contain and what they do not. */
export function ladderBandContents(file: LadderFile, scenario: LadderScenario): string {
  const { uncertainty, token } = scenario;
  const width = (value: number) => `±${Math.round(value * 100)} %`;
  const price =
    token.balance === null ? priceContents(token.price) : `the inflow of money, as ${priceContents(token.price)}`;
  return [
    `Bands are the 5th to the 95th percentile of ${file.runs} runs with the same draws under every rule. They contain: ${price};`,
    `the error of the kernel cost model, ${Math.round(uncertainty.commonKernelShare * 100)} % of its variance common to all machines;`,
    'cost constants: the intervals of machine power, price, life and rent,',
    `and the price of electricity (${width(uncertainty.electricity)});`,
    `market parameters: speed of entry (${width(uncertainty.adjustment)}), free-entry margin (${width(uncertainty.margin)}) and required return (${width(uncertainty.discount)}), each log-normal with that 90 % half-width.`,
    'They do not contain: machines that are not in the file, the way in which pay and price answer each other unless the price balances, or errors of the model itself.',
  ].join(' ');
}

/** What the run takes as given. */
export function ladderAssumptions({ file, scenario, machines }: ResolvedLadder): string[] {
  const { miners, token, attack } = scenario;
  const { staking } = token;
  const sentences = [
    'Mode ladder: the machines are given. Another way of paying changes how many run, not which exist; whether pay brings forth chips is the question of mode designed.',
    `Emission of ${usd(token.emissionUsdPerYear)} a year at the price of the start over a market value of ${usd(token.marketValueUsd)}. The price is a scenario and no finding: ${token.balance === null ? 'however many coins a rule or a comparison issues, each keeps it, so that market value grows with supply' : 'it clears the inflow against what is sold'}.`,
    `Buyers expect revenue per unit of work to fall by ${percent(miners.expectedDeclinePerYear)} a year (${file.miners.expectation.kind}) and require ${percent(miners.discountPerYear)}; entry closes ${percent(miners.adjustmentPerMonth)} of a gap a month.`,
    miners.machinePrice === 'market'
      ? 'Makers ask what a machine is expected to earn: while entry lags the rent is theirs. Costs of the fleet count machines at their listed price.'
      : 'Makers ask the listed price.',
    `Uses of a dollar spread what was paid for machines evenly over their life; miners' profit is what is left and contains the return that they require. Other running cost is ${percent(miners.otherOpexPerElectricity)} of electricity.`,
    `An attack takes ${percent(attack.workShare)} of the work rate or ${percent(attack.stakeShare)} of the stake. Net of reselling: hardware of general purpose brings ${percent(attack.resaleShare)} of its price, single-purpose hardware nothing; of a stake ${percent(attack.slashedShare)} is slashed. The two secure different things and are never added.`,
    staking.stakedFraction === null
      ? `As much is staked as earns ${percent(staking.requiredPremiumPerYear)} a year, at most everything. Pay to stake is a transfer between holders.`
      : `${percent(staking.stakedFraction)} is staked. Pay to stake is a transfer between holders.`,
  ];
  const { inference } = scenario;
  if (inference !== null) {
    sentences.push(
      `Inference: ${file.inference!.relation}, useful share ${percent(inference.usefulShare)}; users take ${inference.tokensAtPrice.toExponential(2)} tokens a year at ${three(inference.atUsdPerToken * 1e6)} $ a million, elasticity ${inference.elasticity}${inference.cloudUsdPerToken < Number.POSITIVE_INFINITY ? `; a cloud asks ${three(inference.cloudUsdPerToken * 1e6)} $` : ''}. Their price is that of a fleet in free entry; what they pay goes to the machines under every rule.`,
    );
  }
  return [...sentences, ...machines.notes];
}
