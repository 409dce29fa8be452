import { describe, expect, it } from '@jest/globals';
import {
  benchFileOf,
  compareFiles,
  DEFAULT_GATE,
  type MeasuredFinding,
  type Metric,
  readBenchFile,
} from '../../src/bench/index.js';
import { createStream } from '../../src/foundation/index.js';

const time = (name: string, samples: number[]): Metric => ({
  kind: 'measured',
  name,
  unit: 's',
  direction: 'lower',
  samples,
});
const exact = (name: string, value: number | string, relativeTolerance = 0): Metric => ({
  kind: 'exact',
  name,
  unit: '',
  value,
  relativeTolerance,
});
const file = (...metrics: Metric[]) => benchFileOf(metrics, { session: 's' });
const compare = (base: Metric[], head: Metric[]) => compareFiles(file(...base), file(...head), DEFAULT_GATE);

/** Two interleaved series of one noisy process, the head slower by a factor. */
function noisyPair(seed: number, n: number, noise: number, factor: number): [number[], number[]] {
  const stream = createStream(seed, 'noisy pair');
  const draw = () => 1 + noise * (stream.nextUniform() + stream.nextUniform() + stream.nextUniform() - 1.5);
  const base: number[] = [];
  const head: number[] = [];
  for (let i = 0; i < n; i++) {
    base.push(draw());
    head.push(factor * draw());
  }
  return [base, head];
}

function verdictOf(base: number[], head: number[]): MeasuredFinding {
  return compare([time('t', base)], [time('t', head)]).findings[0] as MeasuredFinding;
}

describe('the gate on interleaved samples', () => {
  it('finds a slow-down of 10 % and keeps quiet on identical code', () => {
    let flagged = 0;
    let falseAlarms = 0;
    for (let seed = 0; seed < 10; seed++) {
      if (verdictOf(...noisyPair(seed, 30, 0.08, 1.1)).verdict === 'regressed') flagged++;
      if (verdictOf(...noisyPair(seed, 30, 0.08, 1)).verdict === 'regressed') falseAlarms++;
    }
    expect(flagged).toBeGreaterThanOrEqual(9);
    expect(falseAlarms).toBe(0);
  });

  it('calls a speed-up improved and turns the sign for rates', () => {
    const [base, head] = noisyPair(1, 30, 0.02, 0.8);
    expect(verdictOf(base, head).verdict).toBe('improved');
    const rate = (samples: number[]): Metric => ({ ...time('rate', samples), direction: 'higher' }) as Metric;
    expect(compare([rate(base)], [rate(head)]).outcome).toBe('regression');
  });

  it('claims equivalence where the interval lies inside the minimum', () => {
    expect(verdictOf(...noisyPair(2, 60, 0.01, 1)).verdict).toBe('same');
  });

  it('says how many pairs an undecided metric takes, and that many do decide it', () => {
    const few = verdictOf(...noisyPair(3, 8, 0.06, 1));
    expect(few.verdict).toBe('inconclusive');
    expect(few.needed).toBeGreaterThan(8);
  });

  it('gives the same verdict and the same digits again', () => {
    const [base, head] = noisyPair(4, 20, 0.1, 1.05);
    expect(verdictOf(base, head)).toEqual(verdictOf(base, head));
  });

  it('corrects for the number of metrics', () => {
    const [base, head] = noisyPair(11, 7, 0.02, 1.2);
    expect(verdictOf(base, head).verdict).toBe('regressed');
    const many = Array.from({ length: 20 }, (_, i) => time(`t${i}`, [...base]));
    const worse = many.map((metric, i) => (i === 0 ? { ...metric, samples: head } : metric)) as Metric[];
    expect(compare(many, worse).findings[0]!.verdict).toBe('inconclusive');
  });
});

describe('samples that know nothing', () => {
  it('of length 1 never pass and never fail', () => {
    expect(compare([time('t', [1])], [time('t', [5])]).outcome).toBe('inconclusive');
    expect(compareFiles(benchFileOf([time('t', [1])]), benchFileOf([time('t', [5])]), DEFAULT_GATE).outcome).toBe(
      'inconclusive',
    );
  });

  it('that are all equal are the same, or regressed where they differ', () => {
    const flat = (value: number) => Array<number>(12).fill(value);
    expect(verdictOf(flat(1), flat(1)).verdict).toBe('same');
    expect(verdictOf(flat(1), flat(1.1)).verdict).toBe('regressed');
  });

  it('that are NaN are refused', () => {
    const text = JSON.stringify(file(time('t', [1, 2]))).replace('[1,2]', '[1,NaN]');
    expect(() => readBenchFile('x.json', text)).toThrow(/no JSON/);
    expect(() => readBenchFile('x.json', text.replace('NaN', 'null'))).toThrow(/samples\[1\]/);
    expect(() => readBenchFile('x.json', text.replace('NaN', '-2'))).toThrow(/samples\[1\]/);
  });
});

