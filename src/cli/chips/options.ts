import type { Argv } from 'yargs';
import { MACHINE_DEFAULTS } from '../../sim/machine/machine-defaults.js';

const KINDS = ['gpu', 'fpga', 'asic', 'cpu'] as const;

const json = (yargs: Argv) => yargs.option('json', { type: 'boolean', default: false, describe: 'print JSON' });

export function listOptions(yargs: Argv) {
  return json(yargs)
    .option('kind', { choices: KINDS, describe: 'only chips of one kind' })
    .example('$0 chips list --kind fpga', 'the FPGAs');
}

export type ListArguments = Awaited<ReturnType<typeof listOptions>['argv']>;

export function showOptions(yargs: Argv) {
  return json(yargs)
    .positional('chip', { type: 'string', demandOption: true, describe: 'name, alias or path of a chip file' })
    .option('svg', { type: 'string', describe: 'write the floor plan of a design to a file' })
    .example('$0 chips show hypo-5nm-sram --svg floor-plan.svg', 'its blocks by area')
    .example('$0 chips show h100-sxm', 'the figures of an H100')
    .example('$0 chips show ./my-chip.yaml --json', 'a chip of your own as JSON');
}

export type ShowArguments = Awaited<ReturnType<typeof showOptions>['argv']>;

export function checkOptions(yargs: Argv) {
  return json(yargs)
    .positional('chips', { type: 'string', array: true, demandOption: true, describe: 'paths or catalog names' })
    .example('$0 chips check ./my-chip.yaml', 'problems, derived area, power and cost');
}

export type CheckArguments = Awaited<ReturnType<typeof checkOptions>['argv']>;

export function diffOptions(yargs: Argv) {
  return yargs
    .positional('a', { type: 'string', demandOption: true, describe: 'name, alias or path of a chip file' })
    .positional('b', { type: 'string', demandOption: true, describe: 'the chip to compare it with' })
    .option('model', { type: 'string', describe: 'also decode this model on both, at equal area, power and cost' })
    .option('context', {
      type: 'number',
      default: MACHINE_DEFAULTS.contextTokens,
      describe: 'keys that a new token sees',
    })
    .option('json', { type: 'boolean', default: false, describe: 'print JSON' })
    .example('$0 chips diff a100 h100', 'figures in which two chips differ')
    .example('$0 chips diff h100 ./my-h100.yaml --model llama-3.1-8b', 'and what that is worth');
}

export type DiffArguments = Awaited<ReturnType<typeof diffOptions>['argv']>;

export function importOptions(yargs: Argv) {
  return yargs
    .positional('file', {
      type: 'string',
      demandOption: true,
      describe: 'SCALE-Sim cfg, LLMCompass JSON, Timeloop YAML',
    })
    .option('set', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [],
      describe: 'figure that the file does not state, such as tdp="300 W"; may repeat',
    })
    .option('output', { alias: 'o', type: 'string', describe: 'file to write; default standard output' })
    .option('json', { type: 'boolean', default: false })
    .example('$0 chips import GA100.json -o ga100.yaml', 'then use it as --chip ga100.yaml')
    .example('$0 chips import tpu.cfg --set clock="700 MHz" --set process="28 nm" --set memory.capacity="8 GiB"', '');
}

export type ImportArguments = Awaited<ReturnType<typeof importOptions>['argv']>;
