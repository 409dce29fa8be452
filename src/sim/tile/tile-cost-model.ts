import type { Chip } from '../../chips/chip/chip.js';
import { createNetworkCostModel } from '../../kernels/collective/network-cost-model.js';
import { type CostContext, type CostModel, isRefusal, type KernelRefusal } from '../../kernels/roofline/cost-model.js';
import { mappingMachine } from '../../kernels/white-box/machine/chip-mapping-machine.js';
import { createMappingCostModel } from '../../kernels/white-box/mapping-cost-model.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { planTiles, runsOnTiles } from './plan-tiles.js';
import { DEFAULT_TILE_OPTIONS, runTiles, type TileRunOptions } from './run-tiles.js';
import { type TileReport, tileReport } from './tile-report.js';

/** A cost model that executes each operator as tile events and can tell what they did. */
export interface TileCostModel extends CostModel {
  readonly options: TileRunOptions;
  /** What the tiles of an operator did; null for operators that run on links. */
  report(op: Operator, chip: Chip, context: CostContext): TileReport | KernelRefusal | null;
}

const MOST_REMEMBERED = 5_000;

/**
 * Seconds from tile events over the white box's mappings; provenance is analytic, and nothing is fitted to measured
 * kernels beyond the white box's own constants. Energy, intervals and refusals are the white box's, scaled to the time found.
 * Operators on links cost what the closed forms of collectives say.
 *
 * @example createTileCostModel().estimate({ kind: 'gemm', m: 8, n: 4096, k: 4096, dtype: 'bf16' }, system, { weightCopies: 6 })
 */
export function createTileCostModel(options: TileRunOptions = DEFAULT_TILE_OPTIONS): TileCostModel {
  const closedForm = createNetworkCostModel(createMappingCostModel());
  const remembered = new WeakMap<Chip, Map<string, TileReport | KernelRefusal>>();

  const report: TileCostModel['report'] = (op, chip, context) => {
    if (!runsOnTiles(op)) return null;
    let known = remembered.get(chip);
    if (known === undefined || known.size > MOST_REMEMBERED) {
      known = new Map();
      remembered.set(chip, known);
    }
    const key = `${context.weightCopies}${JSON.stringify(op)}`;
    let found = known.get(key);
    if (found === undefined) {
      found = execute(op, chip, context, options);
      known.set(key, found);
    }
    return found;
  };

  return {
    name: 'tile events',
    options,
    report,
    estimate(op, system, context) {
      const white = closedForm.estimate(op, system, context);
      if (isRefusal(white)) return white;
      const found = report(op, system.chip, context);
      if (found === null) return white;
      if (isRefusal(found)) return found;
      // The closed form may be stretched by a power cap, which holds for its tiles too; its low end is a physical floor.
      const seconds = Math.max(white.seconds.low, white.seconds.value * (found.seconds / found.closedFormSec));
      const scale = seconds / white.seconds.value;
      return {
        ...white,
        seconds: { ...white.seconds, value: seconds, high: white.seconds.high * scale },
        joules: {
          ...white.joules,
          value: white.joules.value * scale,
          low: white.joules.low * Math.min(1, scale),
          high: white.joules.high * scale,
        },
        parts: white.parts.map((part) => ({ ...part, joules: part.joules * scale })),
        bound: found.bound,
      };
    },
  };
}

function execute(op: Operator, chip: Chip, context: CostContext, options: TileRunOptions): TileReport | KernelRefusal {
  const plans = planTiles(op, chip, context.weightCopies);
  if (plans === null) return { refused: `The local memory of ${chip.id} holds no tile of ${op.kind}.` };
  const machine = mappingMachine(chip, op.kind === 'hash' ? 'fp32' : op.dtype);
  return tileReport(
    op,
    plans.map((plan) => runTiles(plan, chip, machine, options, null)),
    chip,
  );
}
