import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { formatGraphFile } from '../../workloads/graphs/graph-file.js';
import { architectureFile } from '../../workloads/models/architecture-file.js';
import { loadWorkload } from '../inputs/load-workload.js';
import { print, printJson } from '../outputs/output.js';
import { summariseGraph } from '../simulate/graph-groups.js';
import type { ImportArguments } from './options.js';

/** Runs `workloads import`. */
export async function importWorkload(args: ImportArguments): Promise<void> {
  const workload = await loadWorkload(args.file, args);
  const text =
    workload.kind === 'model' ? stringify(architectureFile(workload.model)) : formatGraphFile(workload.described);
  if (args.out !== undefined) writeFileSync(args.out, text);
  if (!args.json) {
    if (args.out === undefined) print(text.trimEnd());
    return;
  }
  if (workload.kind === 'model') printJson({ model: architectureFile(workload.model) });
  else printJson({ graph: summariseGraph(workload.described) });
}
