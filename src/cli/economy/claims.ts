import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../foundation/record/canonical-json.js';
import { claimsChart } from '../../report/charts/claims-chart.js';
import { writeCharts } from '../../report/files/write-charts.js';
import { claimNeeds, claimRange, claimsReport, claimsSummary, claimTurns } from '../../report/pages/claims-report.js';
import { csvText } from '../../report/tables/write-csv.js';
import type { ClaimVerdict } from '../../study/claims/index.js';
import { CLAIMS, judge } from '../../study/claims/index.js';
import { print, printError, printJson } from '../outputs/output.js';
import { checkOutputFolder } from '../outputs/output-folder.js';

/** Runs `economy claims`. */
export async function runClaims(args: {
  readonly out?: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}): Promise<void> {
  const claims = CLAIMS.map(judge);
  if (args.out !== undefined) {
    checkOutputFolder(args.out);
    await writeClaims(args.out, claims);
    if (!args.quiet) printError(`Written: ${args.out}`);
  }
  if (args.json) printJson({ claims });
  else print([claimsSummary(claims), ...claims.map(describe)].join('\n\n'));
}

async function writeClaims(folder: string, claims: readonly ClaimVerdict[]): Promise<void> {
  const page = await claimsReport(claims);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.html'), page);
  writeFileSync(join(folder, 'outcome.json'), `${canonicalJson({ claims })}\n`);
  const header = ['claim', 'verdict', 'unit', 'low', 'best', 'high', 'needs'];
  const rows = claims.map(({ id, verdict, unit, result, test }) => [
    id,
    verdict,
    unit,
    result.low,
    result.best,
    result.high,
    claimNeeds(test, unit),
  ]);
  writeFileSync(join(folder, 'claims.csv'), csvText(header, rows));
  await writeCharts(folder, [['claims', claimsChart(claims)]]);
}

function describe(claim: ClaimVerdict): string {
  const { unit } = claim;
  return [
    `"${claim.claim}"`,
    `  ${claim.verdict.toUpperCase()}: ${claim.quantity}: ${claimRange(claim.result, unit)}; the claim needs ${claimNeeds(claim.test, unit)}`,
    `  turned by: ${claimTurns(claim)}`,
    ...claim.inputs.map((input) => `  - ${input.name}: ${claimRange(input, input.unit)}; ${input.source}`),
    `  ${claim.remark}`,
  ].join('\n');
}
