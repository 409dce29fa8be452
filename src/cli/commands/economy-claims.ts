import type { ClaimTest, ClaimVerdict } from '../../study/claims/index.js';
import { CLAIMS, judge } from '../../study/claims/index.js';
import { print, printJson } from '../output.js';

/** Runs `economy claims`. */
export function runClaims(args: { readonly json: boolean }): void {
  const claims = CLAIMS.map(judge);
  if (args.json) printJson({ claims });
  else print(claims.map(describe).join('\n\n'));
}

function figure(value: number, unit = ''): string {
  if (unit === 'year') return value.toFixed(1);
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));
}

function describe(claim: ClaimVerdict): string {
  const { result, unit } = claim;
  const turning = claim.flips
    .filter((flip) => flip.turnsAt !== null)
    .map((flip) => `${flip.input} at ${figure(flip.turnsAt!)}${flip.withinRange ? '' : ' (outside its range)'}`);
  return [
    `"${claim.claim}"`,
    `  ${claim.verdict.toUpperCase()}: ${claim.quantity}: ${figure(result.best)} ${unit} (${figure(result.low)} to ${figure(result.high)}); the claim needs ${needs(claim.test, unit)}`,
    `  turned by: ${turning.length === 0 ? 'no single input' : turning.join('; ')}`,
    ...claim.inputs.map(
      (input) =>
        `  - ${input.name}: ${figure(input.best, input.unit)} ${input.unit} (${figure(input.low, input.unit)} to ${figure(input.high, input.unit)}); ${input.source}`,
    ),
    `  ${claim.remark}`,
  ].join('\n');
}

function needs(test: ClaimTest, unit: string): string {
  if (test.kind === 'about') {
    return `${figure(test.value / test.factor)} to ${figure(test.value * test.factor)} ${unit}`;
  }
  return `${test.kind === 'at-least' ? 'at least' : 'at most'} ${figure(test.value)} ${unit}`;
}
