import type { Comparison } from '../gate/comparison.js';
import { worstFirst } from './comparison-table.js';
import { describeFinding, headline, remarks } from './show-finding.js';

/** GitHub shows ten errors and ten warnings of a step; one of each is kept for the whole. */
const MOST = 9;

/**
 * Workflow commands for the log of a GitHub job: one error for the whole comparison and one for each of the nine worst
 * metrics, warnings for the inconclusive ones and for what could not be compared.
 */
export function githubAnnotations(comparison: Comparison): string {
  const failed = comparison.outcome === 'regression' || comparison.outcome === 'not-comparable';
  const worst = worstFirst(comparison.findings);
  const bad = worst.filter(({ verdict }) => verdict === 'regressed' || verdict === 'changed');
  const open = worst.filter(({ verdict }) => verdict === 'inconclusive');
  const notes = [...remarks(comparison), ...open.map(describeFinding)];
  return [
    ...(failed ? [command('error', 'benchmarks', headline(comparison))] : []),
    ...bad.slice(0, MOST).map((finding) => command('error', finding.name, describeFinding(finding))),
    ...notes.slice(0, MOST).map((note) => command('warning', 'benchmarks', note)),
    ...(notes.length > MOST ? [command('warning', 'benchmarks', `${notes.length - MOST} more remarks`)] : []),
    '',
  ].join('\n');
}

function command(level: 'error' | 'warning', title: string, message: string): string {
  const data = (text: string) => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
  const property = (text: string) => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
  return `::${level} title=${property(title)}::${data(message)}`;
}
