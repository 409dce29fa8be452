import type { Argv } from 'yargs';

export function studyOptions(yargs: Argv) {
  return yargs
    .positional('file', { type: 'string', describe: 'study file, YAML or JSON' })
    .option('out', {
      group: 'Output:',
      alias: 'o',
      type: 'string',
      describe: 'folder for the report; default: reports/<name>',
    })
    .option('from', {
      group: 'Settings:',
      type: 'string',
      describe: 'manifest.json of a report instead of a study file: the same bytes again, without the files it read',
    })
    .option('seed', { group: 'Settings:', type: 'string', describe: 'random seed; default: that of the file' })
    .option('workers', {
      group: 'Settings:',
      type: 'number',
      default: 1,
      describe: 'threads, 1 to 256; the result is the same for any number',
    })
    .option('json', { group: 'Output:', type: 'boolean', default: false, describe: 'print the outcome as JSON' })
    .example('$0 study examples/bittensor-5-95.yaml', 'run the main example')
    .example('$0 study examples/given-inference.yaml -o out', 'who is paid where machines are given')
    .example('$0 study --from reports/bittensor-5-95/manifest.json -o again', 'the same report again');
}

export type StudyArguments = Awaited<ReturnType<typeof studyOptions>['argv']> & { readonly quiet: boolean };
