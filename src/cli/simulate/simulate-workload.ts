import { basename } from 'node:path';
import { readAll } from '../../foundation/document/read-all.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { formatBand, formatPercent, formatSi } from '../../report/tables/format-figure.js';
import { type GraphAnswer, simulateGraph } from '../../sim/machine/graph/simulate-graph.js';
import { chipTrace } from '../../sim/trace/chip-trace.js';
import type { DescribedGraph } from '../../workloads/graphs/graph-file.js';
import { resolveChipArgument } from '../inputs/resolve-chip.js';
import { formatTable, print, printJson } from '../outputs/output.js';
import { type CostArguments, kernelGapSec, simulatedCosts } from './simulated-costs.js';
import { parseTraceWindow, writeTraceFile } from './trace-file.js';

export interface GraphRunOptions extends CostArguments {
  readonly kernelGap: string;
  readonly trace?: string | undefined;
  readonly traceWindow?: string | undefined;
  readonly json: boolean;
}

/** `simulate --workload` of a graph: one run of it on one chip. */
export async function simulateDescribedGraph(described: DescribedGraph, given: GraphRunOptions): Promise<void> {
  const [chip, window, gapSec] = readAll([
    () => resolveChipArgument(given.chip),
    () => parseTraceWindow(given.traceWindow),
    () => kernelGapSec(given.kernelGap),
  ] as const);
  const costs = await simulatedCosts(given, null, gapSec);
  const result = simulateGraph(described, chip, costs);
  if ('refused' in result) {
    const place = { file: 'command line', line: null, path: 'simulate' };
    throw new UserError([{ code: 'infeasible', ...place, found: result.refused, fix: result.fix }]);
  }
  const { answer, run } = result;
  if (given.trace !== undefined) {
    const events = chipTrace(described.graph, run, { pid: 1, name: chip.name }, window);
    writeTraceFile(given.trace, events, { chip: chip.id, graph: described.graph.name });
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
    `${answer.operators} ${answer.operators === 1 ? 'operator' : 'operators'}, ${formatSi(answer.flops, 'FLOP')}, ${formatSi(answer.bytes, 'B')} moved${weights}`,
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
