import { describe, expect, it } from '@jest/globals';
import { COMMANDS, loadCommands } from '../../src/cli/command-table.js';

describe('the table of commands', () => {
  it.each(COMMANDS.map((entry) => [entry.command, entry] as const))(
    'says of %s what its module says',
    async (_command, entry) => {
      const { command, describe: text } = await entry.load();
      expect({ command, text }).toEqual({ command: entry.command, text: entry.describe });
    },
  );

  it('loads what the command line names, and everything for completions', async () => {
    const loaded = async (...argv: string[]) => {
      const commands = await loadCommands(argv);
      return commands.filter(({ builder }) => builder !== undefined).length;
    };
    expect(await loaded('simulate', '--chip', 'h100-sxm')).toBe(1);
    expect(await loaded('--help')).toBe(0);
    expect(await loaded('--get-yargs-completions', '')).toBe(COMMANDS.length);
  });
});
