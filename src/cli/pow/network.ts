import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../foundation/record/canonical-json.js';
import { createManifest } from '../../foundation/record/manifest.js';
import { csvText } from '../../report/tables/write-csv.js';
import type { EconomyTable } from '../../study/economy/economy-table.js';
import { parseNetworkFile } from '../../study/files/network-file.js';
import { networkTables } from '../../study/outcome/network-tables.js';
import { type NetworkOutcome, runNetwork } from '../../study/run/run-network.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { formatTable, print, printError, printJson } from '../outputs/output.js';
import { checkOutputFolder } from '../outputs/output-folder.js';
import { createProgressLine } from '../outputs/progress.js';
import { toolVersion } from '../outputs/tool-version.js';
import type { NetworkArguments } from './options.js';

/** Runs `pow network`: blocks, difficulty and strategies as events, beside their closed forms. */
export function simulateNetworkFile(args: NetworkArguments & { readonly quiet?: boolean }): void {
  const text = readTextFile(args.file);
  const { value } = parseNetworkFile(args.file, text);
  if (args.out !== undefined) checkOutputFolder(args.out);
  const progress = createProgressLine(args.quiet === true);
  const outcome = runNetwork(value, (done) => progress.report(done, 'blocks'));
  progress.done();
  const tables = networkTables(outcome);
  if (args.out !== undefined) {
    mkdirSync(args.out, { recursive: true });
    const manifest = createManifest({
      toolVersion: toolVersion(),
      kind: 'network',
      resolvedInput: value,
      inputs: [{ name: args.file, text }],
      seed: value.seed,
      tickSeconds: { network: 1e-6 },
      fingerprint: outcome.fingerprint,
      environment: null,
    });
    writeFileSync(join(args.out, 'outcome.json'), `${canonicalJson(outcome)}\n`);
    writeFileSync(join(args.out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const { name, columns, rows } of tables) {
      const header = columns.map((column) => column.name);
      writeFileSync(join(args.out, `${name}.csv`), csvText(header, rows));
    }
    if (args.quiet !== true) printError(`Written: ${args.out}`);
  }
  if (args.json) printJson(outcome);
  else print(networkText(outcome, tables));
}

function networkText(outcome: NetworkOutcome, tables: readonly EconomyTable[]): string {
  const intro = `${outcome.runs} runs of ${outcome.blocks} blocks; ${outcome.rule}, aiming at ${outcome.blockSec} s. Intervals are 95 % over the runs.`;
  return [outcome.title, intro, ...tables.map((table) => `${table.name}\n${textOf(table)}`)].join('\n\n');
}

function textOf({ columns, rows }: EconomyTable): string {
  const used = columns.map((_, i) => rows.some((row) => row[i] !== null));
  const visible = <T>(cells: readonly T[]) => cells.filter((_, i) => used[i] === true);
  const cell = (value: string | number | null) => {
    if (value === null) return '-';
    if (typeof value === 'string') return value;
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
  };
  return formatTable(
    visible(columns.map(({ name, unit }) => (unit === 'h' || unit === 's' ? `${name}, ${unit}` : name))),
    rows.map((row) => visible(row).map(cell)),
  );
}
