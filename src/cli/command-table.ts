import type { CommandModule } from 'yargs';

/** A command as the help text lists it; its module is loaded when it is called. */
export interface CommandEntry {
  /** As in its module: the name, with positional arguments. */
  readonly command: string;
  readonly describe: string;
  load(): Promise<CommandModule>;
}

/** Every command, in the order of the help text. Loading all of them takes several times as long as the usual one alone. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    command: 'study [file]',
    describe: 'the main job: run a study, from chip to dollar: machines, workloads, designs and reward rules',
    load: async () => (await import('./study/command.js')).studyCommand,
  },
  {
    command: 'chips',
    describe: 'list, show, check, compare and import chips',
    load: async () => (await import('./chips/command.js')).chipsCommand,
  },
  {
    command: 'workloads',
    describe: 'language models and work functions: list, show, import',
    load: async () => (await import('./workloads/command.js')).workloadsCommand,
  },
  {
    command: 'kernels',
    describe: 'what one operator costs on one chip: estimate, compare, validate, calibrate, import',
    load: async () => (await import('./kernels/command.js')).kernelsCommand,
  },
  {
    command: 'simulate',
    describe: 'simulate a model on a chip: seconds, joules and where they go',
    load: async () => (await import('./simulate/command.js')).simulateCommand,
  },
  {
    command: 'pow',
    describe: 'proof-of-work protocols: rules, proofs, and what they cost on chips',
    load: async () => (await import('./pow/command.js')).powCommand,
  },
  {
    command: 'economy',
    describe: 'the economics: the market against history, claims recomputed',
    load: async () => (await import('./economy/command.js')).economyCommand,
  },
  {
    command: 'bench',
    describe: 'measure kernels on this host and gate benchmarks',
    load: async () => (await import('./bench/command.js')).benchCommand,
  },
];

/**
 * The commands as yargs takes them: with their modules those whose names are among the words of the command line, or all
 * where the shell asks for completions; the others as names for the help text.
 */
export async function loadCommands(argv: readonly string[]): Promise<CommandModule[]> {
  const all = argv.some((word) => word.startsWith('--get-yargs-completions'));
  return Promise.all(
    COMMANDS.map(async (entry): Promise<CommandModule> => {
      const [name = ''] = entry.command.split(' ');
      if (all || argv.includes(name)) return entry.load();
      return { command: entry.command, describe: entry.describe, handler: unreachable };
    }),
  );
}

/** A command whose name is not on the command line cannot be called. */
function unreachable(): never {
  throw new Error('a command was called without being loaded');
}
