import { pow } from '../../foundation/numeric/portable-math.js';
import type { MoeOperator } from './operator.js';

/**
 * Experts of one rank whose weights a step reads, in expectation. Tables marked `balanced` spread the choices evenly
 * and so touch as many experts as there are choices; tokens of real requests choose independently (`uniform`) and
 * touch fewer: E (1 - (1 - topk/E)^tokens). Under `power_law_a` expert i is chosen in proportion to i^-a.
 */
export function expectedExpertsTouched(op: MoeOperator): number {
  const choices = op.tokens * op.topk;
  if (op.distribution === 'balanced') return Math.min(op.experts, choices) / op.ep;
  if (op.distribution === 'uniform') return (op.experts * atLeastOnce(op.topk / op.experts, op.tokens)) / op.ep;
  const weights = powerLawWeights(op.experts, powerLawExponent(op.distribution));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const touched = weights.reduce(
    (sum, weight) => sum + atLeastOnce(Math.min(1, (op.topk * weight) / total), op.tokens),
    0,
  );
  return Math.min(touched, choices) / op.ep;
}

/** Chance that at least one of `trials` independent draws of chance `chance` hits. */
function atLeastOnce(chance: number, trials: number): number {
  return chance >= 1 ? 1 : 1 - pow(1 - chance, trials);
}

function powerLawWeights(experts: number, exponent: number): number[] {
  return Array.from({ length: experts }, (_, index) => pow(index + 1, -exponent));
}

/** The exponent in `power_law_1.2`; throws on any other name, because a silent default would fake a figure. */
function powerLawExponent(distribution: string): number {
  const match = /^power_law_(\d+(?:\.\d+)?)$/.exec(distribution);
  if (match === null) throw new Error(`unknown expert distribution ${JSON.stringify(distribution)}`);
  return Number(match[1]);
}
