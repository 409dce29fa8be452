import type { Estimate } from '../../foundation/quantity/estimate.js';
import { isRefusal } from '../../kernels/roofline/cost-model.js';
import { DEFAULT_RUN_OPTIONS } from '../chip/run-graph.js';
import type { TileCostModel } from '../tile/tile-cost-model.js';
import type { TileReport } from '../tile/tile-report.js';
import { passStages } from './pass-stages.js';
import type { PlacedMachine } from './place/place-machine.js';
import type { InferenceQuestion } from './simulate-inference.js';

/** One distinct operator of a pass. */
export interface TileOperator {
  readonly group: string;
  /** How often one rank runs it, all pipeline stages together. */
  readonly times: number;
  readonly seconds: Estimate;
  readonly joules: Estimate;
  /** Null for operators that run on links. */
  readonly report: TileReport | null;
}

/** The distinct operators of the pass that `passStages` describes, in the order of their first run. */
export function tileOperators(
  question: InferenceQuestion,
  placement: PlacedMachine,
  model: TileCostModel,
): readonly TileOperator[] {
  const { place, graphs } = passStages(question, placement, model);
  const counts = new Map<string, number>();
  const first = new Map<string, TileOperator>();
  for (const { nodes } of graphs) {
    for (const { group, op } of nodes) {
      const key = `${group} ${JSON.stringify(op)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (first.has(key)) continue;
      const cost = model.estimate(op, place.system, DEFAULT_RUN_OPTIONS.context);
      const report = model.report(op, question.machine.chip, DEFAULT_RUN_OPTIONS.context);
      // Whoever asks has simulated the pass, in which a refusal ends the run.
      if (isRefusal(cost)) throw new Error(cost.refused);
      if (report !== null && isRefusal(report)) throw new Error(report.refused);
      first.set(key, { group, times: 0, seconds: cost.seconds, joules: cost.joules, report });
    }
  }
  return [...first].map(([key, operator]) => ({ ...operator, times: counts.get(key)! }));
}
