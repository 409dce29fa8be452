import { UserError } from '../../foundation/errors/user-error.js';
import { detectFormat } from '../../study/files/file-formats.js';
import { files } from '../files/recorded-files.js';
import { type GraphArguments, loadWorkload } from '../inputs/load-workload.js';
import { readBinaryFile } from '../inputs/read-binary-file.js';
import { simulateMappingFiles } from './simulate-mapping.js';
import { simulateTopologyFile } from './simulate-topology.js';
import { refuseUnusedOptions } from './simulate-uses.js';
import { type GraphRunOptions, simulateDescribedGraph } from './simulate-workload.js';

/** What `simulate` is given beside a language model. */
export interface SimulatedFiles extends GraphArguments, GraphRunOptions {
  readonly [option: string]: unknown;
  readonly topology?: string | undefined;
  readonly workload?: string | undefined;
  readonly mapping?: string | undefined;
  readonly energy?: string | undefined;
}

/** Runs what is no language model; false where a language model is left to be run, by `--model` or `--workload`. */
export async function simulateFiles(args: SimulatedFiles): Promise<boolean> {
  const { chip, topology, workload, mapping, energy, json } = args;
  if (topology !== undefined) {
    refuseUnusedOptions('topology', args);
    simulateTopologyFile(chip, topology, json);
    return true;
  }
  if (mapping !== undefined) {
    refuseUnusedOptions('mapping', args);
    simulateMappingFiles({ chip, workload: requireWorkload(workload), mapping, energy }, json);
    return true;
  }
  if (workload === undefined) return false;
  requireMapping(chip, workload);
  const loaded = await loadWorkload(workload, args);
  if (loaded.kind === 'model') return false;
  refuseUnusedOptions('graph', args);
  await simulateDescribedGraph(loaded.described, args);
  return true;
}

function requireWorkload(workload: string | undefined): string {
  if (workload !== undefined) return workload;
  const found = 'There is a --mapping, and no --workload that it maps.';
  const place = { file: 'command line', line: null, path: '--workload' };
  throw new UserError([{ code: 'missing-option', ...place, found, fix: 'Name the problem file.' }]);
}

/** A Timeloop architecture states no chip, only what a mapping of loops runs on. */
function requireMapping(chip: string, workload: string): void {
  if (formatOf(workload) !== 'Timeloop problem' || formatOf(chip) !== 'Timeloop architecture') return;
  const found = `${chip} and ${workload} are an architecture and a problem of Timeloop, and there is no mapping of one to the other.`;
  const fix = `Name the mapping that Timeloop wrote, such as --mapping map.txt; or make a chip of the architecture: siliconomics chips import ${chip} -o chip.yaml.`;
  throw new UserError([{ code: 'missing-option', file: 'command line', line: null, path: '--mapping', found, fix }]);
}

/** The foreign format of a file; null for other files and for names that are none. */
function formatOf(file: string): string | null {
  return files.state(file)?.kind === 'file' ? (detectFormat(file, readBinaryFile(file))?.label ?? null) : null;
}
