import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toGithubActionBenchmark } from '../../src/bench/formats/github-action-benchmark.js';
import { toGoogleBenchmark } from '../../src/bench/formats/google-benchmark.js';
import { toHyperfine } from '../../src/bench/formats/hyperfine.js';
import {
  type BenchFile,
  benchFileOf,
  compareFiles,
  DEFAULT_GATE,
  type MeasuredMetric,
  readBenchFile,
} from '../../src/bench/index.js';

const seconds = fc.double({ min: 1e-9, max: 1e4, noNaN: true });
const times = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 4 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc
          .array(seconds, { minLength: 1, maxLength: 6 })
          .map((samples): MeasuredMetric => ({ kind: 'measured', name, unit: 's', direction: 'lower', samples })),
      ),
    ),
  )
  .map((metrics) => benchFileOf(metrics));
const written = (data: object) => readBenchFile('x.json', JSON.stringify(data));
const samplesOf = (file: BenchFile, name: string) =>
  (file.metrics.find((metric) => metric.name === name) as MeasuredMetric).samples;

describe('what is written is read again', () => {
  it('in its own format, to the last bit', () => {
    fc.assert(fc.property(times, (file) => expect(written(file)).toEqual(file)));
  });

  it('in that of hyperfine, to the last bit', () => {
    fc.assert(fc.property(times, (file) => expect(written(toHyperfine(file)).metrics).toEqual(file.metrics)));
  });

  it('in that of Google Benchmark, to rounding in nanoseconds', () => {
    fc.assert(
      fc.property(times, (file) => {
        const again = written(toGoogleBenchmark(file));
        expect(again.metrics).toHaveLength(2 * file.metrics.length);
        for (const { name, samples } of file.metrics as MeasuredMetric[])
          samplesOf(again, `${name} real time`).forEach((sample, i) => {
            expect(sample / samples[i]!).toBeCloseTo(1, 14);
          });
      }),
    );
  });

  it('in that of github-action-benchmark, as medians', () => {
    const file = benchFileOf([
      { kind: 'measured', name: 'a', unit: 's', direction: 'lower', samples: [3, 1, 2] },
      { kind: 'measured', name: 'b', unit: '1/s', direction: 'higher', samples: [9] },
    ]);
    expect(written(toGithubActionBenchmark(file, 'lower')).metrics).toMatchObject([{ name: 'a', samples: [2] }]);
  });
});

describe('foreign files that would pass by mistake', () => {
  it('of a command that failed are refused', () => {
    const result = { command: 'make', times: [1, 1.1], exit_codes: [0, 2] };
    expect(() => written({ results: [result] })).toThrow(/exit_codes\[1\].*failed/);
    expect(() => written({ results: [{ ...result, exit_codes: [0, null] }] })).toThrow(/exit_codes\[1\]/);
  });

  it('of a benchmark that stopped with an error lack it, which is not comparable', () => {
    const entry = (name: string, failed: boolean) => ({
      name,
      run_type: 'iteration',
      real_time: 1,
      cpu_time: 1,
      time_unit: 'ms',
      error_occurred: failed,
    });
    const file = (failed: boolean) => written({ context: {}, benchmarks: [entry('a', false), entry('b', failed)] });
    const options = { ...DEFAULT_GATE, allowEnvironment: true };
    expect(compareFiles(file(false), file(true), options)).toMatchObject({
      outcome: 'not-comparable',
      missing: ['b real time', 'b cpu time'],
    });
  });

  it('with times of zero, infinity or text are refused', () => {
    const hyperfine = (time: string) => `{"results":[{"command":"a","times":[1,${time}]}]}`;
    for (const time of ['0', '1e999', '-1', '"1"', 'null'])
      expect(() => readBenchFile('x.json', hyperfine(time))).toThrow(/times\[1\]/);
    expect(() => readBenchFile('x.json', '[{"name":"a","value":0}]')).toThrow(/value/);
  });

  it('of nothing are refused', () => {
    for (const text of ['', '[]', '{}', 'null', '3', '{"results":[]}', '{"benchmarks":[]}'])
      expect(() => readBenchFile('x.json', text)).toThrow(/x\.json/);
  });
});
