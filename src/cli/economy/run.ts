import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { canonicalJson } from '../../foundation/record/canonical-json.js';
import { createManifest } from '../../foundation/record/manifest.js';
import { writeFigures } from '../../report/files/write-charts.js';
import { economyPage } from '../../report/pages/economy-report.js';
import { ladderHeadlines } from '../../report/pages/ladder-headline.js';
import { ladderLongRows } from '../../report/tables/ladder-long-rows.js';
import { type LongRow, longParquet } from '../../report/tables/long-table.js';
import { tableLongRows } from '../../report/tables/table-long-rows.js';
import { csvText } from '../../report/tables/write-csv.js';
import { parseEconomyFile } from '../../study/economy/economy-file.js';
import type { EconomyOutcome } from '../../study/economy/economy-outcome.js';
import type { EconomyTable } from '../../study/economy/economy-table.js';
import { economyTables } from '../../study/economy/economy-tables.js';
import { runEconomy } from '../../study/economy/run-economy.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { chipPathBeside, resolveChipArgument } from '../inputs/resolve-chip.js';
import { studyExecutor } from '../inputs/study-executor.js';
import { formatTable, print, printError, printJson } from '../outputs/output.js';
import { checkOutputFolder } from '../outputs/output-folder.js';
import { toolVersion } from '../outputs/tool-version.js';

/** Runs `economy run`: prints the summary and writes report, tables and outcome where a folder is named. */
export async function runEconomyFile(args: {
  readonly file: string;
  readonly out?: string | undefined;
  readonly workers: number;
  readonly json: boolean;
  readonly quiet: boolean;
}): Promise<void> {
  const text = readTextFile(args.file);
  const document = parseEconomyFile(args.file, text);
  if (args.out !== undefined) checkOutputFolder(args.out);
  const folderOfFile = dirname(args.file);
  const executor = studyExecutor(args.workers);
  const outcome = await runEconomy(
    document,
    (name) => resolveChipArgument(chipPathBeside(name, folderOfFile), folderOfFile),
    executor,
    (name) => readTextFile(isAbsolute(name) ? name : join(folderOfFile, name)),
  ).finally(() => executor.close());
  const tables = economyTables(outcome);
  if (args.out !== undefined) {
    const { page, figures } = await economyPage(outcome);
    mkdirSync(args.out, { recursive: true });
    writeFileSync(join(args.out, 'report.html'), page);
    writeFigures(args.out, figures);
    writeFileSync(join(args.out, 'outcome.json'), `${canonicalJson(outcome)}\n`);
    writeFileSync(join(args.out, 'outcome.parquet'), longParquet(longRowsOf(outcome, tables)));
    const manifest = createManifest({
      toolVersion: toolVersion(),
      kind: 'economy',
      resolvedInput: document.value,
      inputs: [{ name: args.file, text }],
      seed: document.value.kind === 'bitcoin-replay' ? 0 : document.value.seed,
      tickSeconds: {},
      fingerprint: null,
      environment: null,
    });
    writeFileSync(join(args.out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const { name, columns, rows } of tables) {
      const header = columns.map((column) => column.name);
      writeFileSync(join(args.out, `${name}.csv`), csvText(header, rows));
    }
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
      ...mainTables(outcome, tables),
      ...outcome.assumptions.map((sentence) => `- ${sentence}`),
    ].join('\n'),
  );
}

/** What is printed of the tables: the main figures by rule, or those that fit a terminal. */
function mainTables(outcome: EconomyOutcome, tables: readonly EconomyTable[]): string[] {
  if (outcome.kind !== 'ladder') {
    return tables.filter((table) => table.columns.length <= 6 && table.rows.length <= 60).flatMap(textOf);
  }
  return ladderHeadlines(outcome).flatMap(({ title, header, rows, reasons }) => [
    title,
    '',
    formatTable(header, rows),
    ...reasons.map((reason) => `- ${reason}`),
    '',
  ]);
}

function longRowsOf(outcome: EconomyOutcome, tables: readonly EconomyTable[]): LongRow[] {
  if (outcome.kind === 'ladder') return ladderLongRows(outcome);
  return tableLongRows(outcome.name, outcome.kind === 'designed' ? 'int8 matrix products' : 'sha256d', tables);
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
      table.columns.map((column) => column.name),
      table.rows.map((row) => row.map(cell)),
    ),
    '',
  ];
}
