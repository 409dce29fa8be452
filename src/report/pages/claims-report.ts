import type { ClaimInput, ClaimTest, ClaimVerdict } from '../../study/claims/index.js';
import { claimsChart } from '../charts/evidence/claims-chart.js';
import { bulletList, figure, type Html, heading, htmlPage, htmlTable, paragraph } from './html-page.js';
import { renderSvg } from './render-chart.js';

/** A figure of a claim: years with a decimal, large numbers in groups. */
export function claimFigure(value: number, unit: string): string {
  if (unit === 'year') return value.toFixed(1);
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));
}

/** What a result must be for the claim to hold, in words. */
export function claimNeeds(test: ClaimTest, unit: string): string {
  if (test.kind === 'about') {
    return `${claimFigure(test.value / test.factor, unit)} to ${claimFigure(test.value * test.factor, unit)} ${unit}`;
  }
  return `${test.kind === 'at-least' ? 'at least' : 'at most'} ${claimFigure(test.value, unit)} ${unit}`;
}

/** A range with its best value, or with the remark that there is none. */
export function claimRange({ low, best, high }: Pick<ClaimInput, 'low' | 'best' | 'high'>, unit: string): string {
  const range = `${claimFigure(low, unit)} to ${claimFigure(high, unit)}`;
  if (best === null) return `${range} ${unit}, no best value`;
  return low === high ? `${claimFigure(best, unit)} ${unit}` : `${claimFigure(best, unit)} ${unit} (${range})`;
}

/** Values of single inputs at which the verdict turns, in words. */
export function claimTurns(claim: ClaimVerdict): string {
  const unitOf = (name: string) => claim.inputs.find((input) => input.name === name)!.unit;
  const turns = claim.flips.flatMap(({ input, turnsAt, withinRange }) =>
    turnsAt === null
      ? []
      : [
          `${input} at ${claimFigure(turnsAt, unitOf(input))} ${unitOf(input)}${withinRange ? '' : ' (outside its range)'}`,
        ],
  );
  return turns.length === 0 ? 'no single input' : turns.join('; ');
}

/** How many claims got each verdict, in one sentence. */
export function claimsSummary(claims: readonly ClaimVerdict[]): string {
  const counts = new Map<string, number>();
  for (const { verdict } of claims) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return `Of ${claims.length} claims: ${[...counts].map(([verdict, count]) => `${count} ${verdict}`).join('; ')}.`;
}

/** The claims as one self-contained page. */
export async function claimsReport(claims: readonly ClaimVerdict[]): Promise<string> {
  const spec = claimsChart(claims);
  return htmlPage(
    'Claims made for proof-of-work AI, recomputed',
    'Each from cited inputs with low, best and high values. The arithmetic decides; what it does not decide is said under each.',
    [
      paragraph(claimsSummary(claims)),
      figure(await renderSvg(spec), spec, 'Recomputed over claimed'),
      ...claims.flatMap(section),
    ],
  );
}

function section(claim: ClaimVerdict): Html[] {
  const { result, unit } = claim;
  return [
    heading(`“${claim.claim}”`),
    paragraph(`Claimed by ${claim.madeBy}.`),
    bulletList([
      `Verdict: ${claim.verdict}.`,
      `Recomputed: ${claim.quantity}: ${claimRange(result, unit)}. The claim needs ${claimNeeds(claim.test, unit)}.`,
      `Turned by: ${claimTurns(claim)}.`,
      claim.remark,
    ]),
    htmlTable(
      'Inputs.',
      ['', 'value and range', 'source'],
      claim.inputs.map((input) => [input.name, claimRange(input, input.unit), input.source]),
    ),
  ];
}
