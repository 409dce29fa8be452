import type { Chip } from '../../chips/chip/chip.js';
import type { CostModel } from '../../kernels/roofline/cost-model.js';
import { type InferenceQuestion, simulateInference } from './simulate-inference.js';

/** One batch on the curve of latency against throughput, with what a unit of power or money gets. */
export interface BatchPoint {
  readonly batch: number;
  readonly secondsPerStep: number;
  readonly tokensPerSecond: number;
  readonly joulesPerToken: number;
  readonly tokensPerSecondPerWatt: number;
  /** Null where the price, or the die area, is unknown. */
  readonly tokensPerSecondPerUsd: number | null;
  readonly tokensPerSecondPerMm2: number | null;
}

/** Doublings of the batch from 1 until the memory is full or `most` is reached; the host's wait is included. */
export function batchCurve(question: InferenceQuestion, model: CostModel, most: number): BatchPoint[] {
  const points: BatchPoint[] = [];
  for (let batch = 1; batch <= most; batch *= 2) {
    const answer = simulateInference({ ...question, machine: { ...question.machine, batch } }, model);
    if ('refused' in answer) break;
    const tokensPerSecond = answer.withHostGap.tokensPerSecond.value;
    const per = (amount: number | null) =>
      amount === null ? null : tokensPerSecond / (amount * answer.placement.count);
    points.push({
      batch,
      secondsPerStep: answer.secondsPerStep.value + question.hosts.gapSec,
      tokensPerSecond,
      joulesPerToken: answer.withHostGap.joulesPerToken.value,
      tokensPerSecondPerWatt: per(question.machine.chip.tdpW.value)!,
      tokensPerSecondPerUsd: per(question.machine.chip.priceUsd?.value ?? null),
      tokensPerSecondPerMm2: per(question.machine.chip.dieAreaMm2?.value ?? null),
    });
  }
  return points;
}

/** What of chip `b` is worth one of chip `a` at equal area, power or cost: throughput of b over that of a. */
export interface IsoComparison {
  readonly equal: 'area' | 'power' | 'cost';
  /** Null where either chip's figure is unknown. */
  readonly throughputRatio: number | null;
}

/** Compares two chips, each at its best batch of the curve, for the same silicon, board power or purchase price. */
export function isoComparisons(
  a: { readonly chip: Chip; readonly curve: readonly BatchPoint[] },
  b: { readonly chip: Chip; readonly curve: readonly BatchPoint[] },
): IsoComparison[] {
  const ratio = (pick: (point: BatchPoint) => number | null): number | null => {
    const best = (curve: readonly BatchPoint[]) =>
      curve.reduce<number | null>((most, point) => {
        const value = pick(point);
        return value === null ? most : Math.max(most ?? 0, value);
      }, null);
    const [x, y] = [best(a.curve), best(b.curve)];
    return x === null || y === null ? null : y / x;
  };
  return [
    { equal: 'area', throughputRatio: ratio((point) => point.tokensPerSecondPerMm2) },
    { equal: 'power', throughputRatio: ratio((point) => point.tokensPerSecondPerWatt) },
    { equal: 'cost', throughputRatio: ratio((point) => point.tokensPerSecondPerUsd) },
  ];
}
