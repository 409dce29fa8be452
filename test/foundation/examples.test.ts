import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import * as document from '../../src/foundation/document/document.js';
import * as fields from '../../src/foundation/document/document-fields.js';
import * as expression from '../../src/foundation/document/expression.js';
import * as meant from '../../src/foundation/errors/did-you-mean.js';
import * as distributions from '../../src/foundation/numeric/distributions/index.js';
import * as math from '../../src/foundation/numeric/portable-math.js';
import * as random from '../../src/foundation/numeric/random-stream.js';
import * as bands from '../../src/foundation/quantity/band-arithmetic.js';
import * as format from '../../src/foundation/quantity/format-quantity.js';
import * as reasoned from '../../src/foundation/quantity/reasoned.js';
import * as spans from '../../src/foundation/quantity/time-spans.js';
import * as unitArithmetic from '../../src/foundation/quantity/unit-arithmetic.js';
import * as units from '../../src/foundation/quantity/units.js';
import * as canonical from '../../src/foundation/record/canonical-json.js';
import * as hash from '../../src/foundation/record/hash.js';
import * as stats from '../../src/stats/index.js';

const scope: Record<string, unknown> = {
  z,
  ...bands,
  ...canonical,
  ...meant,
  ...distributions,
  ...document,
  ...fields,
  ...expression,
  ...format,
  ...hash,
  ...math,
  ...random,
  ...reasoned,
  ...spans,
  ...unitArithmetic,
  ...units,
  ...stats,
};

/** Examples have the form `call // result`, with `= value to N digits` where the last digits are not promised. */
function examplesBelow(folder: string): [string, string, string][] {
  const root = fileURLToPath(new URL(`../../src/${folder}/`, import.meta.url));
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...readFileSync(root + file, 'utf8').matchAll(/@example\n \* (.+) \/\/ (.+)\n/g)].map(
        ([, call = '', result = '']): [string, string, string] => [`${folder}/${file}`, call, result],
      ),
    );
}

describe('the examples in the docstrings', () => {
  it.each([...examplesBelow('foundation'), ...examplesBelow('stats')])('of %s: %s gives %s', (_file, call, result) => {
    const run = (text: string) => new Function(...Object.keys(scope), `return (${text});`)(...Object.values(scope));
    const actual: unknown = run(call);
    const digits = /^(?:.+ = )?(\S+) to (\d+) digits$/.exec(result);
    if (digits !== null) expect(actual).toBeCloseTo(Number(digits[1]), Number(digits[2]) - 1);
    else expect(actual).toEqual(run(result));
  });

  it('are many', () => {
    expect(examplesBelow('foundation').length).toBeGreaterThan(20);
  });
});
