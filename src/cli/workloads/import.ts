import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import type { Argv, CommandModule } from 'yargs';
import { formatGraphFile } from '../../workloads/graphs/graph-file.js';
import { architectureFile } from '../../workloads/models/architecture-file.js';
import { GRAPH_DTYPE, loadWorkload, withGraphOptions } from '../inputs/load-workload.js';
import { print, printJson } from '../outputs/output.js';
import { summariseGraph } from '../simulate/graph-groups.js';

function options(yargs: Argv) {
  return withGraphOptions(yargs)
    .positional('file', {
      type: 'string',
      demandOption: true,
      describe: 'Hugging Face config.json, ONNX model, SCALE-Sim topology CSV or Timeloop problem',
    })
    .option('dtype', GRAPH_DTYPE)
    .option('output', { alias: 'o', type: 'string', describe: 'file to write; default standard output' })
    .option('json', { type: 'boolean', default: false, describe: 'print a summary as JSON' })
    .example('$0 workloads import config.json -o my-model.yaml', 'then use it as --model my-model.yaml')
    .example(
      '$0 workloads import model.onnx --dim batch=8 -o my-graph.json',
      'then use it as --workload my-graph.json',
    );
}

type Arguments = Awaited<ReturnType<typeof options>['argv']>;

export const workloadsImportCommand: CommandModule = {
  command: 'import <file>',
  describe: 'turn a model or graph of another tool into a description',
  builder: (yargs) => options(yargs),
  handler: async (given) => run(given as unknown as Arguments),
};

async function run(args: Arguments): Promise<void> {
  const workload = await loadWorkload(args.file, args);
  const text =
    workload.kind === 'model' ? stringify(architectureFile(workload.model)) : formatGraphFile(workload.described);
  if (args.output !== undefined) writeFileSync(args.output, text);
  if (!args.json) {
    if (args.output === undefined) print(text.trimEnd());
    return;
  }
  if (workload.kind === 'model') printJson({ model: architectureFile(workload.model) });
  else printJson({ graph: summariseGraph(workload.described) });
}
