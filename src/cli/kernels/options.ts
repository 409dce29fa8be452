import type { Argv } from 'yargs';
import { WEIGHT_COPIES } from '../../kernels/roofline/weight-copies.js';
import { grouped } from '../options/option-groups.js';
import { CALIBRATIONS, CHIP_ARGUMENT, JSON_OUTPUT, OUT_FILE, TIMINGS } from '../options/shared-options.js';

const OUTPUT = grouped('Output:', { json: JSON_OUTPUT });

export function estimateOptions(yargs: Argv) {
  return yargs
    .positional('kind', {
      type: 'string',
      demandOption: true,
      describe: 'kind of the operator, such as gemm or attention_decode',
    })
    .positional('shape', {
      type: 'string',
      array: true,
      default: [],
      describe: 'its sizes and number formats, such as m=16 n=4096 k=4096 dtype=bf16',
    })
    .options(
      grouped('Required:', {
        chip: { ...CHIP_ARGUMENT, array: true, describe: `${CHIP_ARGUMENT.describe}; may repeat` },
      } as const),
    )
    .options(
      grouped('Host and kernels:', {
        'weight-copies': {
          type: 'number',
          default: WEIGHT_COPIES.uncached,
          describe: 'weights of as many layers in turn, which decides whether they stay in the cache',
        },
        calibrations: CALIBRATIONS,
        timings: TIMINGS,
      } as const),
    )
    .options(
      grouped('Output:', {
        explain: {
          type: 'boolean',
          default: false,
          describe: 'also the mapping of the white box: tiles, bytes at each memory level, lower bound of the time',
        },
      } as const),
    )
    .options(OUTPUT)
    .example('$0 kernels estimate gemm m=16 n=4096 k=4096 --chip h100-sxm', 'one linear layer at batch 16')
    .example('$0 kernels estimate gemm m=1 n=4096 k=4096 dtype=int8 --chip hypo-edge --explain', 'how it is mapped');
}

export type EstimateArguments = Awaited<ReturnType<typeof estimateOptions>['argv']>;

export function compareOptions(yargs: Argv) {
  return yargs
    .positional('a', CHIP_ARGUMENT)
    .positional('b', { ...CHIP_ARGUMENT, describe: 'chip to compare it with' })
    .options(grouped('Host and kernels:', { calibrations: CALIBRATIONS }))
    .options(OUTPUT)
    .example('$0 kernels compare h100-sxm l40s', 'times of typical operators side by side');
}

export type CompareArguments = Awaited<ReturnType<typeof compareOptions>['argv']>;

const MEASURED = grouped('Required:', {
  timings: { type: 'string', demandOption: true, describe: 'measured timing table, or a folder of them' },
} as const);

export function validateOptions(yargs: Argv) {
  return yargs
    .options(MEASURED)
    .options(grouped('Host and kernels:', { calibrations: CALIBRATIONS }))
    .options(
      grouped('Output:', {
        out: { alias: 'o', type: 'string', describe: 'folder for a report with charts of the errors' },
      } as const),
    )
    .options(OUTPUT)
    .example('$0 kernels validate --timings my-timings/ --json', 'errors and interval coverage by group');
}

export type ValidateArguments = Awaited<ReturnType<typeof validateOptions>['argv']>;

export function calibrateOptions(yargs: Argv) {
  return yargs
    .options(MEASURED)
    .options(
      grouped('Output:', {
        out: { alias: 'o', type: 'string', default: 'calibrations', describe: 'folder for one file a device' },
        date: { type: 'string', describe: 'date that the files state, YYYY-MM-DD; default: today' },
      } as const),
    )
    .options(OUTPUT)
    .example('$0 kernels calibrate --timings my-timings/ -o calibrations', 'fit every device of a folder of tables');
}

export type CalibrateArguments = Awaited<ReturnType<typeof calibrateOptions>['argv']>;

export function importOptions(yargs: Argv) {
  return yargs
    .positional('file', { type: 'string', demandOption: true, describe: 'Vidur CSV or aiconfigurator Parquet table' })
    .options(grouped('Required:', { out: { ...OUT_FILE, demandOption: true, describe: 'CSV file to write' } } as const))
    .options(
      grouped('Settings:', {
        device: { type: 'string', describe: 'device that was measured; default: as the file says' },
        source: { type: 'string', describe: 'name of the source in the table; default: the file name' },
        licence: { type: 'string', default: '', describe: 'licence of the measurements, such as Apache-2.0' },
        'across-nodes': {
          type: 'boolean',
          default: false,
          describe: 'also take collectives that were measured across several nodes',
        },
      } as const),
    )
    .options(OUTPUT)
    .example('$0 kernels import mlp.csv --device a40 -o a40.csv', 'a Vidur profile as a timing table');
}

export type ImportArguments = Awaited<ReturnType<typeof importOptions>['argv']>;
