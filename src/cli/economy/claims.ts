import { claimsChart } from '../../report/charts/evidence/claims-chart.js';
import { drawnCharts } from '../../report/files/drawn-charts.js';
import { claimNeeds, claimRange, claimsReport, claimsSummary, claimTurns } from '../../report/pages/claims-report.js';
import type { ClaimVerdict } from '../../study/claims/index.js';
import { CLAIMS, judge } from '../../study/claims/index.js';
import { claimsTables } from '../../study/outcome/claims-tables.js';
import { checkOutputFolder } from '../folders/output-folder.js';
import { writeReport } from '../folders/write-report.js';
import { print, printError, printJson } from '../outputs/output.js';

/** Runs `economy claims`. */
export async function runClaims(args: {
  readonly out?: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}): Promise<void> {
  const startedAt = new Date();
  const claims = CLAIMS.map(judge);
  if (args.out !== undefined) {
    checkOutputFolder(args.out);
    await writeClaims(args.out, claims, startedAt);
    if (!args.quiet) printError(`Written: ${args.out}`);
  }
  if (args.json) printJson({ claims });
  else print([claimsSummary(claims), ...claims.map(describe)].join('\n\n'));
}

async function writeClaims(folder: string, claims: readonly ClaimVerdict[], startedAt: Date): Promise<void> {
  const parts = {
    outcome: { name: 'claims', work: '', tables: claimsTables(claims, ({ test, unit }) => claimNeeds(test, unit)) },
    result: { kind: 'claims', claims },
    page: await claimsReport(claims),
    figures: await drawnCharts([['claims', claimsChart(claims)]]),
  };
  // The inputs of the claims are those of the tool: nothing is asked of the user, and nothing is drawn.
  const nothing = { resolvedInput: {}, seed: 0, tickSeconds: {}, fingerprint: null, replayed: null };
  await writeReport(folder, parts, { kind: 'claims', ...nothing, startedAt });
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
