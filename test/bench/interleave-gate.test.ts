import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_GATE, interleave } from '../../src/bench/index.js';

const folder = mkdtempSync(join(tmpdir(), 'interleave-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A shell program that prints invented times, so that verdicts do not hang on this machine. */
function program(name: string, print: string): { label: string; command: string; cwd: string } {
  const file = join(folder, `${name}.sh`);
  writeFileSync(file, `n=$(cat ${name}.count 2>/dev/null || echo 0); echo $((n + 1)) > ${name}.count\n${print}\n`);
  return { label: name, command: `sh ${file}`, cwd: folder };
}

/** Many processes are started, which takes long on a busy machine. */
const LONG_MS = 120_000;

const metrics = (list: string) => `printf '{"schemaVersion":1,"format":"siliconomics-bench","metrics":[${list}]}'`;
const time = (samples: string) =>
  `{"kind":"measured","name":"t","unit":"s","direction":"lower","samples":[${samples}]}`;
const options = {
  ...DEFAULT_GATE,
  budgetSeconds: 60,
  timeoutSeconds: 20,
  design: 'auto' as const,
  metrics: [],
  pairs: 8,
  onProgress: () => {},
};

describe('an interleaved comparison', () => {
  it(
    'flags what is slower in the first and in fresh pairs, and only that',
    async () => {
      const base = program('base', metrics(time('1')));
      const slower = program('slower', metrics(time('1.1')));
      const { comparison, confirmationPairs, plan } = await interleave(base, slower, options);
      expect(comparison).toMatchObject({
        outcome: 'regression',
        findings: [{ verdict: 'regressed', confirmed: true }],
      });
      expect(confirmationPairs).toBeGreaterThanOrEqual(6);
      expect(plan.design).toBe('alternate');
      expect((await interleave(base, base, options)).comparison.outcome).toBe('pass');
    },
    LONG_MS,
  );

  it(
    'takes back what fresh pairs do not show',
    async () => {
      const base = program('steady', metrics(time('1')));
      const spell = 'if [ $n -lt 9 ]; then t=1.2; else t=0.99; fi';
      const burst = program('burst', `${spell}\nprintf '${metrics(time("'$t'")).slice("printf '".length)}`);
      const { comparison } = await interleave(base, burst, options);
      expect(comparison.findings[0]!.verdict).not.toBe('regressed');
      expect(comparison.outcome).not.toBe('pass');
    },
    LONG_MS,
  );

  it('of a command that is killed, hangs, prints half a file or another metric is an error', async () => {
    const base = program('good', metrics(time('1')));
    const late = (what: string) => `if [ $n -gt 3 ]; then ${what}; fi\n${metrics(time('1'))}`;
    const cases: [string, string, RegExp][] = [
      ['killed', late('kill -9 $$'), /killed: .*was killed|killed.*exit code 137/],
      ['half', `${metrics(time('1')).slice(0, -12)}'`, /no JSON/],
      [
        'renaming',
        `if [ $n -gt 3 ]; then ${metrics(time('1').replace('"t"', '"u"'))}; exit; fi\n${metrics(time('1'))}`,
        /missing from the output/,
      ],
      ['nan', metrics(time('NaN')), /no JSON/],
    ];
    for (const [name, text, message] of cases)
      await expect(interleave(base, program(name, text), options)).rejects.toThrow(message);
    await expect(interleave(base, program('hanging', 'sleep 30'), { ...options, timeoutSeconds: 0.5 })).rejects.toThrow(
      /did not end within 0\.5 s/,
    );
  });

  it(
    'of programs that print nothing and are not measured is not comparable',
    async () => {
      const { comparison } = await interleave(program('a', 'true'), program('b', 'true'), options);
      expect(comparison.outcome).toBe('not-comparable');
    },
    LONG_MS,
  );
});
