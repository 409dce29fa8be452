import type { Chip } from '../../chips/index.js';
import type { System } from '../../chips/network/system.js';
import { readAll } from '../../foundation/document/read-all.js';
import { UserError } from '../../foundation/errors/user-error.js';
import {
  type CostModel,
  createDefaultCostModel,
  isRefusal,
  type KernelCost,
  parseOperator,
} from '../../kernels/index.js';
import { tryMapOperator } from '../../kernels/white-box/map-operator.js';
import { formatBand, formatSi } from '../../report/tables/format-figure.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { requirePositive } from '../inputs/require-positive.js';
import { resolveChipArgument } from '../inputs/resolve-chip.js';
import { withTimings } from '../inputs/with-timings.js';
import { formatTable, print, printJson } from '../outputs/output.js';
import { loadCalibrations } from './calibration-files.js';
import { describeMapping } from './describe-mapping.js';
import type { EstimateArguments } from './options.js';

/** Runs `kernels estimate`. */
export async function estimate(args: EstimateArguments): Promise<void> {
  requirePositive({ 'weight-copies': args.weightCopies });
  const op = parseOperator(args.kind, args.shape);
  const chips = readAll(args.chip.map((name) => () => resolveChipArgument(name)));
  const modelled = createDefaultCostModel(loadCalibrations(args.calibrations));
  const measured = args.timings === undefined ? null : await withTimings(modelled, args.timings);
  const costs = costsOn(op, chips, args.weightCopies, measured ?? modelled).map(({ chip, cost }) => ({
    chip,
    cost,
    distance: measured?.distance(op, systemOf(op, chip)) ?? null,
    mapping: args.explain ? tryMapOperator(op, chip, args.weightCopies) : null,
  }));
  if (args.json) {
    const estimates = costs.map(({ chip, cost, distance, mapping }) => ({
      chip: chip.id,
      ...cost,
      distance,
      ...(mapping === null ? {} : { mapping }),
    }));
    printJson({ operator: op, estimates });
    return;
  }
  print(describeCosts(costs));
  for (const { chip, mapping } of costs) if (mapping !== null) print(`\n${describeMapping(chip, mapping)}`);
  for (const { chip, distance } of costs) {
    if (distance !== null) print(`${chip.id}: nearest measured shape ${distance.toFixed(2)} doublings away`);
  }
}

/** What an operator costs on each chip. @throws UserError where a chip cannot run it */
export function costsOn(
  op: Operator,
  chips: readonly Chip[],
  weightCopies: number,
  model: CostModel,
): { chip: Chip; cost: KernelCost }[] {
  return chips.map((chip) => {
    const cost = model.estimate(op, systemOf(op, chip), { weightCopies });
    if (!isRefusal(cost)) return { chip, cost };
    throw new UserError([
      {
        code: 'cannot-run',
        file: 'command line',
        line: null,
        path: chip.id,
        found: cost.refused,
        fix: 'Choose another chip or number format.',
      },
    ]);
  });
}

function systemOf(op: Operator, chip: Chip): System {
  return { chip, count: 'ranks' in op ? op.ranks : 1, topology: 'single' };
}

export function describeCosts(costs: readonly { chip: Chip; cost: KernelCost }[]): string {
  const header = ['chip', 'time (90 % interval)', 'energy (90 % interval)', 'bound', 'provenance'];
  const lines = costs.map(({ chip, cost }) => [
    chip.id,
    formatBand(cost.seconds, (value) => formatSi(value, 's')),
    formatBand(cost.joules, (value) => formatSi(value, 'J')),
    cost.bound,
    cost.seconds.provenance,
  ]);
  return formatTable(header, lines);
}
