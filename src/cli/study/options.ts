import type { Argv } from 'yargs';

export function studyOptions(yargs: Argv) {
  return yargs
    .positional('file', { type: 'string', demandOption: true, describe: 'study file, YAML or JSON' })
    .option('out', { alias: 'o', type: 'string', describe: 'folder for the report; default reports/<name>' })
    .option('seed', { type: 'string', describe: 'instead of the seed in the file' })
    .option('json', { type: 'boolean', default: false, describe: 'print the outcome as JSON' })
    .example('$0 study examples/bittensor-5-95.yaml', 'run the main example');
}

export type StudyArguments = Awaited<ReturnType<typeof studyOptions>['argv']> & { readonly quiet: boolean };
