import type { Argv, CommandModule } from 'yargs';
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
  tryMapOperator,
} from '../../kernels/index.js';
import { formatBand, formatSi } from '../../report/tables/format-figure.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { requirePositive } from '../inputs/require-positive.js';
import { resolveChipArgument } from '../inputs/resolve-chip.js';
import { withTimings } from '../inputs/with-timings.js';
import { formatTable, print, printJson } from '../outputs/output.js';
import { loadCalibrations } from './calibration-files.js';
import { describeMapping } from './describe-mapping.js';

function options(yargs: Argv) {
  return yargs
    .positional('kind', { type: 'string', demandOption: true, describe: 'family, such as gemm or attention_decode' })
    .positional('shape', { type: 'string', array: true, default: [], describe: 'name=value words' })
    .option('chip', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'catalog name, alias or path of a chip file; may repeat',
    })
    .option('weight-copies', { type: 'number', default: 64, describe: 'distinct weights that are cycled through' })
    .option('calibrations', { type: 'string', describe: 'folder of calibrations to add to those of the package' })
    .option('timings', { type: 'string', describe: 'measured table or folder to take the same chip from' })
    .option('explain', {
      type: 'boolean',
      default: false,
      describe: 'tiles, traffic of each level and the best possible',
    })
    .option('json', { type: 'boolean', default: false })
    .example('$0 kernels estimate gemm m=16 n=4096 k=4096 --chip h100-sxm', 'one linear layer at batch 16')
    .example('$0 kernels estimate gemm m=1 n=4096 k=4096 dtype=int8 --chip hypo-edge --explain', 'how it is mapped');
}

type Arguments = Awaited<ReturnType<typeof options>['argv']>;

export const estimateCommand: CommandModule = {
  command: 'estimate <kind> [shape..]',
  describe: 'seconds and joules of one operator',
  builder: (yargs) => options(yargs),
  handler: async (given) => run(given as unknown as Arguments),
};

async function run(args: Arguments): Promise<void> {
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
