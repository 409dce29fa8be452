import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { readDocument } from '../../../src/foundation/document/document.js';
import { compileExpression, expressionField, readExpression } from '../../../src/foundation/document/expression.js';

function evaluate(text: string, t = 2): number {
  return compileExpression({ text, names: ['t', 'price'] })([t, 10]);
}

describe('readExpression', () => {
  it.each([
    ['1 + 2 * 3 ^ 2', 19],
    ['-t ^ 2', -4],
    ['2 ^ 3 ^ 2', 512],
    ['(price - t) / 4', 2],
    ['7 mod 4 + -1 mod 4', 6],
    ['t > 1 ? price : 0', 10],
    ['0 < t < 3', 1],
    ['0 < t < 2', 0],
    ['t == 2 and not (price != 10)', 1],
    ['t < 0 or 0', 0],
    ['min(t, price, -1) + max(3)', 2],
    ['exp(ln(5)) + log(1)', 5],
    ['log2(8) + log10(1000) + sqrt(16)', 10],
    ['round(2.5) + floor(-0.5) + ceil(0.2) + sign(-3) + abs(-4)', 6],
    ['sin(pi / 2) + cos(0) + tanh(0)', 2],
    ['pow(t, 3) + e * 0', 8],
    ['1e3', 1000],
    ['1 / 0', Infinity],
  ])('computes %s', (text, value) => {
    expect(evaluate(text)).toBeCloseTo(value, 12);
  });

  it.each([
    ['x + 1', 'the name "x", which is not known'],
    ['t = 3', 'not arithmetic'],
    ['f(x) = x', 'not arithmetic'],
    ['a.b', 'not arithmetic'],
    ['t[1]', 'not arithmetic'],
    ['[1, 2]', 'not arithmetic'],
    ['{a: 1}', 'not arithmetic'],
    ['1:3', 'not arithmetic'],
    ['1; 2', 'more than one'],
    ['"text"', 'more than one'],
    ['t!', 'the operator !'],
    ["t'", 'more than one'],
    ['2 t', 'leaves out the *'],
    ['2 W', 'leaves out the *'],
    ['3 to 4', 'the operator to'],
    ['import(t)', 'calls "import"'],
    ['evaluate(t)', 'calls "evaluate"'],
    ['createUnit(t)', 'calls "createUnit"'],
    ['constructor(t)', 'calls "constructor"'],
    ['cos.constructor(t)', 'which is not known'],
    ['toString', 'the name "toString"'],
    ['i', 'the name "i"'],
    ['true', 'no number'],
    ['null', 'no number'],
    ['', 'no number'],
    ['t # comment', 'more than one'],
    ['exp()', 'gives exp 0 arguments where it takes 1'],
    ['pow(1)', 'gives pow 1 arguments where it takes 2'],
    ['1 +', 'cannot be read'],
    ['(1', 'cannot be read'],
    ['t + '.repeat(200), 'has 800 characters; 500 are allowed'],
  ])('refuses %s', (text, found) => {
    expect(readExpression(text, ['t', 'price'])).toMatchObject({ ok: false, found: expect.stringContaining(found) });
  });

  it('reads brackets 100 deep and refuses deeper ones, whatever the stack of the Node release', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}t${')'.repeat(depth)}`;
    expect(evaluate(nested(100))).toBe(2);
    for (const depth of [101, 249])
      expect(readExpression(nested(depth), ['t'])).toMatchObject({
        ok: false,
        found: 'Its brackets nest deeper than 100.',
      });
  });

  it('agrees with the language on random arithmetic', () => {
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('t', 'price', '3', '0.5', '11'),
        fc
          .tuple(tie('tree'), fc.constantFrom('+', '-', '*', '/', '<', '>='), tie('tree'))
          .map(([a, op, b]) => `(${a} ${op} ${b})`),
      ),
    }));
    fc.assert(
      fc.property(
        tree.filter((text) => text.length <= 500),
        (text) => {
          const expected = Number(new Function('t', 'price', `return ${text.replace(/([<>]=?)/g, '$1')}`)(2, 10));
          expect(evaluate(text)).toBe(expected);
        },
      ),
      { seed: 1 },
    );
  });

  it('never throws for any text', () => {
    const pieces = fc.constantFrom(
      't',
      '1',
      '(',
      ')',
      '+',
      '*',
      '?',
      ':',
      ',',
      '.',
      '[',
      ']',
      '{',
      '}',
      '=',
      '%',
      '!',
      'exp',
      ' ',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 30 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const reading = readExpression(text, ['t']);
        return reading.ok ? typeof reading.evaluate([1]) === 'number' : reading.fix !== '';
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe('expressionField', () => {
  const schema = z.strictObject({ price: expressionField(['t']), flat: expressionField(['t']) });

  it('gives plain data that compiles, from texts and numbers', () => {
    const reading = readDocument('s.yaml', 'price: 3 * t\nflat: 7\n', schema);
    const value = reading.ok ? reading.document.value : null;
    expect(value).toEqual({ price: { text: '3 * t', names: ['t'] }, flat: { text: '7', names: ['t'] } });
    expect(compileExpression(value!.price)([2])).toBe(6);
  });

  it('joins the other problems of a file with its line', () => {
    const reading = readDocument('s.yaml', 'price: 3 * x\nflat: [1]\n', schema);
    expect(reading.ok ? [] : reading.problems.map(({ line, code }) => [line, code])).toEqual([
      [1, 'bad-expression'],
      [2, 'wrong-type'],
    ]);
  });
});
