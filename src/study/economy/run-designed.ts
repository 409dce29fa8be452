import type { ParsedDocument } from '../../foundation/document.js';
import type { Executor } from '../../foundation/executor.js';
import type { DesignedInput } from '../../pow-model/market/designed/index.js';
import { workShare } from '../../pow-model/rewards/reward-rule.js';
import type { ChipLookup } from '../resolve-study.js';
import { COMPARISON_LABELS } from './comparison-pay.js';
import { type ComparedRule, compareUnder } from './comparison-rules.js';
import { breakEvenShares, designMap } from './design-map.js';
import { type DesignedHardware, designedHardware } from './design-options.js';
import { DESIGN_UNCERTAINTIES } from './design-uncertainties.js';
import { comparePayments } from './design-uncertainty.js';
import { type DesignedFile, rulesOf } from './designed-file.js';
import type { DesignedEconomy } from './economy-outcome.js';
import { chipVerdict } from './verdict-flips.js';

/** The market with designers as a file describes it; what is not in the file is an assumption listed in the outcome. */
export function designedInput(file: DesignedFile, hardware: DesignedHardware): DesignedInput {
  return {
    ...hardware,
    owner: {
      usdPerKwh: file.electricity,
      powerUsageEffectiveness: 1.15,
      discountPerYear: 0.25,
      lifetimeYears: 4,
      otherOpexPerElectricity: 0.25,
    },
    nreCase: 'value',
    workUsdPerYear: file.token.emission,
    growthPerYear: file.demand.growth,
    outsideUsdPerYear: file.demand.outside,
    overlap: file.demand.overlap,
    productLifeYears: 3,
    designerDiscountPerYear: 0.2,
    learningRate: 0.15,
    horizonYears: file.horizon,
  };
}

/** Compares the rules of the file under each of its comparisons, with uncertainty, break-even shares and the map. */
export async function runDesigned(
  document: Pick<ParsedDocument<DesignedFile>, 'value' | 'problem'>,
  lookupChip: ChipLookup,
  executor: Executor,
): Promise<DesignedEconomy> {
  const { value: file } = document;
  const rules = rulesOf(file);
  const market = designedInput(file, designedHardware(document, lookupChip));
  const token = {
    marketValueUsd: file.token.marketValue,
    emissionUsdPerYear: file.token.emission,
    requiredPremium: file.token.requiredPremium,
    stakeAttackShare: file.token.stakeAttackShare,
    fleetYears: file.token.fleetYears,
    soldByMiners: file.token.soldByMiners,
    soldByHolders: file.token.soldByHolders,
  };
  const comparisons = file.comparisons.map((comparison) => ({
    comparison,
    label: COMPARISON_LABELS[comparison],
    rules: compareUnder(comparison, rules, file.reference, token, market),
  }));
  const reference = rules.find((rule) => rule.id === file.reference)!;
  const uncertainty: DesignedEconomy['uncertainty'][number][] = [];
  const fullPay = workShare(reference) * token.emissionUsdPerYear;
  for (const rule of rules) {
    if (rule === reference || workShare(rule) === 0) continue;
    const pay = workShare(rule) * token.emissionUsdPerYear;
    uncertainty.push({
      ruleId: rule.id,
      against: reference.id,
      verdict: chipVerdict(market, pay, fullPay),
      ...(await comparePayments(market, pay, fullPay, file.draws, file.seed, executor)),
    });
  }
  const grid = file.map ?? { emissions: [token.emissionUsdPerYear], shares: [1] };
  const map = designMap(market, grid.emissions, grid.shares);
  return {
    kind: 'designed',
    name: file.name,
    title: file.title,
    mode: 'designed: chips follow from pay; no history can validate this mode, which has one path only',
    options: market.options.map(({ nodeAvailableYear, ...option }) => ({
      ...option,
      availableYear: file.start + nodeAvailableYear,
    })),
    comparisons,
    uncertainty,
    breakEven: breakEvenShares(map, token.emissionUsdPerYear),
    map: file.map === null ? null : map,
    summary: summary(comparisons, uncertainty),
    assumptions: assumptions(file, market),
  };
}

