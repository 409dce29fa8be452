import type { Argv } from 'yargs';

export function listOptions(yargs: Argv) {
  return yargs
    .option('json', { group: 'Output:', type: 'boolean', default: false, describe: 'print JSON' })
    .example('$0 pow list', 'names, work functions, difficulty and reward rules');
}

export type JsonArguments = Awaited<ReturnType<typeof listOptions>['argv']>;

export function rateOptions(yargs: Argv) {
  return yargs
    .option('protocol', {
      group: 'Required:',
      type: 'string',
      demandOption: true,
      describe: 'protocol: name from pow list',
    })
    .option('chip', {
      group: 'Required:',
      type: 'string',
      demandOption: true,
      describe: 'chip: catalog name, alias or path of a chip file',
    })
    .option('asic', {
      group: 'Settings:',
      type: 'number',
      describe: 'also the advantage of an ASIC at this process node, in nm',
    })
    .option('json', { group: 'Output:', type: 'boolean', default: false, describe: 'print JSON' })
    .example('$0 pow rate --protocol pearl --chip rtx-4090', 'pure mining of Pearl')
    .example('$0 pow rate --protocol sha256d --chip rtx-4090 --asic 5', 'against an ASIC at 5 nm');
}

export type RateArguments = Awaited<ReturnType<typeof rateOptions>['argv']>;

export function proveOptions(yargs: Argv) {
  return yargs
    .option('bits', {
      group: 'Settings:',
      type: 'string',
      default: '0x1f00ffff',
      describe: 'compact target of one multiply-accumulate',
    })
    .option('m', { group: 'Settings:', type: 'number', default: 128, describe: 'rows of A' })
    .option('n', { group: 'Settings:', type: 'number', default: 128, describe: 'columns of B' })
    .option('k', { group: 'Settings:', type: 'number', default: 1024, describe: 'inner dimension' })
    .option('rank', { group: 'Settings:', type: 'number', default: 32, describe: 'rank of the noise' })
    .option('header', {
      group: 'Settings:',
      type: 'string',
      default: '00'.repeat(76),
      describe: '76 header bytes in hexadecimal',
    })
    .option('seed', { group: 'Settings:', type: 'string', default: '1', describe: 'seed of the matrices' })
    .option('attempts', { group: 'Settings:', type: 'number', default: 100, describe: 'matrix products to try' })
    .option('out', {
      group: 'Output:',
      alias: 'o',
      type: 'string',
      describe: 'file to write; default: standard output',
    })
    .example('$0 pow prove -o proof.json', 'a proof at a target that takes a few products')
    .example('$0 pow prove --bits 0x2000ffff --seed 2', 'an easier target, printed');
}

export type ProveArguments = Awaited<ReturnType<typeof proveOptions>['argv']>;

export function verifyOptions(yargs: Argv) {
  return yargs
    .positional('proof', { type: 'string', demandOption: true, describe: 'proof file that pow prove wrote' })
    .option('bits', { group: 'Settings:', type: 'string', describe: 'compact target; default: that of the file' })
    .option('json', { group: 'Output:', type: 'boolean', default: false, describe: 'print JSON' })
    .example('$0 pow verify proof.json', 'valid, or the name of the rule')
    .example('$0 pow verify proof.json --bits 0x1d00ffff', 'against a harder target');
}

export type VerifyArguments = Awaited<ReturnType<typeof verifyOptions>['argv']>;

export function validateOptions(yargs: Argv) {
  return yargs
    .option('json', { group: 'Output:', type: 'boolean', default: false, describe: 'print JSON' })
    .example('$0 pow validate', 'Pearl, Ethash, SHA-256 and miners by node');
}

export function networkOptions(yargs: Argv) {
  return yargs
    .positional('file', { type: 'string', demandOption: true, describe: 'network file, YAML or JSON' })
    .option('out', {
      group: 'Output:',
      alias: 'o',
      type: 'string',
      describe: 'folder for tables, outcome and manifest',
    })
    .option('json', { group: 'Output:', type: 'boolean', default: false, describe: 'print JSON' })
    .example('$0 pow network examples/network-selfish.yaml', 'a selfish pool against the closed form')
    .example('$0 pow network examples/network-hopping.yaml -o out', 'difficulty under a miner who comes and goes');
}

export type NetworkArguments = Awaited<ReturnType<typeof networkOptions>['argv']>;
