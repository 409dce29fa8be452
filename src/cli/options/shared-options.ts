/** Options that several commands have, so that each is called and described alike in all of them. */

export const CHIP_ARGUMENT = {
  type: 'string',
  demandOption: true,
  describe: 'chip: catalog name, alias or path of a chip file',
} as const;

export const CALIBRATIONS = {
  type: 'string',
  describe: 'folder of calibrations that are used before those of the package',
} as const;

export const TIMINGS = {
  type: 'string',
  describe: 'measured timing table, or a folder of them: kernels in it take their measured times',
} as const;

export const JSON_OUTPUT = { type: 'boolean', default: false, describe: 'print JSON to standard output' } as const;

/** Where a command writes a folder. */
export const OUT_FOLDER = { alias: 'o', type: 'string', describe: 'folder for report, tables and outcome' } as const;

/** Where a command writes one file. */
export const OUT_FILE = { alias: 'o', type: 'string', describe: 'file to write; default: standard output' } as const;

export const WORKERS = {
  type: 'number',
  default: 1,
  describe: 'threads, 1 to 256; the result is the same for any number',
} as const;
