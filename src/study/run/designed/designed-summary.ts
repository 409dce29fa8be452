import type { RewardRule } from '../../../pow-model/rules/reward-rule.js';
import type { DesignedEconomy } from '../../run/designed/designed-outcome.js';
import type { ComparedRule } from '../comparison/comparison-rules.js';

/** What the figures of an outcome say, in plain words. */
export function designedSummary(
  comparisons: DesignedEconomy['comparisons'],
  uncertainty: DesignedEconomy['uncertainty'],
  rules: readonly RewardRule[],
): string[] {
  const name = (ruleId: string) => `"${rules.find((rule) => rule.id === ruleId)!.label}"`;
  return [
    ...comparisons.map(({ label, rules: compared }) => `${label}. ${comparisonText(compared)}`),
    ...uncertainty.flatMap((one) => [
      `Over ${one.draws} draws at equal emission and price, ${name(one.ruleId)} buys ${three(one.compute.value)} times the compute of ${name(one.against)} (5 to 95 %: ${three(one.compute.low)} to ${three(one.compute.high)}). The chip is the same in ${percent(one.sameChipShare)} of them; in ${percent(one.noChipShare.first)} ${name(one.ruleId)} brings forth none of its own. ${strongestText(one)}`,
      flipText(one, name),
    ]),
  ];
}

function comparisonText(rules: readonly ComparedRule[]): string {
  const paying = rules.filter((rule) => rule.outcome !== null);
  const others = rules.filter((rule) => rule.outcome === null).map((rule) => `${rule.label}: ${rule.reason}`);
  const [first] = paying;
  const alike =
    paying.length > 1 &&
    paying.every(
      (rule) =>
        chipText(rule) === chipText(first!) && Math.abs(rule.workUsdPerYear! / first!.workUsdPerYear! - 1) < 1e-3,
    );
  const sentences = alike
    ? [
        `${paying.map((rule) => rule.label).join('; ')}: each pays ${money(first!.workUsdPerYear!)} a year for work and gets ${chipText(first!)}.`,
      ]
    : paying.map(
        (rule) => `${rule.label} pays ${money(rule.workUsdPerYear!)} a year for work and gets ${chipText(rule)}.`,
      );
  return [...sentences, ...others].join(' ');
}

function chipText({ outcome }: ComparedRule): string {
  if (outcome === null || outcome.generationNm === null)
    return `no chip of its own (${outcome?.generationLabel ?? ''})`;
  return outcome.makers > 1
    ? `the ${outcome.generationLabel} from ${outcome.makers} competing makers`
    : `the ${outcome.generationLabel} from one maker, who keeps the gain`;
}

function strongestText({ sobol }: DesignedEconomy['uncertainty'][number]): string {
  const strongest = [...sobol].sort((a, b) => b.total - a.total)[0]!;
  if (strongest.total === 0) return 'No input moves that.';
  return `${strongest.name} decides most: ${percent(Math.min(1, strongest.total))} of the variance with its interactions.`;
}

function flipText(
  { ruleId, against, verdict }: DesignedEconomy['uncertainty'][number],
  name: (ruleId: string) => string,
): string {
  const turned = verdict.flips.flatMap((flip) => (flip.turnsAt === null ? [] : [flip.phrase]));
  const chips = `In the scenario itself ${name(ruleId)} and ${name(against)} bring forth ${verdict.sameChip ? 'the same chip' : 'different chips'}`;
  return turned.length === 0
    ? `${chips}; no input alone turns that over its range.`
    : `${chips}; alone each of these would turn that: ${turned.join('; ')}.`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function three(value: number): number {
  return Number(value.toPrecision(3));
}

/** Money with its scale in words. */
function money(usd: number): string {
  return usd >= 1e9 ? `${three(usd / 1e9)} B$` : `${three(usd / 1e6)} M$`;
}
