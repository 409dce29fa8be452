import { ln } from '../../../foundation/numeric/portable-math.js';
import type { Executor } from '../../../foundation/record/executor.js';
import {
  type MarketFigure,
  type MarketFigures,
  type MarketRange,
  type MarketScenario,
  type RuleVariant,
  runMarketWith,
} from '../../../pow-model/market/index.js';
import { UNCERTAINTY_GROUPS } from '../../../pow-model/market/runs/market-draw.js';
import type { VarianceSplit } from './given-outcome.js';

/** Figures whose variance is split. */
const SPLIT_FIGURES: readonly (readonly [MarketFigure, string])[] = [
  ['workPerSec', 'work rate'],
  ['powerMw', 'power'],
  ['joulesPerWork', 'energy per unit of work'],
  ['usdPerWorkYear', 'cost of work'],
  ['producerUsdPerMillionTokens', 'producer cost of tokens'],
];

/**
 * Splits the variance of figures of one rule over the groups of inputs with Jansen's estimators (M. J. W. Jansen, Comput.
 * Phys. Commun. 117, 1999): two independent sets of runs, and for each group the first set with that group taken from
 * the second. A group's first-order share is what it does alone, its total what would go with it; they need not sum to 1.
 */
export async function splitVariance(
  executor: Executor,
  scenario: MarketScenario,
  variant: RuleVariant,
  runs: number,
): Promise<VarianceSplit[]> {
  const set = async (firstRun: number, replaced: MarketRange['replaced']): Promise<MarketFigures[]> => {
    const parts = await runMarketWith(executor, { scenario, variants: [variant], firstRun, runs, replaced });
    return parts.flatMap((part) => part.figures[0]!);
  };
  const a = await set(0, null);
  const b = await set(runs, null);
  const mixed: MarketFigures[][] = [];
  for (const group of UNCERTAINTY_GROUPS) mixed.push(await set(0, { group, offset: runs }));
  return SPLIT_FIGURES.flatMap(([figure, label]) => {
    const logs = (figures: readonly MarketFigures[]) => figures.map((one) => ln(one[figure]));
    const [first, second] = [logs(a), logs(b)];
    if (![...first, ...second].every(Number.isFinite)) return [];
    const variance = varianceOf([...first, ...second]);
    const groups = UNCERTAINTY_GROUPS.map((group, g) => {
      const withGroup = logs(mixed[g]!);
      const toSecond = halfSquares(second, withGroup);
      const toFirst = halfSquares(first, withGroup);
      return {
        group,
        first: variance > 0 ? 1 - toSecond.mean / variance : 0,
        firstError: variance > 0 ? toSecond.error / variance : 0,
        total: variance > 0 ? toFirst.mean / variance : 0,
        totalError: variance > 0 ? toFirst.error / variance : 0,
      };
    });
    return [{ figure, label, sd: Math.sqrt(variance), groups }];
  });
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
}

/** Mean of half the squared differences, with its standard error. */
function halfSquares(a: readonly number[], b: readonly number[]): { mean: number; error: number } {
  const halves = a.map((value, i) => ((value - b[i]!) * (value - b[i]!)) / 2);
  const mean = halves.reduce((sum, value) => sum + value, 0) / halves.length;
  return { mean, error: Math.sqrt(varianceOf(halves) / halves.length) };
}