function summary(comparisons: DesignedEconomy['comparisons'], uncertainty: DesignedEconomy['uncertainty']): string[] {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const three = (value: number) => Number(value.toPrecision(3));
  const sentences = comparisons.flatMap(({ label, rules }) => [`${label}. ${rules.map(sentenceOf).join(' ')}`]);
  for (const one of uncertainty) {
    const strongest = [...one.sobol].sort((a, b) => b.total - a.total)[0]!;
    sentences.push(
      `${one.ruleId} buys ${three(one.compute.value)} times the compute of ${one.against} (5 to 95 %: ${three(one.compute.low)} to ${three(one.compute.high)}) over ${one.draws} draws; the chip is the same in ${percent(one.sameChipShare)} of them and there is none of its own in ${percent(one.noChipShare.first)}. ${strongest.name} decides most (${percent(Math.max(0, Math.min(1, strongest.total)))} of the variance with its interactions).`,
      flipSentence(one),
    );
  }
  return sentences;
}

function flipSentence({ ruleId, against, verdict }: DesignedEconomy['uncertainty'][number]): string {
  const turned = verdict.flips.flatMap((flip) =>
    flip.turnsAt === null ? [] : [`${flip.input} at ${Number(flip.turnsAt.toPrecision(2))}`],
  );
  const chips = `${ruleId} and ${against} bring forth ${verdict.sameChip ? 'the same chip' : 'different chips'}`;
  return turned.length === 0
    ? `${chips}; no input alone turns that over its range.`
    : `${chips}; that turns with ${turned.join(', ')}.`;
}

function sentenceOf(rule: ComparedRule): string {
  if (rule.outcome === null) return `${rule.label}: ${rule.reason}`;
  const millions = (rule.workUsdPerYear! / 1e6).toPrecision(3);
  return `${rule.label} pays ${Number(millions)} M$ a year for work and gets ${rule.outcome.generationLabel}${rule.outcome.makers > 0 ? ` from ${rule.outcome.makers} maker${rule.outcome.makers > 1 ? 's' : ''}` : ''}.`;
}

/** Which processes a foundry takes from the start of the run. */
function openText(file: DesignedFile, market: DesignedInput): string {
  const later = market.options.filter((option) => option.nodeAvailableYear > 0);
  if (later.length === 0) return `Foundries take every design from the start in ${file.start}.`;
  const dates = later.map((option) => `${option.label} from ${(file.start + option.nodeAvailableYear).toFixed(1)}`);
  return `The run starts in ${file.start}; foundries take ${dates.join(', ')}.`;
}

function assumptions(file: DesignedFile, market: DesignedInput): string[] {
  return [
    file.designs.length > 0
      ? `Designs are the ${file.designs.length} chips that the file names, with joules and dollars of their descriptions at the arrays' peak; NRE, dates and leads are those of their processes where the file states none.`
      : `Designs are one floor plan (${file.purpose}) on five processes, with joules and dollars from the chip model at the arrays' peak.`,
    `The general-purpose hardware is ${market.reference.label} at its list price and at the same share of peak.`,
    `NRE by process are scenario inputs (a small regular die; published large-SoC figures as the high end). Designers sell for ${market.productLifeYears} years and require ${market.designerDiscountPerYear * 100} % a year.`,
    `The hardware of general purpose does the same work for less at a log rate of ${file.referenceProgress} a year. ${openText(file, market)}`,
    `Outside demand for the same kind of chip: ${market.outsideUsdPerYear / 1e9} B$ a year with an overlap of ${market.overlap}. This is the most important assumption: with a large overlapping market the split hardly matters for chips.`,
    `Draws vary, each log-uniformly: ${DESIGN_UNCERTAINTIES.map((one) => `${one.name} ${Number(one.low.toPrecision(2))} to ${one.high}`).join(', ')}.`,
    'Stake rewards are transfers between holders, neither a cost nor spending on security. Attack costs of work and of stake secure different things and are never added.',
  ];
}
