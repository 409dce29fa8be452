import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { formatPath, parseDocument, readDocument } from '../../../src/foundation/document/document.js';
import { knownName, quantity } from '../../../src/foundation/document/document-fields.js';
import { didYouMean } from '../../../src/foundation/errors/did-you-mean.js';
import type { Problem } from '../../../src/foundation/index.js';

const study = z.strictObject({
  name: z.string(),
  seed: z.int().min(0).default(1),
  rate: z.number().min(0).default(1),
  share: quantity('ratio', { min: 0, max: 1 }).default(0.5),
  rule: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('flat'), amount: z.number() }),
    z.strictObject({ kind: z.literal('split'), parts: z.array(z.number()).min(2) }),
  ]),
  machines: z
    .array(
      z.strictObject({
        chip: knownName('chip', ['h100-sxm', 'l40s', 'u280']),
        power: quantity('watt'),
        link: quantity('bytesPerSec').nullable().default(null),
        dtype: z.enum(['bf16', 'int8']).default('bf16'),
      }),
    )
    .min(1),
});

const GOOD = `# a comment
name: test
rule: { kind: flat, amount: 3 }
machines:
  - chip: l40s
    power: 300 W
    link: 64 GB/s
`;

function problemsOf(text: string, file = 'study.yaml'): readonly Problem[] {
  const reading = readDocument(file, text, study);
  if (reading.ok) throw new Error('The document was expected to be refused.');
  return reading.problems;
}

