import type { CommandModule } from 'yargs';
import {
  type JsonArguments,
  listOptions,
  type NetworkArguments,
  networkOptions,
  type ProveArguments,
  proveOptions,
  type RateArguments,
  rateOptions,
  type VerifyArguments,
  validateOptions,
  verifyOptions,
} from './options.js';

const list: CommandModule = {
  command: 'list',
  describe: 'all protocols, what their work is and how far it is modelled',
  builder: (yargs) => listOptions(yargs),
  handler: async (given) => (await import('./list.js')).listProtocols(given as unknown as JsonArguments),
};

const rate: CommandModule = {
  command: 'rate',
  describe: 'units a second, watts and joules a unit of a chip under a protocol',
  builder: (yargs) => rateOptions(yargs),
  handler: async (given) => (await import('./rate.js')).rateChip(given as unknown as RateArguments),
};

const prove: CommandModule = {
  command: 'prove',
  describe: 'multiply random matrices under Pearl v1 until a tile wins, and write its proof',
  builder: (yargs) => proveOptions(yargs),
  handler: async (given) => (await import('./prove.js')).proveProduct(given as unknown as ProveArguments),
};

const verify: CommandModule = {
  command: 'verify <proof>',
  describe: 'check a proof file against every rule; exit 1 names the broken one',
  builder: (yargs) => verifyOptions(yargs),
  handler: async (given) => (await import('./verify.js')).verifyProof(given as unknown as VerifyArguments),
};

const validate: CommandModule = {
  command: 'validate',
  describe: 'predicted against measured rates of real machines; exit 1 when a criterion fails',
  builder: (yargs) => validateOptions(yargs),
  handler: async (given) => (await import('./validate.js')).validateRates(given as unknown as JsonArguments),
};

const network: CommandModule = {
  command: 'network <file>',
  describe: 'blocks, difficulty and mining strategies as events, beside their closed forms',
  builder: (yargs) => networkOptions(yargs),
  handler: async (given) => (await import('./network.js')).simulateNetworkFile(given as unknown as NetworkArguments),
};

export const powCommand: CommandModule = {
  command: 'pow',
  describe: 'proof-of-work protocols: rules, proofs, and what they cost on chips',
  builder: (yargs) =>
    yargs
      .command(list)
      .command(rate)
      .command(prove)
      .command(verify)
      .command(validate)
      .command(network)
      .demandCommand(1, 'Name list, rate, prove, verify, validate or network.'),
  handler: () => {},
};
