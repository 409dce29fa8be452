import type { Argv } from 'yargs';
import { MACHINE_DEFAULTS } from '../../sim/machine/place/machine-defaults.js';
import { grouped } from '../options/option-groups.js';
import { CHIP_ARGUMENT, JSON_OUTPUT, OUT_FILE } from '../options/shared-options.js';

const KINDS = ['gpu', 'fpga', 'asic', 'cpu'] as const;

const OUTPUT = grouped('Output:', { json: JSON_OUTPUT });

export function listOptions(yargs: Argv) {
  return yargs
    .options(grouped('Settings:', { kind: { choices: KINDS, describe: 'chips of this kind alone; default: all' } }))
    .options(OUTPUT)
    .example('$0 chips list --kind fpga', 'the FPGAs');
}

export type ListArguments = Awaited<ReturnType<typeof listOptions>['argv']>;

export function showOptions(yargs: Argv) {
  return yargs
    .positional('chip', CHIP_ARGUMENT)
    .options(
      grouped('Output:', {
        svg: { type: 'string', describe: 'draw the floor plan of a chip that has one, to this file' },
      } as const),
    )
    .options(OUTPUT)
    .example('$0 chips show h100-sxm', 'every figure of an H100')
    .example('$0 chips show hypo-5nm-sram --svg floor-plan.svg', 'its blocks by area')
    .example('$0 chips show ./my-chip.yaml --json', 'a chip of your own as JSON');
}

export type ShowArguments = Awaited<ReturnType<typeof showOptions>['argv']>;

export function checkOptions(yargs: Argv) {
  return yargs
    .positional('chips', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'paths of chip files, or catalog names',
    })
    .options(OUTPUT)
    .example('$0 chips check ./my-chip.yaml', 'problems, derived area, power and cost');
}

export type CheckArguments = Awaited<ReturnType<typeof checkOptions>['argv']>;

const DECODE_OPTIONS = grouped('What to run:', {
  model: {
    type: 'string',
    describe: 'also decode this model on both, and compare at equal area, power and cost: name or path',
  },
  context: {
    type: 'number',
    default: MACHINE_DEFAULTS.contextTokens,
    describe: 'with --model: context length, tokens in the KV cache of each sequence',
  },
} as const);

export function diffOptions(yargs: Argv) {
  return yargs
    .positional('a', CHIP_ARGUMENT)
    .positional('b', { ...CHIP_ARGUMENT, describe: 'chip to compare it with' })
    .options(DECODE_OPTIONS)
    .options(OUTPUT)
    .example('$0 chips diff a100 h100', 'figures in which two chips differ')
    .example('$0 chips diff h100 ./my-h100.yaml --model llama-3.1-8b', 'and the tokens/s that they give');
}

export type DiffArguments = Awaited<ReturnType<typeof diffOptions>['argv']>;

const SET_OPTION = grouped('Settings:', {
  set: {
    type: 'string',
    array: true,
    nargs: 1,
    default: [],
    describe: 'figure that the file does not state, such as tdp="300 W"; may repeat',
  },
} as const);

export function importOptions(yargs: Argv) {
  return yargs
    .positional('file', {
      type: 'string',
      demandOption: true,
      describe: 'SCALE-Sim cfg, LLMCompass JSON or Timeloop YAML',
    })
    .options(SET_OPTION)
    .options(grouped('Output:', { out: OUT_FILE, json: JSON_OUTPUT }))
    .example('$0 chips import GA100.json -o ga100.yaml', 'then use it as --chip ga100.yaml')
    .example('$0 chips import tpu.cfg --set clock="700 MHz" --set process="28 nm"', 'with figures it lacks');
}

export type ImportArguments = Awaited<ReturnType<typeof importOptions>['argv']>;
