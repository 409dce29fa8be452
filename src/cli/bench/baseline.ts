import type { Argv, CommandModule } from 'yargs';
import { type BaselineUpdate, readBaselines, updateBaselines } from '../../bench/baselines/baseline-store.js';
import { readBenchFile } from '../../bench/formats/read-bench-file.js';
import { headline } from '../../bench/render/show-finding.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { EXIT } from '../outputs/exit-codes.js';
import { formatTable, print, printJson } from '../outputs/output.js';

function common(yargs: Argv) {
  return yargs
    .option('folder', { type: 'string', default: 'bench/baselines', describe: 'where baselines are stored' })
    .option('json', { type: 'boolean', default: false, describe: 'print JSON' });
}

function updateOptions(yargs: Argv) {
  return common(yargs)
    .positional('result', { type: 'string', demandOption: true, describe: 'file of bench run --out or of a suite' })
    .option('accept', {
      type: 'boolean',
      default: false,
      describe: 'the deterministic metrics were reviewed: store them',
    })
    .example('$0 bench baseline update result.json', 'times of this environment; deterministic metrics are compared');
}

type UpdateArguments = Awaited<ReturnType<typeof updateOptions>['argv']>;
type ListArguments = Awaited<ReturnType<typeof common>['argv']>;

const updateCommand: CommandModule = {
  command: 'update <result>',
  describe: 'store a result as baseline of its environment; deterministic metrics with --accept only',
  builder: (yargs) => updateOptions(yargs),
  handler: (given) => update(given as unknown as UpdateArguments),
};

const listCommand: CommandModule = {
  command: 'list',
  describe: 'the baselines that are stored',
  builder: (yargs) => common(yargs),
  handler: (given) => list(given as unknown as ListArguments),
};

export const baselineCommand: CommandModule = {
  command: 'baseline',
  describe: 'baselines of this repository: update, list',
  builder: (yargs) => yargs.command(updateCommand).command(listCommand).demandCommand(1, 'Name update or list.'),
  handler: () => {},
};

function update(args: UpdateArguments): void {
  const result = readBenchFile(args.result, readTextFile(args.result));
  const updates = updateBaselines(args.folder, result, args.accept);
  if (args.json) printJson({ updates });
  else print(updates.map(describe).join('\n'));
  if (updates.some(({ written, comparison }) => !written && comparison?.outcome !== 'pass'))
    process.exitCode = EXIT.regression;
}

function describe({ key, written, comparison }: BaselineUpdate): string {
  const what = comparison === null ? 'new' : `against the stored one: ${headline(comparison)}`;
  return `${key}: ${what}${written ? '; stored' : '; not stored: review it and add --accept'}`;
}

function list(args: ListArguments): void {
  const baselines = readBaselines(args.folder).map(({ key, file }) => ({
    key,
    exact: file.metrics.filter(({ kind }) => kind === 'exact').length,
    measured: file.metrics.filter(({ kind }) => kind === 'measured').length,
    createdAt: file.createdAt,
    commit: file.commit,
    environment: file.environment,
  }));
  if (args.json) printJson({ baselines });
  else if (baselines.length === 0) print(`no baselines in ${args.folder}`);
  else
    print(
      formatTable(
        ['baseline', 'deterministic', 'measured', 'from', 'commit'],
        baselines.map(({ key, exact, measured, createdAt, commit }) => [
          key,
          String(exact),
          String(measured),
          createdAt ?? '-',
          commit?.slice(0, 12) ?? '-',
        ]),
      ),
    );
}
