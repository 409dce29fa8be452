import type { Comparison, Finding } from '../gate/comparison.js';
import { headline, remarks, showChange, showNeed, showValue } from './show-finding.js';

/** Rows of deterministic metrics that are the same say nothing one by one. */
export function tableRows(comparison: Comparison): { header: string[]; rows: string[][]; unchanged: number } {
  const shown = comparison.findings.filter(({ kind, verdict }) => kind === 'measured' || verdict !== 'same');
  return {
    header: ['metric', 'verdict', 'base', 'head', 'change for the worse', '95 %', 'limit', 'n'],
    rows: shown.map(row),
    unchanged: comparison.findings.length - shown.length,
  };
}

function row(finding: Finding): string[] {
  const { name, verdict, unit, base, head } = finding;
  const values = [showValue(base, unit), showValue(head, unit)];
  if (finding.kind === 'exact') {
    const change = finding.change === null ? '' : showChange(finding.change);
    return [name, verdict, ...values, change, '', finding.tolerance > 0 ? showChange(finding.tolerance) : 'exact', ''];
  }
  const { change, bar, n } = finding;
  return [
    name,
    verdict,
    ...values,
    showChange(change.value),
    `${showChange(change.low)} .. ${showChange(change.high)}`,
    bar === null ? '-' : showChange(bar),
    `${n}${showNeed(finding)}`,
  ];
}

/** Markdown for a step summary or a comment, at most `maxBytes` long: the worst rows first, what is left out counted. */
export function comparisonMarkdown(comparison: Comparison, maxBytes = 900 * 1024): string {
  const { header, rows, unchanged } = tableRows({ ...comparison, findings: worstFirst(comparison.findings) });
  const cell = (text: string) => text.replace(/[|\r\n]/g, ' ');
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  const { base, head } = comparison.labels;
  const top = [
    `### Benchmarks: ${cell(headline(comparison))}`,
    '',
    `${cell(base)} against ${cell(head)}, ${comparison.design}.`,
    '',
  ];
  const table = rows.length === 0 ? [] : [line(header), line(header.map(() => '---')), ...rows.map(line)];
  const rest =
    unchanged > 0 ? [...(table.length > 0 ? [''] : []), `${unchanged} deterministic metrics are unchanged.`] : [];
  const notes = remarks(comparison).map((remark) => `- ${cell(remark)}`);
  return cutLines([...top, ...table, ...rest, '', ...notes], maxBytes);
}

/** Keeps whole lines up to the limit and says how many were left out. */
function cutLines(lines: readonly string[], maxBytes: number): string {
  const room = maxBytes - 60;
  const kept: string[] = [];
  let used = 0;
  for (const line of lines) {
    used += Buffer.byteLength(line) + 1;
    if (used > room) break;
    kept.push(line);
  }
  const left = lines.length - kept.length;
  return `${kept.join('\n')}\n${left > 0 ? `\n${left} lines were left out.\n` : ''}`;
}

const RANK = { regressed: 0, changed: 0, inconclusive: 1, improved: 2, same: 3 } as const;

/** Findings by verdict, then by how much worse. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  const size = (finding: Finding) =>
    finding.kind === 'measured' ? finding.change.value : Math.abs(finding.change ?? Number.POSITIVE_INFINITY);
  return [...findings].sort(
    (a, b) => RANK[a.verdict] - RANK[b.verdict] || (size(a) === size(b) ? 0 : size(b) - size(a)),
  );
}
