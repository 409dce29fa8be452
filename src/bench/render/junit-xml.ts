import type { Comparison, Finding } from '../gate/comparison.js';
import { describeFinding, remarks } from './show-finding.js';

/**
 * JUnit XML: one test case a metric; regressed and changed are failures, inconclusive is skipped, a metric missing in
 * the head or of another kind is an error, so that no reader of the file takes it for passed.
 */
export function junitXml(comparison: Comparison): string {
  const { findings, missing, incompatible, differingEnvironment } = comparison;
  const errors = [
    ...missing.map((name) => ({ name, message: 'It is missing in the head.' })),
    ...incompatible.map(({ name, reason }) => ({ name, message: `It is not the same quantity: ${reason}.` })),
    ...(comparison.outcome === 'not-comparable' && differingEnvironment.length > 0
      ? [{ name: 'environment', message: remarks({ ...comparison, missing: [], added: [] }).join('; ') }]
      : []),
  ];
  const failures = findings.filter(({ verdict }) => verdict === 'regressed' || verdict === 'changed').length;
  const skipped = findings.filter(({ verdict }) => verdict === 'inconclusive').length;
  const total = findings.length + errors.length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="siliconomics bench" tests="${total}" failures="${failures}" errors="${errors.length}">`,
    `  <testsuite name="compare" tests="${total}" failures="${failures}" errors="${errors.length}" skipped="${skipped}">`,
    ...findings.map(testCase),
    ...errors.map(
      ({ name, message }) =>
        `    <testcase classname="bench" name="${escapeXml(name)}"><error message="${escapeXml(message)}"/></testcase>`,
    ),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(finding: Finding): string {
  const seconds = finding.unit === 's' && typeof finding.head === 'number' ? ` time="${finding.head}"` : '';
  const values: [string, string | number][] = [
    ['base', finding.base],
    ['head', finding.head],
    ['unit', finding.unit],
    ['verdict', finding.verdict],
  ];
  if (finding.kind === 'measured')
    values.push(['change', finding.change.value], ['low', finding.change.low], ['high', finding.change.high]);
  const properties = values
    .map(([name, value]) => `<property name="${name}" value="${escapeXml(String(value).slice(0, 500))}"/>`)
    .join('');
  const message = escapeXml(describeFinding(finding));
  const end =
    finding.verdict === 'regressed' || finding.verdict === 'changed'
      ? `<failure message="${message}"/>`
      : finding.verdict === 'inconclusive'
        ? `<skipped message="${message}"/>`
        : '';
  return `    <testcase classname="bench" name="${escapeXml(finding.name)}"${seconds}><properties>${properties}</properties>${end}</testcase>`;
}

/** Text inside an attribute; characters that XML 1.0 cannot hold become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '&#10;');
}
