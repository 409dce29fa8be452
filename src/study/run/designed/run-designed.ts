import type { ParsedDocument } from '../../../foundation/document/document.js';
import type { Executor } from '../../../foundation/record/executor.js';
import type { DesignedInput } from '../../../pow-model/market/design/index.js';
import { workShare } from '../../../pow-model/rules/reward-rule.js';
import { type DesignedFile, rulesOf } from '../../files/designed/designed-file.js';
import { COMPARISON_LABELS } from '../comparison/comparison-pay.js';
import { compareUnder } from '../comparison/comparison-rules.js';
import type { ChipLookup } from '../machine/resolve-machines.js';
import { breakEvenShares, chipDelays, designMap } from './design-map.js';
import { type DesignedHardware, designedHardware } from './design-options.js';
import { designPaths } from './design-paths.js';
import { designStaircases } from './design-staircase.js';
import { designTornado } from './design-tornado.js';
import { DESIGN_UNCERTAINTIES } from './design-uncertainties.js';
import { comparePayments } from './design-uncertainty.js';
import type { DesignedEconomy } from './designed-outcome.js';
import { designedSummary } from './designed-summary.js';
import { namedNetworks } from './named-networks.js';
import { chipVerdict } from './verdict-flips.js';

/** The market with designers as a file describes it; what is not in the file is an assumption listed in the outcome. */
export function designedInput(file: DesignedFile, hardware: DesignedHardware): DesignedInput {
  return {
    ...hardware,
    owner: {
      usdPerKwh: file.electricity,
      pue: 1.15,
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
      tornado: designTornado(market, pay, fullPay),
      ...(await comparePayments(market, pay, fullPay, file.draws, file.seed, executor)),
    });
  }
  const payments = rules.flatMap((rule) =>
    workShare(rule) > 0 ? [{ ruleId: rule.id, workUsdPerYear: workShare(rule) * token.emissionUsdPerYear }] : [],
  );
  const paths = await designPaths(market, payments, file.draws, file.seed, executor);
  const grid = file.map ?? { emissions: [token.emissionUsdPerYear], shares: [1] };
  const map = designMap(market, grid.emissions, grid.shares);
  return {
    kind: 'designed',
    name: file.name,
    title: file.title,
    mode: 'designed: chips follow from pay; no history can validate this mode, which has one path only',
    scenario: {
      emissionUsdPerYear: token.emissionUsdPerYear,
      outsideUsdPerYear: market.outsideUsdPerYear,
      overlap: market.overlap,
      soldByMiners: token.soldByMiners,
      soldByHolders: token.soldByHolders,
      rules: rules.flatMap((rule) =>
        workShare(rule) > 0 ? [{ id: rule.id, label: rule.label, share: workShare(rule) }] : [],
      ),
    },
    options: market.options.map(({ nodeAvailableYear, ...option }) => ({
      ...option,
      availableYear: file.start + nodeAvailableYear,
    })),
    comparisons,
    uncertainty,
    paths,
    delays: chipDelays(market, map, payments),
    staircases: designStaircases(market, token.emissionUsdPerYear / 1e4, token.emissionUsdPerYear * 100),
    networks: namedNetworks(),
    breakEven: breakEvenShares(map, token.emissionUsdPerYear),
    map: file.map === null ? null : map,
    summary: designedSummary(comparisons, uncertainty, rules),
    assumptions: assumptions(file, market),
  };
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
