import type { Argv } from 'yargs';

export function listOptions(yargs: Argv) {
  return yargs
    .option('json', { type: 'boolean', default: false, describe: 'print JSON' })
    .example('$0 pow list', 'names, work functions, difficulty and reward rules');
}

export type JsonArguments = Awaited<ReturnType<typeof listOptions>['argv']>;

export function rateOptions(yargs: Argv) {
  return yargs
    .option('protocol', { type: 'string', demandOption: true, describe: 'name from: pow list' })
    .option('chip', { type: 'string', demandOption: true, describe: 'name, alias or path of a chip file' })
    .option('asic', { type: 'number', describe: 'also the advantage of an ASIC at this node, nm' })
    .option('json', { type: 'boolean', default: false, describe: 'print JSON' })
    .example('$0 pow rate --protocol pearl --chip rtx-4090', 'pure mining of Pearl')
    .example('$0 pow rate --protocol sha256d --chip rtx-4090 --asic 5', 'against an ASIC at 5 nm');
}

export type RateArguments = Awaited<ReturnType<typeof rateOptions>['argv']>;

export function proveOptions(yargs: Argv) {
  return yargs
    .option('bits', { type: 'string', default: '0x1f00ffff', describe: 'compact target of one multiply-accumulate' })
    .option('m', { type: 'number', default: 128, describe: 'rows of A' })
    .option('n', { type: 'number', default: 128, describe: 'columns of B' })
    .option('k', { type: 'number', default: 1024, describe: 'inner dimension' })
    .option('rank', { type: 'number', default: 32, describe: 'rank of the noise' })
    .option('header', { type: 'string', default: '00'.repeat(76), describe: '76 header bytes in hexadecimal' })
    .option('seed', { type: 'string', default: '1', describe: 'seed of the matrices' })
    .option('attempts', { type: 'number', default: 100, describe: 'products to try' })
    .option('out', { alias: 'o', type: 'string', describe: 'file to write; standard output without it' })
    .example('$0 pow prove -o proof.json', 'a proof at a target that takes a few products')
    .example('$0 pow prove --bits 0x2000ffff --seed 2', 'an easier target, printed');
}

export type ProveArguments = Awaited<ReturnType<typeof proveOptions>['argv']>;

export function verifyOptions(yargs: Argv) {
  return yargs
    .positional('proof', { type: 'string', demandOption: true, describe: 'file that prove wrote' })
    .option('bits', { type: 'string', describe: 'another compact target than that of the file' })
    .option('json', { type: 'boolean', default: false, describe: 'print JSON' })
    .example('$0 pow verify proof.json', 'valid, or the name of the rule')
    .example('$0 pow verify proof.json --bits 0x1d00ffff', 'against a harder target');
}

export type VerifyArguments = Awaited<ReturnType<typeof verifyOptions>['argv']>;

export function validateOptions(yargs: Argv) {
  return yargs
    .option('json', { type: 'boolean', default: false, describe: 'print JSON' })
    .example('$0 pow validate', 'Pearl, Ethash, SHA-256 and miners by node');
}

export function networkOptions(yargs: Argv) {
  return yargs
    .positional('file', { type: 'string', demandOption: true, describe: 'network file, YAML or JSON' })
    .option('out', { alias: 'o', type: 'string', describe: 'folder for tables, outcome and manifest' })
    .option('json', { type: 'boolean', default: false, describe: 'print JSON' })
    .example('$0 pow network examples/network-selfish.yaml', 'a selfish pool against the closed form')
    .example('$0 pow network examples/network-hopping.yaml -o out', 'difficulty under a miner who comes and goes');
}

export type NetworkArguments = Awaited<ReturnType<typeof networkOptions>['argv']>;
