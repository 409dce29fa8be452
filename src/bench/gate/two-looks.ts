import { outcomeOf } from './compare-files.js';
import type { Comparison, Finding } from './comparison.js';
import type { GateOptions } from './gate-options.js';

/** Looks at the samples in one comparison; each spends an equal part of alpha. */
export const LOOKS = 2;

/** Whether a metric of the first look asks for a second: flagged, or undecided with a median beyond the user's minimum. */
export function leans(finding: Finding, minEffect: number): boolean {
  if (finding.kind !== 'measured') return false;
  return finding.verdict === 'regressed' || (finding.verdict === 'inconclusive' && finding.change.value > minEffect);
}

/** The second look: keeps a flag of all pairs only where the first and the fresh ones agree. */
export function confirm(first: Comparison, fresh: Comparison, pooled: Comparison, options: GateOptions): Comparison {
  const shows = (comparison: Comparison, name: string): boolean => {
    const found = comparison.findings.find((finding) => finding.name === name);
    return found?.kind === 'measured' && found.change.value > options.minEffect;
  };
  const findings = pooled.findings.map((finding): Finding => {
    if (finding.kind !== 'measured' || finding.verdict !== 'regressed') return finding;
    const confirmed = shows(first, finding.name) && shows(fresh, finding.name);
    return { ...finding, confirmed, verdict: confirmed ? 'regressed' : 'inconclusive' };
  });
  const comparison = { ...pooled, findings };
  return { ...comparison, outcome: outcomeOf(comparison, options) };
}
