import { writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { stringify } from 'yaml';
import type { Argv, CommandModule } from 'yargs';
import { parseChip } from '../../chips/index.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { importChip } from '../inputs/import-chip.js';
import { nameValueOptions } from '../inputs/name-value-options.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { print, printJson } from '../outputs/output.js';

function options(yargs: Argv) {
  return yargs
    .positional('file', {
      type: 'string',
      demandOption: true,
      describe: 'SCALE-Sim cfg, LLMCompass JSON, Timeloop YAML',
    })
    .option('set', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [],
      describe: 'figure that the file does not state, such as tdp="300 W"; may repeat',
    })
    .option('output', { alias: 'o', type: 'string', describe: 'file to write; default standard output' })
    .option('json', { type: 'boolean', default: false })
    .example('$0 chips import GA100.json -o ga100.yaml', 'then use it as --chip ga100.yaml')
    .example('$0 chips import tpu.cfg --set clock="700 MHz" --set process="28 nm" --set memory.capacity="8 GiB"', '');
}

export const chipsImportCommand: CommandModule = {
  command: 'import <file>',
  describe: 'turn a hardware file of another tool into a chip description',
  builder: (yargs) => options(yargs),
  handler: (given) => run(given as unknown as Awaited<ReturnType<typeof options>['argv']>),
};

function run({ file, set, output, json }: Awaited<ReturnType<typeof options>['argv']>): void {
  const chip = importChip(file, readTextFile(file), nameValueOptions('--set', set));
  if (chip === null) {
    const found = 'The file is of no foreign format that is known.';
    const fix = 'Give a SCALE-Sim cfg, an LLMCompass JSON or a Timeloop architecture; chips check reads chip files.';
    throw new UserError([{ code: 'unknown-format', file, line: null, path: '', found, fix }]);
  }
  // What is written must be what every command reads.
  parseChip(basename(file, extname(file)), chip);
  if (output !== undefined) writeFileSync(output, stringify(chip));
  if (json) printJson({ chip });
  else if (output === undefined) print(stringify(chip));
}
