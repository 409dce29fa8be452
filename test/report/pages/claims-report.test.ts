import { describe, expect, it } from '@jest/globals';
import { claimsReport, claimsSummary } from '../../../src/report/pages/claims-report.js';
import { CLAIMS, judge } from '../../../src/study/claims/index.js';

const claims = CLAIMS.map(judge);

describe('the report of the claims', () => {
  it('shows every claim with its verdict, what it needs, what turns it and the source of each input', async () => {
    const page = await claimsReport(claims);
    for (const claim of claims) {
      expect(page).toContain(`Verdict: ${claim.verdict}.`);
      for (const input of claim.inputs) expect(page).toContain(input.name.replaceAll("'", '&#39;'));
    }
    expect(page.match(/<svg/g)).toHaveLength(1);
    expect(page.match(/Turned by/g)).toHaveLength(8);
    expect(page).not.toMatch(/(src|href)="https?:/);
  });

  it('counts the verdicts', () => {
    expect(claimsSummary(claims)).toMatch(/^Of 8 claims: /);
    const counts = [...claimsSummary(claims).matchAll(/(\d+) (?:supported|not|open)/g)].map((match) =>
      Number(match[1]),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(8);
  });
});
