import { writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { stringify } from 'yaml';
import { parseChip } from '../../chips/index.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { importChip } from '../inputs/import-chip.js';
import { nameValueOptions } from '../inputs/name-value-options.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { print, printJson } from '../outputs/output.js';
import type { ImportArguments } from './options.js';

/** Runs `chips import`. */
export function importChipFile({ file, set, out, json }: ImportArguments): void {
  const chip = importChip(file, readTextFile(file), nameValueOptions('--set', set));
  if (chip === null) {
    const found = 'The file is of no foreign format that is known.';
    const fix = 'Give a SCALE-Sim cfg, an LLMCompass JSON or a Timeloop architecture; chips check reads chip files.';
    throw new UserError([{ code: 'unknown-format', file, line: null, path: '', found, fix }]);
  }
  // What is written must be what every command reads.
  parseChip(basename(file, extname(file)), chip);
  if (out !== undefined) writeFileSync(out, stringify(chip));
  if (json) printJson({ chip });
  else if (out === undefined) print(stringify(chip));
}