describe('files that do not fit', () => {
  it('cut short are refused by name', () => {
    const text = JSON.stringify(file(time('t', [1, 2])));
    expect(() => readBenchFile('cut.json', text.slice(0, -5))).toThrow(/cut\.json: It is no JSON/);
    expect(() => readBenchFile('empty.json', JSON.stringify(file()))).toThrow(/no metrics/);
    expect(() => readBenchFile('twice.json', JSON.stringify(file(exact('a', 1), exact('a', 2))))).toThrow(/twice/);
  });

  it('with a renamed benchmark do not pass', () => {
    const result = compare([exact('a', 1), exact('old', 2)], [exact('a', 1), exact('new', 2)]);
    expect(result).toMatchObject({ outcome: 'not-comparable', missing: ['old'], added: ['new'] });
    expect(compare([exact('old', 2)], [exact('new', 2)]).outcome).toBe('not-comparable');
  });

  it('from unlike machines are refused with the keys that differ', () => {
    const on = (cpu: string) => benchFileOf([time('t', [1, 2, 3])], { environment: { cpu }, session: 's' });
    const result = compareFiles(on('A'), on('B'), DEFAULT_GATE);
    expect(result).toMatchObject({
      outcome: 'not-comparable',
      differingEnvironment: [{ key: 'cpu', base: 'A', head: 'B' }],
    });
    expect(compareFiles(on('A'), on('B'), { ...DEFAULT_GATE, allowEnvironment: true }).outcome).toBe('inconclusive');
  });

  it('whose metrics changed their unit are not compared', () => {
    const other = { ...time('t', [1, 1]), unit: 'ms' } as Metric;
    expect(compare([time('t', [1, 1])], [other]).outcome).toBe('not-comparable');
  });
});

describe('deterministic metrics', () => {
  it('are compared exactly, or to the tolerance that the base declares', () => {
    expect(compare([exact('a', 1)], [exact('a', 1 + 1e-15)]).outcome).toBe('regression');
    expect(compare([exact('a', 1, 1e-9)], [exact('a', 1 + 1e-12)]).outcome).toBe('pass');
    expect(compare([exact('a', 1)], [exact('a', 1 + 1e-12, 1)]).outcome).toBe('regression');
    expect(compare([exact('f', 'abc')], [exact('f', 'abd')]).outcome).toBe('regression');
  });
});

describe('files measured apart', () => {
  it('find a large slow-down and warn', () => {
    const [base, head] = noisyPair(7, 40, 0.02, 1.3);
    const result = compareFiles(benchFileOf([time('t', base)]), benchFileOf([time('t', head)]), DEFAULT_GATE);
    expect(result.findings[0]!.verdict).toBe('regressed');
    expect(result.warnings.join()).toMatch(/not measured together/);
  });
});

describe('foreign formats', () => {
  it('of Google Benchmark, hyperfine and github-action-benchmark are read', () => {
    const google = {
      context: { num_cpus: 8 },
      benchmarks: [
        { name: 'BM_a', run_name: 'BM_a', run_type: 'iteration', real_time: 1500, cpu_time: 1400, time_unit: 'ns' },
        { name: 'BM_a', run_name: 'BM_a', run_type: 'iteration', real_time: 1.6, cpu_time: 1.5, time_unit: 'us' },
        { name: 'BM_a_mean', run_name: 'BM_a', run_type: 'aggregate', real_time: 1, cpu_time: 1, time_unit: 'ns' },
      ],
    };
    const read = readBenchFile('g.json', JSON.stringify(google));
    expect(read.environment).toEqual({ num_cpus: '8' });
    expect(read.metrics.map(({ name }) => name)).toEqual(['BM_a real time', 'BM_a cpu time']);
    expect((read.metrics[0] as { samples: number[] }).samples[1]).toBeCloseTo(1.6e-6, 15);
    const hyperfine = { results: [{ command: 'sleep 1', mean: 1, times: [1.01, 1.02] }] };
    expect(readBenchFile('h.json', JSON.stringify(hyperfine)).metrics).toMatchObject([{ samples: [1.01, 1.02] }]);
    const custom = [{ name: 'speed', unit: 'op/s', value: 12 }];
    expect(readBenchFile('c.json', JSON.stringify(custom), 'higher').metrics).toMatchObject([
      { direction: 'higher', samples: [12] },
    ]);
  });
});
