import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as chips from '../src/chips/index.js';
import * as kernels from '../src/kernels/index.js';

const chip = (name: string) => chips.resolveChip(chips.builtinCatalog(), name);
const scope: Readonly<Record<string, unknown>> = {
  ...chips,
  ...kernels,
  a100: chip('a100-sxm-80gb'),
  h100: chip('h100-sxm'),
  u280: chip('u280'),
};

const FOLDERS = ['chips', 'kernels', 'sim', 'bench', 'report'];

const LITERAL = /^(-?\d[\d.e+-]*\b|'[^']*'|true|false|\[[^\]]*\])/;

/** Names that examples may use: those of the library, of the file itself, and three chips. */
const names = async (file: string): Promise<Readonly<Record<string, unknown>>> => {
  const own: Readonly<Record<string, unknown>> = await import(`../src/${file.replace(/\.ts$/, '.js')}`);
  return { ...scope, ...own };
};

/** Examples of one expression that promise a literal; those that need a file, or promise none, only show a call. */
const EXAMPLES = FOLDERS.flatMap((folder) =>
  readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!generated)\.ts$/.test(file))
    .flatMap((file) =>
      [...readFileSync(`src/${folder}/${file}`, 'utf8').matchAll(/@example\s+(?:\* )?((?:.*\n)+?) \*\//g)].flatMap(
        ([, block = '']) => {
          const text = block.trim().replace(/\n \*\s+/g, ' ');
          const [call = '', remark = ''] = text.split(/;? \/\/ /);
          const promised = LITERAL.exec(remark)?.[0];
          const shown = promised === undefined || /\btext\b|;|\bproblem\b/.test(call);
          return shown ? [] : [[`${folder}/${file}`, call, promised] as const];
        },
      ),
    ),
);

/** Digits that a number is written with, which are those that it promises. */
const digitsOf = (number: string) => (number.split('e')[0] ?? '').replace(/^-?0\.0*|\D/g, '').length;

/** The value of an expression, which may await. */
const evaluate = (text: string, known: Readonly<Record<string, unknown>>): Promise<unknown> =>
  new Function(...Object.keys(known), `return (async () => (${text.replaceAll(')!', ')')}))();`)(
    ...Object.values(known),
  );

describe('the examples in the docstrings', () => {
  it.each(EXAMPLES)('of %s: %s gives %s', async (file, call, promised) => {
    const actual = await evaluate(call, await names(file));
    const value = await evaluate(promised, {});
    if (typeof value !== 'number') expect(actual).toEqual(value);
    else expect((actual as number).toPrecision(digitsOf(promised))).toBe(value.toPrecision(digitsOf(promised)));
  });

  it('are many', () => {
    expect(EXAMPLES.length).toBeGreaterThan(20);
  });
});
