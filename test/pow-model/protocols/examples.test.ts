import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import * as pow from '../../../src/pow-model/index.js';
import { patternOf } from '../../../src/pow-model/protocols/pearl/tile-pattern.js';
import { ruleViolation } from '../../../src/pow-model/protocols/rule-violation.js';
import { toyJob } from './pearl/toy-job.js';

const input = toyJob();
const target = (1n << 256n) - 1n;
const scope: Record<string, unknown> = {
  ...pow,
  patternOf,
  ruleViolation,
  plainProduct: pow.pearl.plainProduct,
  ...input,
  input,
  target,
  proof: pow.pearl.prove({ ...input, target }),
  params: {
    kappa: 32_767,
    rho: 10,
    bondsMovingAverage: 900_000,
    activityCutoff: 5000,
    currentBlock: 1,
    emissionRao: 1000n,
    maxValidators: 2,
  },
};

const ROOT = fileURLToPath(new URL('../../../src/pow-model/', import.meta.url));

const EXAMPLES = ['protocols', 'network', 'verification'].flatMap((folder) =>
  readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...readFileSync(`${ROOT}${folder}/${file}`, 'utf8').matchAll(/@example\n \* (.+)\n/g)].map(
        ([, line = '']): [string, string] => [file, line],
      ),
    ),
);

describe('the examples in the docstrings', () => {
  it.each(EXAMPLES)('of %s: %s', (_file, line) => {
    const run = (text: string) => new Function(...Object.keys(scope), `return (${text});`)(...Object.values(scope));
    const [call, result] = line.split(' // ');
    expect(run(call!)).toEqual(run(result!));
  });

  it('are many', () => {
    expect(EXAMPLES.length).toBeGreaterThan(20);
  });
});
