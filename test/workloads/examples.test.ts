import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as workloads from '../../src/workloads/index.js';

const folder = 'src/workloads';
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(?<!generated)\.ts$/.test(name),
);

/** The lines below `@example` of every doc comment, and the value that the last one promises. */
const examples = files.flatMap((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  return [...text.matchAll(/@example\n((?: \* .*\n)+)/g)].map(([, block = '']) => {
    const lines = block
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(3));
    const [expression = '', promised = ''] = (lines.pop() ?? '').split(' // ');
    return { name, setup: lines.join('\n'), expression, promised };
  });
});

describe('the examples in doc comments', () => {
  it('are found', () => {
    expect(examples.length).toBeGreaterThanOrEqual(9);
  });

  it.each(examples)('of $name give what they promise', ({ setup, expression, promised }) => {
    const names = Object.keys(workloads);
    const run = new Function(...names, `${setup}\nreturn [(${expression}), (${promised})];`);
    const [value, expected] = run(...names.map((name) => (workloads as Record<string, unknown>)[name]));
    expect(value).toEqual(expected);
  });
});
