import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import yargs, { type Argv, type CommandModule } from 'yargs';
import { COMMANDS } from '../../src/cli/command-table.js';
import { RETIRED_OPTIONS } from '../../src/cli/options/unknown-options.js';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));

/** Said of options in former versions; none of it is in the field's words. */
const RETIRED_TEXT = [
  'of --out',
  'better, where a file does not say',
  'largest of a change point',
  'keys that the new token sees',
  'path of the linear layers',
  'path of the products',
  'Give a wait within',
  'is no number of',
  'ranks that divide',
  'power of the site over that',
];

/** Options of simulate that mean tokens, whatever the word meant elsewhere. */
const STILL_USED: Readonly<Record<string, readonly string[]>> = { simulate: ['output'] };

interface Declared {
  readonly key: Readonly<Record<string, unknown>>;
  readonly demandedOptions: Readonly<Record<string, unknown>>;
}

/** Help and options of a command and of every command below it, from the tables alone. */
async function helpOf(
  command: CommandModule,
  path: string,
): Promise<{ path: string; help: string; options: Declared }[]> {
  const below: CommandModule[] = [];
  const parser = yargs([]).locale('en').wrap(null).exitProcess(false) as Argv;
  const declare = parser.command.bind(parser);
  parser.command = ((given: CommandModule | string, text: string, builder: CommandModule['builder']) => {
    below.push(typeof given === 'string' ? { command: given, describe: text, builder, handler: () => {} } : given);
    return typeof given === 'string' ? declare(given, text) : declare({ ...given, builder: {} });
  }) as typeof parser.command;
  if (typeof command.builder === 'function') await command.builder(parser);
  const options = (parser as unknown as { getOptions(): Declared }).getOptions();
  const own = { path, help: await parser.getHelp(), options };
  const name = (sub: CommandModule) => String(sub.command).split(' ')[0];
  const others = await Promise.all(below.map((sub) => helpOf(sub, `${path} ${name(sub)}`)));
  return [own, ...others.flat()];
}

const pages = (
  await Promise.all(COMMANDS.map(async ({ command, load }) => helpOf(await load(), command.split(' ')[0]!)))
).flat();
const leaves = pages.filter(({ help }) => !/^Commands:/m.test(help));

describe('the words of the help', () => {
  it('covers every command', () => expect(leaves.length).toBeGreaterThan(20));

  it.each(leaves.map(({ path, help }) => [path, help] as const))('describes every option of %s', (_path, help) => {
    const bare = help
      .split('\n')
      .filter((line) => /^ +(-\w, )?--[\w-]+ +\[/.test(line) && !/--(help|version)/.test(line));
    expect(bare).toEqual([]);
  });

  it.each(leaves.map(({ path, help }) => [path, help] as const))('gives %s an example', (_path, help) => {
    expect(help).toMatch(/^Examples:/m);
  });

  it.each(leaves.map(({ path, help }) => [path, help] as const))('lists what %s requires first', (_path, help) => {
    const lines = help.split('\n').filter((line) => /^ +(-\w, )?--[\w-]+/.test(line));
    const required = lines.map((line) => line.includes('[required]'));
    expect(required.lastIndexOf(true)).toBeLessThan(required.includes(true) ? required.filter(Boolean).length : 0);
  });

  it.each(pages.map(({ path, help, options }) => [path, help, options] as const))(
    'has no word in %s that was given up',
    (path, help, { key }) => {
      expect(RETIRED_TEXT.filter((text) => help.includes(text))).toEqual([]);
      const retired = Object.keys(RETIRED_OPTIONS).filter((name) => name in key);
      expect(retired).toEqual(STILL_USED[path] ?? []);
    },
  );
});

describe('the words of the docs', () => {
  const docs = readdirSync(DOCS).filter((file) => file.endsWith('.md'));
  it.each(docs)('has no option in %s that was given up', (file) => {
    const text = readFileSync(`${DOCS}${file}`, 'utf8');
    const retired = Object.keys(RETIRED_OPTIONS).filter(
      (name) => name !== 'output' && new RegExp(`--${name}(?![\\w-])`).test(text),
    );
    expect(retired).toEqual([]);
  });
});

/** Words that were given up, with what is said now; where a former word is a key, a refusal may still name it. */
const RETIRED_NAMES: readonly (readonly [word: RegExp, now: string])[] = [
  [/ladder/i, 'given machines, fleet'],
  [/powerUsageEffectiveness/, 'pue'],
  [/tokenPrice/i, 'coinPrice'],
  [/MarketTrajectory/, 'FleetPath'],
  [/^Kernel$|^KernelOptions$/, 'Simulator'],
  [/^Level(Options|Request)?$/, 'Container'],
];

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?<!generated|\.d)\.ts$/.test(file))
  .map((file) => [file, readFileSync(`${SRC}${file}`, 'utf8')] as const);

describe('the words of exported names and of messages', () => {
  it('has none that was given up', () => {
    const names = sources.flatMap(([file, text]) =>
      [...text.matchAll(/^export (?:abstract )?(?:async )?(?:const|function|class|interface|type) (\w+)/gm)].map(
        ([, name = '']) => [file, name] as const,
      ),
    );
    expect(names.length).toBeGreaterThan(1000);
    const retired = names.filter(([, name]) => RETIRED_NAMES.some(([word]) => word.test(name)));
    expect(retired).toEqual([]);
  });

  it('names no file or folder by one', () => {
    expect(sources.map(([file]) => file).filter((file) => /ladder|token-price/.test(file))).toEqual([]);
  });

  it('says what a value must be, not what it is no', () => {
    const riddles = sources.flatMap(([file, text]) =>
      [
        ...text.matchAll(
          /[`'"][^`'"\n]*\bis no (?:number of|window|tie-break|share|picture|count|whole number from)[^`'"\n]*[`'"]/g,
        ),
      ].map(([found]) => `${file}: ${found}`),
    );
    expect(riddles).toEqual([]);
  });
});