describe('parseDocument', () => {
  it('gives the frozen value with defaults and units resolved', () => {
    const { value } = parseDocument('study.yaml', GOOD, study);
    expect(value).toEqual({
      name: 'test',
      seed: 1,
      rate: 1,
      share: 0.5,
      rule: { kind: 'flat', amount: 3 },
      machines: [{ chip: 'l40s', power: 300, link: 64e9, dtype: 'bf16' }],
    });
    expect(Object.isFrozen(value.machines[0])).toBe(true);
  });

  it('reads the same from JSON indented by tabs', () => {
    const json = JSON.stringify(
      { name: 'a\tb', rule: { kind: 'flat', amount: 3 }, machines: [{ chip: 'l40s', power: '300 W' }] },
      null,
      '\t',
    );
    expect(parseDocument('study.json', json, study).value.name).toBe('a\tb');
  });

  it('reports every mistake of a file at once, each with its line', () => {
    const problems = problemsOf(`nam: test
seed: -1
rate: -3
share: 130 %
rule:
  kind: flatt
machines:
  - chip: h100-smx
    power: 3 H
    power_limit: 5 W
  - chip: l40s
    power: 700
    link: 3.35 TB
    dtype: fp64
`);
    expect(problems.map(({ line, code, path }) => [line, code, path])).toEqual([
      [1, 'missing-key', 'name'],
      [1, 'unknown-key', 'nam'],
      [2, 'out-of-range', 'seed'],
      [3, 'out-of-range', 'rate'],
      [4, 'out-of-range', 'share'],
      [6, 'unknown-value', 'rule.kind'],
      [8, 'unknown-chip', 'machines[0].chip'],
      [9, 'bad-quantity', 'machines[0].power'],
      [10, 'unknown-key', 'machines[0].power_limit'],
      [12, 'wrong-type', 'machines[1].power'],
      [13, 'bad-quantity', 'machines[1].link'],
      [14, 'unknown-value', 'machines[1].dtype'],
    ]);
    const text = problems.map(({ found, fix }) => `${found} ${fix}`);
    expect(text).toEqual([
      '`name` is missing. Add a text.',
      'The key "nam" is not known. Did you mean "name"?',
      '-1 is too small. Write a number of at least 0.',
      '-3 is too small. Write a number of at least 0.',
      '"130 %" is out of range. Write a share from 0 to 1.',
      '"flatt" is no known kind. Did you mean "flat"? Allowed: flat, split.',
      'There is no chip "h100-smx". Did you mean "h100-sxm"?',
      '"3 H" is a number of hashes, not a power. Write a power, such as "700 W".',
      'The key "power_limit" is not known. Known keys: chip, power, link, dtype.',
      '700 is not a text. Write a power, such as "700 W".',
      '"3.35 TB" is an amount of data, not a bandwidth. Write a bandwidth, such as "3.35 TB/s".',
      '"fp64" is not allowed here. Write one of: bf16, int8.',
    ]);
  });

  it('reports syntax errors together with schema errors', () => {
    const problems = problemsOf(`name: a\nname: b\nrule: {kind: split, parts: [1]}\nmachines: 7\n`);
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'duplicate-key'],
      [3, 'out-of-range'],
      [4, 'wrong-type'],
    ]);
  });

  it('knows the keys of the branch of a union that was meant', () => {
    const problems = problemsOf(GOOD.replace('amount: 3', 'amount: 3, partz: [1, 2]').replace('300 W', '-300 W'));
    expect(problems.map(({ fix }) => fix)).toEqual(['Known keys: kind, amount.', 'Write a power of at least 0 W.']);
  });

  it('locates paths of the parsed value for second checks, missing ones at their nearest ancestor', () => {
    const document = parseDocument('study.yaml', GOOD, study);
    expect(document.locate(['machines', 0, 'power'])).toBe(6);
    expect(document.locate(['machines', 0, 'dtype'])).toBe(5);
    expect(document.locate(['nothing'])).toBe(2);
    expect(() =>
      parseDocument('study.yaml', GOOD, study, ({ problem }) => [
        problem(['machines', 0, 'link'], 'too-slow', 'The link is slow.', 'Take another.'),
        problem(['name'], 'dull', 'The name is dull.', 'Find a better one.'),
      ]),
    ).toThrow(
      'study.yaml:2: name: The name is dull. Find a better one.\nstudy.yaml:7: machines[0].link: The link is slow. Take another.',
    );
  });

  it('follows aliases to where they lead', () => {
    const schema = z.strictObject({ a: z.record(z.string(), z.number()), b: z.record(z.string(), z.number()) });
    const reading = readDocument('x.yaml', 'a: &x\n  k: one\nb: *x\n', schema);
    expect(reading.ok ? [] : reading.problems.map(({ line, path }) => [line, path])).toEqual([
      [2, 'a.k'],
      [2, 'b.k'],
    ]);
  });

  it.each([
    ['an empty file', '', 'empty-file', null],
    ['a file of comments', '# nothing\n', 'empty-file', null],
    ['a list in place of a map', '- 1\n', 'wrong-type', 1],
    ['a broken flow', 'name: {a\n', 'bad-syntax', 2],
    ['a value that begins with %', 'name: % x\n', 'bad-syntax', 1],
    ['two documents', `${GOOD}---\nname: b\n`, 'bad-syntax', 8],
    ['an unknown tag', `${GOOD}seed: !!odd 1\n`, 'bad-syntax', 8],
    ['a list as key', `${GOOD}? [1, 2]\n: 3\n`, 'odd-key', 8],
    ['an alias without anchor', `${GOOD}seed: *nowhere\n`, 'bad-alias', 8],
    ['an infinite number', `${GOOD}rate: .inf\n`, 'wrong-type', 8],
    ['brackets without end', '['.repeat(2_000_000), 'too-deep', 1],
    ['dashes without end', '- '.repeat(1_000_000), 'too-deep', 1],
    ['a staircase', Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'too-deep', null],
    ['too much text', ' '.repeat(5_000_000), 'too-large', null],
  ])('refuses %s', (_what, text, code, line) => {
    expect(problemsOf(text)[0]).toMatchObject({ code, line });
  });

  it('refuses alias bombs without expanding them', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `  l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}]`);
    const bomb = `name: x\nbomb:\n  l0: &l0 [lol]\n${levels.join('\n')}\n`;
    expect(problemsOf(bomb)[0]).toMatchObject({ code: 'bad-alias' });
  });

  it('never throws for any text and always names the file', () => {
    const pieces = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '-',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '#',
      '&x',
      '*x',
      '!',
      '%',
      '|',
      '?',
      '1',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 40 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const reading = readDocument('any.yaml', text, study);
        return !reading.ok && reading.problems.length > 0 && reading.problems.every(({ file }) => file === 'any.yaml');
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});

describe('the JSON Schema of a document', () => {
  it('describes what a user writes, quantities included', () => {
    expect(z.toJSONSchema(study, { io: 'input' })).toMatchObject({
      additionalProperties: false,
      required: ['name', 'rule', 'machines'],
      properties: {
        machines: {
          items: {
            properties: {
              power: { type: 'string', description: 'A power with its unit, such as "700 W".', examples: ['700 W'] },
            },
          },
        },
      },
    });
  });
});

describe('didYouMean', () => {
  it.each([
    ['bandwith', 'bandwidth'],
    ['Capacity', 'capacity'],
    ['h100', 'h200'],
    ['zzz', null],
    ['x'.repeat(1000), null],
  ])('answers %s with %s', (name, expected) => {
    expect(didYouMean(name, ['bandwidth', 'capacity', 'h200'])).toBe(expected);
  });
});

describe('formatPath', () => {
  it('writes paths as users do', () => {
    expect(formatPath(['machines', 0, 'chip'])).toBe('machines[0].chip');
    expect(formatPath(['a', 'b c', 1])).toBe('a["b c"][1]');
    expect(formatPath([])).toBe('');
  });
});
