import { type Problem, UserError } from '../../foundation/user-error.js';
import { type GraphArguments, loadWorkload } from '../load-workload.js';
import { simulateMappingFiles } from './simulate-mapping.js';
import { simulateTopologyFile } from './simulate-topology.js';
import { type GraphRunOptions, simulateDescribedGraph } from './simulate-workload.js';

/** What `simulate` is given beside a language model. */
export interface SimulatedFiles extends GraphArguments, GraphRunOptions {
  readonly topology?: string | undefined;
  readonly workload?: string | undefined;
  readonly mapping?: string | undefined;
  readonly energy?: string | undefined;
  readonly batch: number;
  readonly tensor: number;
  readonly pipeline: number;
  readonly elasticity: boolean;
  readonly detail: 'operator' | 'tile';
  readonly layers?: number | undefined;
  readonly kvDtype?: string | undefined;
  readonly hostGap?: string | undefined;
  readonly system?: string | undefined;
}

/** Runs what is no language model; false where a language model is left to be run, by `--model` or `--workload`. */
export async function simulateFiles(args: SimulatedFiles): Promise<boolean> {
  const { chip, topology, workload, mapping, energy, json } = args;
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
  refuseModelOptions(args);
  await simulateDescribedGraph(loaded.described, args);
  return true;
}

function requireWorkload(workload: string | undefined): string {
  if (workload !== undefined) return workload;
  const found = 'There is a --mapping, and no --workload that it maps.';
  const place = { file: 'command line', line: null, path: '--workload' };
  throw new UserError([{ code: 'missing-option', ...place, found, fix: 'Name the problem file.' }]);
}

/** A graph is one run of fixed sizes: what shapes or spreads language models would be ignored. */
function refuseModelOptions(args: SimulatedFiles): void {
  const given: readonly (readonly [string, boolean])[] = [
    ['batch', args.batch !== 1],
    ['tensor', args.tensor !== 1],
    ['pipeline', args.pipeline !== 1],
    ['elasticity', args.elasticity],
    ['detail', args.detail !== 'operator'],
    ['layers', args.layers !== undefined],
    ['kv-dtype', args.kvDtype !== undefined],
    ['host-gap', args.hostGap !== undefined],
    ['system', args.system !== undefined],
  ];
  const problems = given.flatMap(([name, isGiven]): Problem[] => {
    if (!isGiven) return [];
    const found = 'It is for language models; the sizes of a graph are those of its file.';
    const fix = name === 'batch' ? 'Bind an open size of the graph, such as --dim batch=8.' : 'Leave it out.';
    return [{ code: 'bad-option', file: 'command line', line: null, path: `--${name}`, found, fix }];
  });
  if (problems.length > 0) throw new UserError(problems);
}
