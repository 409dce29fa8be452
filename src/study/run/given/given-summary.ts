import type { MarketFigure, MarketScenario } from '../../../pow-model/market/index.js';
import type { MetricBand } from '../../../pow-model/market/metrics/metric-bands.js';
import { priceContents } from '../../../pow-model/market/runs/band-contents.js';
import type { GivenFile } from '../../files/given/given-file.js';
import type { GivenEconomy, GivenRule } from './given-outcome.js';
import type { ResolvedGiven } from './given-scenario-of.js';

const three = (value: number) => Number(value.toPrecision(3));
const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`;
const usd = (value: number) =>
  Math.abs(value) >= 1e9
    ? `${three(value / 1e9)} B$`
    : Math.abs(value) >= 1e6
      ? `${three(value / 1e6)} M$`
      : `${three(value)} $`;

/** What the figures say, in a few plain sentences; the tables have every rule. Figures are medians of the last year. */
export function givenSummary(outcome: Omit<GivenEconomy, 'summary' | 'assumptions'>): string[] {
  const first = outcome.comparisons[0]!;
  const pair = contrasted(first.rules, outcome.reference);
  const sentences =
    pair === null ? [] : [paidSentence(first.label, pair), machineSentence(pair), ...priceSentence(pair)];
  for (const path of outcome.paths) {
    if (path.ruleId !== outcome.reference || path.generation === null) continue;
    sentences.push(
      `The best machine that is taken in the last year is ${path.generation.label}, first taken in year ${three(path.generation.fromYear)}; pay cannot change that here, because the machines are given.`,
    );
  }
  for (const { comparison, label, rules } of outcome.comparisons) {
    if (comparison === 'B') sentences.push(...securitySentence(label, rules));
  }
  const split = outcome.variance?.splits[0];
  if (split !== undefined) {
    const most = [...split.groups].sort((a, b) => b.total - a.total)[0]!;
    sentences.push(
      `Most of what is uncertain about the ${split.label} of ${outcome.reference} goes with the ${most.group}: ${percent(Math.min(1, most.total))} of the variance of its logarithm, with a standard error of ${percent(most.totalError)}.`,
    );
  }
  return sentences;
}

/** The rule that pays most for work, beside the reference or, where that is the same, the rule that pays least. */
interface Contrast {
  readonly most: FiguredRule;
  readonly least: FiguredRule;
  /** Work of the first over that of the second in the same draws. */
  readonly ratio: { readonly value: number; readonly low: number; readonly high: number } | null;
}

type FiguredRule = GivenRule & { readonly figures: NonNullable<GivenRule['figures']> };

function contrasted(rules: readonly GivenRule[], reference: string): Contrast | null {
  const figured = rules.filter((rule): rule is FiguredRule => rule.figures !== null);
  const work = (rule: FiguredRule) => rule.figures.workPerSec.value ?? 0;
  const sorted = [...figured].sort((a, b) => work(b) - work(a));
  const most = sorted[0];
  const other = figured.find((rule) => rule.ruleId === reference && rule !== most);
  const least = other ?? sorted.findLast((rule) => work(rule) > 0 && rule !== most);
  if (most === undefined || least === undefined) return null;
  const paired = (least === other ? most : least).ratios?.workPerSec;
  if (paired === undefined || paired.value === null || paired.value === 0) return { most, least, ratio: null };
  const { value, low, high } = paired;
  const ratio = least === other ? { value, low, high } : { value: 1 / value, low: 1 / high, high: 1 / low };
  return { most, least, ratio };
}

function paidSentence(comparison: string, { most, least }: Contrast): string {
  const of = ({ label, figures }: FiguredRule) => {
    const holders =
      figures.stakersUsd.value === null || figures.stakersUsd.value === 0 ? 'nothing' : money(figures.stakersUsd);
    return `${quoted(label)} pays ${money(figures.workUsd)} a year for work and ${holders} to stakers`;
  };
  const fees = [most.figures.feesUsd, least.figures.feesUsd];
  const users = fees.some((one) => (one.value ?? 0) > 0) ? `; users add ${money(fees[0]!)} and ${money(fees[1]!)}` : '';
  return `${comparison}: ${of(most)}, ${of(least)}${users}.`;
}

function machineSentence({ most, least, ratio }: Contrast): string {
  const power = ({ figures }: FiguredRule) =>
    figures.powerMw.value === null ? 'no machines' : `${three(figures.powerMw.value)} MW of machines`;
  const times =
    ratio === null
      ? ''
      : `, which do ${three(ratio.value)} times the work (${three(ratio.low)} to ${three(ratio.high)} in 90 % of the draws)`;
  return `The first runs ${power(most)} against ${power(least)}${times}.`;
}

function priceSentence({ most, least }: Contrast): string[] {
  const both = (figure: MarketFigure) => {
    const [a, b] = [most.figures[figure], least.figures[figure]];
    return a.value === null || b.value === null ? null : `${three(a.value)} $ and ${three(b.value)} $`;
  };
  const make = both('producerUsdPerMillionTokens');
  const pay = both('marketUsdPerMillionTokens');
  if (make === null) return [];
  const users =
    pay === null ? '' : `; users pay ${pay}, which is what a new machine has to earn less what emission pays of it`;
  return [`A million tokens costs ${make} to make${users}.`];
}

/** What work has to be paid for an attack on it to cost what one on the stake costs, and which rules cannot. */
function securitySentence(comparison: string, rules: readonly GivenRule[]): string[] {
  const secured = rules.filter(
    (rule): rule is FiguredRule => rule.figures !== null && (rule.figures.workUsd.value ?? 0) > 0,
  );
  const refused = rules.filter(({ figures }) => figures === null).map(({ label }) => quoted(label));
  const cheapest = [...secured].sort((a, b) => a.emissionUsdPerYear! - b.emissionUsdPerYear!)[0];
  const can =
    cheapest === undefined
      ? 'no rule that pays for work can do it'
      : `${quoted(cheapest.label)} takes an emission of ${usd(cheapest.emissionUsdPerYear!)} a year at the price of the start, and an attack on its work then costs ${money(cheapest.figures.workAttackUsd)} (${money(cheapest.figures.workAttackNetUsd)} net of resale)`;
  const cannot =
    refused.length === 0 ? '' : `; none can be had for ${refused.join(', ')}, for the reasons at the table`;
  return [`${comparison}: ${can}${cannot}.`];
}

function quoted(label: string): string {
  return `"${label}"`;
}

function money(one: MetricBand): string {
  return one.value === null ? 'nothing' : usd(one.value);
}

/** What the bands contain and what they do not. */
export function givenBandContents(file: GivenFile, scenario: MarketScenario): string {
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
export function givenAssumptions({ file, scenario, machines }: ResolvedGiven): string[] {
  const { miners, token, attack } = scenario;
  const { staking } = token;
  const sentences = [
    'The machines are given. Another way of paying changes how many run, not which exist; whether pay brings forth chips is the question of mode designed.',
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
