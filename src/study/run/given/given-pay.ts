import { centralFigures, type MarketScenario, type RuleVariant } from '../../../pow-model/market/index.js';
import type { RewardRule } from '../../../pow-model/rules/reward-rule.js';
import { type ComparisonRule, leastPay, type PayMarket, payFor } from '../comparison/comparison-pay.js';

/** A rule under a comparison with the variant that is run for it. */
export interface PaidVariant {
  readonly comparison: ComparisonRule;
  readonly rule: number;
  readonly emissionUsdPerYear: number | null;
  readonly reason: string | null;
  /** Index into the distinct variants; null where nothing makes the rule comparable. */
  readonly variant: number | null;
}

/** All rules under all comparisons; those with the same emission share a variant. */
export function paidVariants(
  scenario: MarketScenario,
  referenceId: string,
  comparisons: readonly ComparisonRule[],
  selling: { readonly miners: number; readonly holders: number },
): { readonly rows: readonly PaidVariant[]; readonly variants: readonly RuleVariant[] } {
  const { rules, token } = scenario;
  const reference = rules.find((rule) => rule.id === referenceId)!;
  const market = givenPayMarket(scenario, reference);
  const payToken = {
    marketValueUsd: token.marketValueUsd,
    emissionUsdPerYear: token.emissionUsdPerYear,
    soldByMiners: selling.miners,
    soldByHolders: selling.holders,
  };
  const variants: RuleVariant[] = [];
  const rows = comparisons.flatMap((comparison) =>
    rules.map((rule, r): PaidVariant => {
      const refused = token.balance === null ? null : balanceRefusal(comparison);
      const pay = refused ?? payFor(comparison, rule, reference, payToken, market);
      if (typeof pay === 'string') {
        return { comparison, rule: r, emissionUsdPerYear: null, reason: pay, variant: null };
      }
      const wanted: RuleVariant = { rule: r, emissionUsdPerYear: pay.emissionUsd };
      let variant = variants.findIndex((one) => one.rule === r && one.emissionUsdPerYear === pay.emissionUsd);
      if (variant < 0) variant = variants.push(wanted) - 1;
      return { comparison, rule: r, emissionUsdPerYear: pay.emissionUsd, reason: null, variant };
    }),
  );
  return { rows, variants };
}

/** A balancing price answers to the emission: dollars follow from the inflow, so only some comparisons can be made. */
function balanceRefusal(comparison: ComparisonRule): string | null {
  switch (comparison) {
    case 'A':
    case 'C':
      return null;
    case 'B':
    case 'E':
      return 'With a balancing price another emission pays the same dollars, so that none makes the rules equal.';
    case 'D':
      return 'With a balancing price comparison A is already one at equal inflow.';
    default:
      return comparison satisfies never;
  }
}

/** What the market asks to be paid, with everything uncertain at its best value. */
function givenPayMarket(scenario: MarketScenario, reference: RewardRule): PayMarket {
  const paidShare = ({ work }: RewardRule) =>
    work.reduce(
      (sum, { workloadClass, share }) => (workloadClass === scenario.market.workloadClass ? sum + share : sum),
      0,
    );
  const share = paidShare(reference);
  const paidAs = (workUsdPerYear: number) => {
    const alone: MarketScenario = { ...scenario, rules: [reference] };
    return centralFigures(alone, [{ rule: 0, emissionUsdPerYear: workUsdPerYear / share }])[0]!;
  };
  const computeOf = (workUsdPerYear: number) => paidAs(workUsdPerYear).workPerSec;
  return {
    paidShare,
    stakeAttackUsd: remembered(() => {
      const staked: RewardRule = { ...reference, work: [], stake: 1, owner: 0, burn: 0 };
      const variant = { rule: 0, emissionUsdPerYear: scenario.token.emissionUsdPerYear };
      return centralFigures({ ...scenario, rules: [staked] }, [variant])[0]!.stakeAttackUsd;
    }),
    payForAttack: remembered((attackUsd: number) => leastPay((pay) => paidAs(pay).workAttackUsd, attackUsd)),
    computeOf: remembered(computeOf),
    payForCompute: remembered((workPerSec: number) => leastPay(computeOf, workPerSec)),
  };
}

/** A function of a number that remembers: every rule asks for the same ones. */
function remembered<T>(answer: (question: number) => T): (question?: number) => T {
  const known = new Map<number, T>();
  return (question = 0) => {
    if (!known.has(question)) known.set(question, answer(question));
    return known.get(question)!;
  };
}
