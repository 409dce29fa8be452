import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { runCli, staleBuild } from './run-cli.js';

const stale = staleBuild();
const whenBuilt = stale === null ? describe : describe.skip;

const DOCS = fileURLToPath(new URL('../../docs/architecture.md', import.meta.url));

/** Commands of a help text: the words that follow the command's own name, by line. */
function commandsOf(help: string, prefix: string): string[] {
  const list = /^Commands:\n([\s\S]*?)\n\n/m.exec(help)?.[1] ?? '';
  const found = [...list.matchAll(new RegExp(`^ {2}${prefix} ([a-z]+)`, 'gm'))].map(([, name]) => name!);
  return [...new Set(found)].filter((name) => name !== 'completion').sort();
}

/** `chips` and its sub-commands as the list in the docs has them. */
function documented(): Map<string, string[]> {
  const lines = [...readFileSync(DOCS, 'utf8').matchAll(/^ {4}siliconomics ([a-z]+)(.*)$/gm)];
  return new Map(lines.map(([, name, rest]) => [name!, (rest!.match(/[a-z]+/g) ?? []).sort()]));
}

whenBuilt(`the command line${stale === null ? '' : ` (skipped: ${stale})`}`, () => {
  it('has the commands and sub-commands that the docs list, and no others', async () => {
    const list = documented();
    expect(commandsOf((await runCli(['--help'])).stdout, 'siliconomics')).toEqual([...list.keys()].sort());
    for (const [name, subcommands] of list) {
      expect([name, commandsOf((await runCli([name, '--help'])).stdout, `siliconomics ${name}`)]).toEqual([
        name,
        subcommands,
      ]);
    }
  });
});
