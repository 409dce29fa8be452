import { describe, expect, it } from '@jest/globals';
import yargs from 'yargs';
import { simulateOptions } from '../../src/cli/simulate/simulate-options.js';
import { idleSizes, type RunKind, refuseUnusedOptions, USED_BY } from '../../src/cli/simulate/simulate-uses.js';
import { hostGapSec, kernelGapSec } from '../../src/cli/simulate/simulated-costs.js';
import { UserError } from '../../src/foundation/index.js';

async function refusedOf(kind: RunKind, words: string): Promise<string[]> {
  const given = await simulateOptions(yargs([])).parse([
    '--chip',
    'x',
    ...words.split(' ').filter((word) => word !== ''),
  ]);
  try {
    refuseUnusedOptions(kind, given as Record<string, unknown>);
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems.map(({ path }) => path);
    throw error;
  }
}

describe('options of simulate that a run would ignore', () => {
  it.each<[RunKind, string, readonly string[]]>([
    ['model', '', []],
    ['graph', '', []],
    ['mapping', '', []],
    ['topology', '', []],
    ['graph', '--workload g.onnx --dim batch=2 --kernel-gap 5us --trace t.json --trace-window 1us..2us', []],
    [
      'graph',
      '--detail tile --batch 8 --ep 2 --load 0.5 --model m',
      ['--model', '--batch', '--ep', '--detail', '--load'],
    ],
    ['mapping', '--workload p.yaml --mapping m.txt --energy e.yaml --timings t', ['--timings']],
    ['topology', '--topology t.csv --model llama-3.1-8b --dtype fp8', ['--model', '--dtype']],
    ['model', '--energy e.yaml --dim batch=2 --allow-unknown', ['--dim', '--allow-unknown', '--energy']],
    ['model', '--model m --workload w.json', ['--workload']],
    ['model', '--trace-window 1us..2us', ['--trace-window']],
    ['model', '--phase request --input 7 --output 9 --layers 2', ['--layers']],
    ['model', '--microbatches 4', ['--microbatches']],
    ['model', '--microbatches 4 --pp 2', []],
    ['model', '--cp 4 --context-exchange all-gather', ['--context-exchange']],
    ['model', '--cp 4 --context-exchange all-gather --phase prefill', []],
  ])('of a %s with %s are refused by name', async (kind, words, refused) => {
    expect(await refusedOf(kind, words)).toEqual(refused);
  });

  it('are remarked upon where they are sizes of another phase', () => {
    const remarked = (given: Record<string, unknown>) => idleSizes(given).map((remark) => remark.split(' ')[0]);
    const sizes = { context: 4096, input: 4096, output: 5 };
    expect(remarked({ phase: 'decode', ...sizes })).toEqual(['--input', '--output']);
    expect(remarked({ phase: 'prefill', ...sizes })).toEqual(['--context', '--output']);
    expect(remarked({ phase: 'request', ...sizes })).toEqual(['--context']);
    expect(remarked({ phase: 'decode', context: 4096, input: 1024, output: 1024 })).toEqual([]);
  });

  it('are known for every option', () => {
    const options = simulateOptions(yargs([])) as unknown as { getOptions(): { key: Record<string, unknown> } };
    const always = ['help', 'version', 'chip', 'json'];
    const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const named = Object.keys(options.getOptions().key).map(camel);
    expect(new Set(named.filter((name) => !always.includes(name)))).toEqual(new Set(Object.keys(USED_BY)));
  });
});

describe('waits for the host', () => {
  it.each(['-3 us', '1 h', 'NaN'])('are refused where they are %s', (text) => {
    expect(() => hostGapSec(text)).toThrow(UserError);
    expect(() => kernelGapSec(text)).toThrow(UserError);
  });

  it('are read in any unit of time', () => {
    expect([hostGapSec(undefined), hostGapSec('1.2 ms'), kernelGapSec('21 us')]).toEqual([null, 1.2e-3, 21e-6]);
  });
});
