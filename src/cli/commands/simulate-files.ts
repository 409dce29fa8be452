import { UserError } from '../../foundation/user-error.js';
import { type GraphArguments, loadWorkload } from '../load-workload.js';
import { simulateMappingFiles } from './simulate-mapping.js';
import { simulateTopologyFile } from './simulate-topology.js';
import { simulateDescribedGraph } from './simulate-workload.js';

/** What `simulate` is given beside a language model. */
export interface SimulatedFiles extends GraphArguments {
  readonly chip: string;
  readonly topology?: string | undefined;
  readonly workload?: string | undefined;
  readonly mapping?: string | undefined;
  readonly energy?: string | undefined;
  readonly timings?: string | undefined;
  readonly json: boolean;
}

/** Runs what is no language model; false where a language model is left to be run, by `--model` or `--workload`. */
export async function simulateFiles(args: SimulatedFiles): Promise<boolean> {
  const { chip, topology, workload, mapping, energy, json, timings } = args;
  if (topology !== undefined) {
    simulateTopologyFile(chip, topology, json);
    return true;
  }
  if (mapping !== undefined) {
    simulateMappingFiles({ chip, workload: requireWorkload(workload), mapping, energy }, json);
    return true;
  }
  if (workload === undefined) return false;
  const loaded = await loadWorkload(workload, args);
  if (loaded.kind === 'model') return false;
  await simulateDescribedGraph(loaded.described, { chip, timings, json });
  return true;
}

function requireWorkload(workload: string | undefined): string {
  if (workload !== undefined) return workload;
  const found = 'There is a --mapping, and no --workload that it maps.';
  const place = { file: 'command line', line: null, path: '--workload' };
  throw new UserError([{ code: 'missing-option', ...place, found, fix: 'Name the problem file.' }]);
}
