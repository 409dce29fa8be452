import { type OutcomeParts, outcomeJson } from '../../report/files/outcome-files.js';
import { networkPage } from '../../report/pages/network-page.js';
import { outcomeTableText } from '../../report/tables/outcome-text.js';
import { parseNetworkFile } from '../../study/files/network-file.js';
import { networkOutcome } from '../../study/outcome/network-tables.js';
import type { OutcomeTable } from '../../study/outcome/outcome-table.js';
import { runNetwork } from '../../study/run/network/run-network.js';
import { checkOutputFolder } from '../folders/output-folder.js';
import { writeReport } from '../folders/write-report.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { formatTable, print, printError, printJson } from '../outputs/output.js';
import { createProgressLine } from '../outputs/progress.js';
import type { NetworkArguments } from './options.js';

/** Runs `pow network`: blocks, difficulty and strategies as events, beside their closed forms. */
export async function simulateNetworkFile(args: NetworkArguments & { readonly quiet?: boolean }): Promise<void> {
  const startedAt = new Date();
  const { value } = parseNetworkFile(args.file, readTextFile(args.file));
  if (args.out !== undefined) checkOutputFolder(args.out);
  const progress = createProgressLine(args.quiet === true);
  const result = runNetwork(value, (done) => progress.report(done, 'blocks'));
  progress.done();
  const outcome = networkOutcome(result);
  const parts: OutcomeParts = { outcome, result, page: networkPage(outcome), figures: [] };
  if (args.out !== undefined) {
    await writeReport(args.out, parts, {
      kind: 'network',
      resolvedInput: { file: args.file, network: value },
      seed: value.seed,
      tickSeconds: { network: 1e-6 },
      fingerprint: result.fingerprint,
      startedAt,
      replayed: null,
    });
    if (args.quiet !== true) printError(`Report: ${args.out}/report.html`);
  }
  if (args.json) printJson(outcomeJson(parts));
  else {
    const tables = outcome.tables.map((table) => `${table.title}\n\n${outcomeTableText(filled(table), formatTable)}`);
    print([[outcome.title, '', ...outcome.summary].join('\n'), ...tables].join('\n\n'));
  }
}

/** The table without columns that are empty throughout. */
function filled(table: OutcomeTable): OutcomeTable {
  const isFilled = table.columns.map((_, i) => table.rows.some((row) => row[i] !== null));
  const keep = <T>(cells: readonly T[]) => cells.filter((_, i) => isFilled[i]);
  return { ...table, columns: keep(table.columns), rows: table.rows.map(keep) };
}
