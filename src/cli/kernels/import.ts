import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { builtinCatalog, findChip } from '../../chips/index.js';
import { problemLines } from '../../foundation/errors/problem-lines.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { formatTimings, type ImportedTimings, importTimings } from '../../kernels/index.js';
import { files } from '../files/recorded-files.js';
import { pageDecompressors } from '../inputs/page-decompressors.js';
import { print, printError, printJson } from '../outputs/output.js';
import type { ImportArguments } from './options.js';

/** Runs `kernels import`. */
export async function importTimingTable(args: ImportArguments): Promise<void> {
  const imported = await importTimings(
    readBytes(args.file),
    {
      file: args.file,
      device: args.device ?? null,
      source: args.source ?? basename(args.file),
      licence: args.licence,
      acrossNodes: args.acrossNodes,
    },
    await pageDecompressors(),
  );
  problemLines(imported.problems).forEach(printError);
  writeFileSync(args.out, formatTimings(imported.rows));
  const unknownDevices = unknownDevicesOf(imported);
  if (args.json) {
    printJson({ file: args.out, rows: imported.rows.length, unknownDevices, problems: imported.problems });
    return;
  }
  print(`${imported.rows.length} rows written to ${args.out}; ${imported.problems.length} remarks above.`);
  for (const device of unknownDevices) print(`"${device}" is not in the chip catalog: name the chip with --device.`);
}

function unknownDevicesOf({ rows }: ImportedTimings): string[] {
  const catalog = builtinCatalog();
  const devices = new Set(rows.map(({ device }) => String(device)));
  return [...devices].filter((device) => findChip(catalog, device) === null);
}

function readBytes(file: string): Uint8Array {
  try {
    return files.read(file);
  } catch (error) {
    const found = `The file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`;
    throw new UserError([
      { code: 'unreadable-file', file, line: null, path: '', found, fix: 'Give a file that exists.' },
    ]);
  }
}
