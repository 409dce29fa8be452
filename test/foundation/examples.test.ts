import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import * as canonical from '../../src/foundation/canonical-json.js';
import * as meant from '../../src/foundation/did-you-mean.js';
import * as distributions from '../../src/foundation/distributions.js';
import * as document from '../../src/foundation/document.js';
import * as fields from '../../src/foundation/document-fields.js';
import * as expression from '../../src/foundation/expression.js';
import * as format from '../../src/foundation/format-quantity.js';
import * as hash from '../../src/foundation/hash.js';
import * as math from '../../src/foundation/portable-math.js';
import * as random from '../../src/foundation/random-stream.js';
import * as units from '../../src/foundation/units.js';
import * as stats from '../../src/stats/index.js';

const scope: Record<string, unknown> = {
  z,
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
