import { basename } from 'node:path';
import { UserError } from '../../foundation/user-error.js';
import { createDefaultCostModel } from '../../kernels/index.js';
import { memoCostModel } from '../../kernels/memo-cost-model.js';
import { formatBand, formatPercent, formatSi } from '../../report/write/format-figure.js';
import { type GraphAnswer, simulateGraph } from '../../study/simulate-graph.js';
import type { DescribedGraph } from '../../workloads/graph-file.js';
import { formatTable, print, printJson } from '../output.js';
import { calibrationsFor } from '../resolve-calibrations.js';
import { resolveChipArgument } from '../resolve-chip.js';
import { withTimings } from '../with-timings.js';

/** `simulate --workload` of a graph: one run of it on one chip. */
export async function simulateDescribedGraph(
  described: DescribedGraph,
  given: { readonly chip: string; readonly timings: string | undefined; readonly json: boolean },
): Promise<void> {
  const chip = resolveChipArgument(given.chip);
  const modelled = createDefaultCostModel(calibrationsFor(given.chip));
  const costs = memoCostModel(given.timings === undefined ? modelled : await withTimings(modelled, given.timings));
  const answer = simulateGraph(described, chip, costs);
  if ('refused' in answer) {
    const place = { file: 'command line', line: null, path: 'simulate' };
    throw new UserError([{ code: 'infeasible', ...place, found: answer.refused, fix: answer.fix }]);
  }
  const { source, notes, storedBytes, graph } = described;
  if (given.json) printJson({ chip: chip.id, graph: graph.name, source, notes, storedBytes, ...answer });
  else print(describe(answer, described, `${basename(graph.name)} on ${chip.name}`));
}

function describe(answer: GraphAnswer, { notes, storedBytes }: DescribedGraph, title: string): string {
  const total = answer.groups.reduce((sum, { seconds }) => sum + seconds, 0);
  const weights = storedBytes === null ? '' : `; weights ${formatSi(storedBytes, 'B')}`;
  return [
    `${title} (${answer.seconds.provenance}; brackets: 90 % interval)`,
    ...(notes === '' ? [] : [notes]),
    '',
    formatTable(
      ['one run', 'kernels alone'],
      [
        ['time', formatBand(answer.seconds, (value) => formatSi(value, 's'))],
        ['energy', formatBand(answer.joules, (value) => formatSi(value, 'J'))],
      ],
    ),
    '',
    `${answer.operators} operators, ${formatSi(answer.flops, 'FLOP')}, ${formatSi(answer.bytes, 'B')} moved${weights}`,
    '',
    formatTable(
      ['group', 'operators', 'operations', 'memory', 'time', 'share'],
      answer.groups.map(({ group, operators, seconds, flops, bytes }) => [
        group,
        String(operators),
        formatSi(flops, 'FLOP'),
        formatSi(bytes, 'B'),
        formatSi(seconds, 's'),
        formatPercent(seconds / total),
      ]),
    ),
  ].join('\n');
}
