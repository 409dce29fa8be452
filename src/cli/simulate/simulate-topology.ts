import { basename } from 'node:path';
import { importScaleSimConfig } from '../../chips/import/scale-sim-config.js';
import { readAll } from '../../foundation/document/read-all.js';
import { UserError } from '../../foundation/errors/user-error.js';
import type { SystolicArray } from '../../kernels/white-box/machine/systolic-cycles.js';
import { formatPercent } from '../../report/tables/format-figure.js';
import { simulateTopology, type TopologyRun } from '../../sim/machine/graph/simulate-topology.js';
import { importScaleSimTopology } from '../../workloads/import/scale-sim-topology.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { resolveChipArgument } from '../inputs/resolve-chip.js';
import { formatTable, print, printJson } from '../outputs/output.js';

/** `simulate --topology`: the products of a topology file on the systolic arrays of a chip. */
export function simulateTopologyFile(chip: string, topologyFile: string, json: boolean): void {
  const [array, topology] = readAll([
    () => arrayOf(chip),
    () => importScaleSimTopology(topologyFile, readTextFile(topologyFile), 'int8'),
  ] as const);
  const run = simulateTopology(topology, array);
  if (json) printJson({ chip, topology: topologyFile, array, ...run });
  else
    print(
      describe(
        run,
        `${basename(topologyFile)} on ${array.count} x ${array.rows} x ${array.columns}, ${array.dataflow}`,
      ),
    );
}

/**
 * The arrays of a SCALE-Sim configuration, whose folds are exposed as that tool counts them, of a floor plan as it says,
 * or of another chip, whose weights are taken to be stationary and double-buffered.
 */
function arrayOf(chip: string): SystolicArray {
  if (/\.cfg$/i.test(chip)) {
    const { rows, columns, dataflow } = importScaleSimConfig(chip, readTextFile(chip));
    return { rows, columns, dataflow, count: 1, overlappedFolds: false };
  }
  const { systolic, name, design } = resolveChipArgument(chip);
  if (systolic === null) {
    throw new UserError([
      {
        code: 'no-systolic-array',
        file: 'command line',
        line: null,
        path: '--chip',
        found: `${name} is described without systolic arrays.`,
        fix: 'Name a chip that has them, or a SCALE-Sim .cfg file.',
      },
    ]);
  }
  return {
    rows: systolic.rows.value,
    columns: systolic.columns.value,
    dataflow: design === null || design.arrays.dataflow === 'dot' ? 'ws' : design.arrays.dataflow,
    count: systolic.arrays.value,
    overlappedFolds: design?.arrays.doubleBuffered ?? true,
  };
}

function describe(run: TopologyRun, title: string): string {
  const rows = run.layers.map(({ layer, m, n, k, computeCycles, utilisation }) => [
    layer,
    `${m} x ${n} x ${k}`,
    String(computeCycles),
    formatPercent(utilisation),
  ]);
  rows.push(['total', '', String(run.computeCycles), formatPercent(run.utilisation)]);
  return `${title}, compute cycles\n\n${formatTable(['layer', 'M x N x K', 'cycles', 'utilisation'], rows)}`;
}
