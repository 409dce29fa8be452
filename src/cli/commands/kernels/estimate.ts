import type { Argv, CommandModule } from 'yargs';
import { builtinCatalog, type Chip, resolveChip } from '../../../chips/index.js';
import { UserError } from '../../../foundation/user-error.js';
import { createDefaultCostModel, isRefusal, type KernelCost, parseOperator } from '../../../kernels/index.js';
import { formatBand, formatSi } from '../../../report/write/format-figure.js';
import type { Operator } from '../../../workloads/operator.js';
import { formatTable, print, printJson } from '../../output.js';
import { loadCalibrations } from './calibration-files.js';

function options(yargs: Argv) {
  return yargs
    .positional('kind', { type: 'string', demandOption: true, describe: 'family, such as gemm or attention_decode' })
    .positional('shape', { type: 'string', array: true, default: [], describe: 'name=value words' })
    .option('chip', { type: 'string', array: true, demandOption: true, describe: 'catalog name or alias; may repeat' })
    .option('weight-copies', { type: 'number', default: 64, describe: 'distinct weights that are cycled through' })
    .option('calibrations', { type: 'string', describe: 'folder of calibrations to add to those of the package' })
    .option('json', { type: 'boolean', default: false })
    .example('$0 kernels estimate gemm m=16 n=4096 k=4096 --chip h100-sxm', 'one linear layer at batch 16');
}

type Arguments = Awaited<ReturnType<typeof options>['argv']>;

export const estimateCommand: CommandModule = {
  command: 'estimate <kind> [shape..]',
  describe: 'seconds and joules of one operator',
  builder: (yargs) => options(yargs),
  handler: async (given) => run(given as unknown as Arguments),
};

function run(args: Arguments): void {
  const op = parseOperator(args.kind, args.shape);
  const chips = args.chip.map((name) => resolveChip(builtinCatalog(), name));
  const costs = costsOn(op, chips, args.weightCopies, args.calibrations);
  if (args.json) printJson({ operator: op, estimates: costs.map(({ chip, cost }) => ({ chip: chip.id, ...cost })) });
  else print(describeCosts(costs));
}

/** What an operator costs on each chip. @throws UserError where a chip cannot run it */
export function costsOn(
  op: Operator,
  chips: readonly Chip[],
  weightCopies: number,
  calibrations: string | undefined,
): { chip: Chip; cost: KernelCost }[] {
  const model = createDefaultCostModel(loadCalibrations(calibrations));
  return chips.map((chip) => {
    const system = { chip, count: 'ranks' in op ? op.ranks : 1, topology: 'single' as const };
    const cost = model.estimate(op, system, { weightCopies });
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
