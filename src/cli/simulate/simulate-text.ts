import type { Estimate } from '../../foundation/quantity/estimate.js';
import { isAbsent } from '../../foundation/quantity/reasoned.js';
import { formatBand, formatCount, formatPercent, formatSi } from '../../report/tables/format-figure.js';
import type { Elasticity } from '../../sim/machine/chip-elasticity.js';
import type { InferenceAnswer } from '../../sim/machine/simulate-inference.js';
import { formatTable } from '../outputs/output.js';
import { describeSpread } from './simulate-spread.js';

/** The answer of `simulate` as tables: time, energy and rates, where they go, and what each chip holds. */
export function describeAnswer(result: InferenceAnswer, title: string): string {
  const show = (estimate: Estimate, unit: string) => formatBand(estimate, (value) => formatSi(value, unit));
  const count = (estimate: Estimate, unit: string) => formatBand(estimate, (value) => formatCount(value, unit));
  const total = result.groups.reduce((sum, { seconds }) => sum + seconds, 0);
  const groups = [...result.groups].sort((a, b) => b.seconds - a.seconds);
  return [
    `${title}: ${result.phase} (${result.secondsPerStep.provenance}; brackets: 90 % interval)`,
    '',
    formatTable(
      ['', 'kernels alone', 'with the host'],
      [
        ['time', show(result.kernelSeconds, 's'), show(result.withHostGap.seconds, 's')],
        ['energy per token', show(result.joulesPerToken, 'J'), show(result.withHostGap.joulesPerToken, 'J')],
        ['tokens per second', '', count(result.withHostGap.tokensPerSecond, 'tokens/s')],
        ['tokens per joule', '', count(result.withHostGap.tokensPerJoule, 'tokens/J')],
      ],
    ),
    '',
    ...describeLatency(result),
    ...describeSpread(result),
    formatTable(
      ['one pass by group', 'time', 'share'],
      groups.map(({ group, seconds }) => [group, formatSi(seconds, 's'), formatPercent(seconds / total)]),
    ),
    ...describeParts(result),
  ].join('\n');
}

/** What a user waits for: TTFT, TPOT, ITL and E2E of a request, the host's wait included. */
function describeLatency({ latency }: InferenceAnswer): string[] {
  if (latency === null) return [];
  const show = (estimate: Estimate) => formatBand(estimate, (value) => formatSi(value, 's'));
  const { ttftSec, tpotSec, itlSec, e2eSec } = latency;
  const rows = [['TTFT, time to first token', show(ttftSec)]];
  if (!isAbsent(tpotSec)) rows.push(['TPOT, time per output token', show(tpotSec)]);
  if (!isAbsent(itlSec))
    rows.push(['ITL, of the second and the last token', `${show(itlSec.first)} .. ${show(itlSec.last)}`]);
  rows.push(['E2E, end to end', show(e2eSec)]);
  return [formatTable(['latency of each request', 'time'], rows), ''];
}

/** Where the joules of a pass go; nothing for chips of which only the board's power is known. */
function describeParts({ parts }: InferenceAnswer): string[] {
  if (parts.length === 0) return [];
  const total = parts.reduce((sum, { joules }) => sum + joules, 0);
  const rows = [...parts].sort((a, b) => b.joules - a.joules);
  return [
    '',
    formatTable(
      ['one pass by part', 'energy', 'share'],
      rows.map(({ name, joules }) => [name, formatSi(joules, 'J'), formatPercent(joules / total)]),
    ),
  ];
}

/** What one per cent more of each resource does. */
export function describeElasticity(elasticity: readonly Elasticity[]): string {
  const cell = (value: number | null) => (value === null ? '-' : value.toFixed(3));
  return formatTable(
    ['per cent for one per cent more', 'tokens/s', 'J/token'],
    elasticity.map((one) => [one.resource, cell(one.throughput), cell(one.energyPerToken)]),
  );
}
