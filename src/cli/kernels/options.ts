import type { Argv } from 'yargs';
import { WEIGHT_COPIES } from '../../kernels/roofline/weight-copies.js';

export function estimateOptions(yargs: Argv) {
  return yargs
    .positional('kind', { type: 'string', demandOption: true, describe: 'family, such as gemm or attention_decode' })
    .positional('shape', { type: 'string', array: true, default: [], describe: 'name=value words' })
    .option('chip', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'catalog name, alias or path of a chip file; may repeat',
    })
    .option('weight-copies', {
      type: 'number',
      default: WEIGHT_COPIES.cycled,
      describe: 'distinct weights that are cycled through',
    })
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

export type EstimateArguments = Awaited<ReturnType<typeof estimateOptions>['argv']>;

export function compareOptions(yargs: Argv) {
  return yargs
    .positional('a', { type: 'string', demandOption: true })
    .positional('b', { type: 'string', demandOption: true })
    .option('calibrations', { type: 'string', describe: 'folder of calibrations to add to those of the package' })
    .option('json', { type: 'boolean', default: false })
    .example('$0 kernels compare h100-sxm l40s', 'times of typical operators side by side');
}

export type CompareArguments = Awaited<ReturnType<typeof compareOptions>['argv']>;

export function validateOptions(yargs: Argv) {
  return yargs
    .option('timings', { type: 'string', demandOption: true, describe: 'timing table, or a folder of them' })
    .option('calibrations', { type: 'string', describe: 'folder of calibrations to add to those of the package' })
    .option('out', { alias: 'o', type: 'string', describe: 'folder for a report with scatter and residuals' })
    .option('json', { type: 'boolean', default: false })
    .example('$0 kernels validate --timings my-timings/ --json', 'errors and interval coverage by group');
}

export type ValidateArguments = Awaited<ReturnType<typeof validateOptions>['argv']>;

export function calibrateOptions(yargs: Argv) {
  return yargs
    .option('timings', { type: 'string', demandOption: true, describe: 'timing table, or a folder of them' })
    .option('out', { alias: 'o', type: 'string', default: 'calibrations', describe: 'folder to write to' })
    .option('date', { type: 'string', describe: 'date to write down; default today' })
    .option('json', { type: 'boolean', default: false })
    .example('$0 kernels calibrate --timings my-timings/ -o calibrations', 'fit every device of a folder of tables');
}

export type CalibrateArguments = Awaited<ReturnType<typeof calibrateOptions>['argv']>;

export function importOptions(yargs: Argv) {
  return yargs
    .positional('file', { type: 'string', demandOption: true, describe: 'Vidur CSV or aiconfigurator Parquet table' })
    .option('out', { alias: 'o', type: 'string', demandOption: true, describe: 'CSV file to write' })
    .option('device', { type: 'string', describe: 'device of the rows; default the name in the file' })
    .option('source', { type: 'string', describe: 'key of the table; default the file name' })
    .option('licence', { type: 'string', default: '', describe: 'licence of the table' })
    .option('across-nodes', { type: 'boolean', default: false, describe: 'take collectives between machines too' })
    .option('json', { type: 'boolean', default: false })
    .example('$0 kernels import mlp.csv --device a40 -o a40.csv', 'a Vidur profile as a timing table');
}

export type ImportArguments = Awaited<ReturnType<typeof importOptions>['argv']>;
