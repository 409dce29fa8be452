import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../foundation/canonical-json.js';
import { createManifest } from '../../foundation/manifest.js';
import { UserError } from '../../foundation/user-error.js';
import { economyReport } from '../../report/write/economy-report.js';
import { parseEconomyFile } from '../../study/economy/economy-file.js';
import { type EconomyTable, economyTables } from '../../study/economy/economy-tables.js';
import { runEconomy } from '../../study/economy/run-economy.js';
import { formatTable, print, printError, printJson } from '../output.js';
import { readTextFile } from '../read-text-file.js';
import { toolVersion } from '../tool-version.js';

/** Runs `economy run`: prints the summary and writes report, tables and outcome where a folder is named. */
export async function runEconomyFile(args: {
  readonly file: string;
  readonly out?: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}): Promise<void> {
  const text = readTextFile(args.file);
  const document = parseEconomyFile(args.file, text);
  if (args.out !== undefined && existsSync(args.out) && !statSync(args.out).isDirectory()) {
    const found = `${args.out} is a file.`;
    throw new UserError([
      { code: 'bad-output', file: 'command line', line: null, path: '--out', found, fix: 'Name a folder.' },
    ]);
  }
  const outcome = runEconomy(document.value);
  const tables = economyTables(outcome);
  if (args.out !== undefined) {
    const page = await economyReport(outcome);
    mkdirSync(args.out, { recursive: true });
    writeFileSync(join(args.out, 'report.html'), page);
    writeFileSync(join(args.out, 'outcome.json'), `${canonicalJson(outcome)}\n`);
    const manifest = createManifest({
      toolVersion: toolVersion(),
      kind: 'economy',
      resolvedInput: document.value,
      inputs: [{ name: args.file, text }],
      seed: document.value.kind === 'designed' ? document.value.seed : 0,
      tickSeconds: {},
      fingerprint: null,
      environment: null,
    });
    writeFileSync(join(args.out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const table of tables) writeFileSync(join(args.out, `${table.name}.csv`), csvOf(table));
    if (!args.quiet) printError(`Written: ${args.out}`);
  }
  if (args.json) {
    printJson(outcome);
    return;
  }
  print(
    [
      outcome.title,
      '',
      ...outcome.summary,
      '',
      ...tables.filter((table) => table.header.length <= 6 && table.rows.length <= 60).flatMap(textOf),
      ...outcome.assumptions.map((sentence) => `- ${sentence}`),
    ].join('\n'),
  );
}

function textOf(table: EconomyTable): string[] {
  const cell = (value: string | number | null) =>
    value === null
      ? '-'
      : typeof value === 'string'
        ? value
        : Number.isInteger(value)
          ? String(value)
          : String(Number(value.toPrecision(4)));
  return [
    formatTable(
      table.header,
      table.rows.map((row) => row.map(cell)),
    ),
    '',
  ];
}

function csvOf(table: EconomyTable): string {
  const cell = (value: string | number | null) =>
    value === null
      ? ''
      : typeof value === 'string' && /[",\n]/.test(value)
        ? `"${value.replaceAll('"', '""')}"`
        : String(value);
  return `${[table.header, ...table.rows].map((row) => row.map(cell).join(',')).join('\n')}\n`;
}
