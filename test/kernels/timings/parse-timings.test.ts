import { describe, expect, it } from '@jest/globals';
import { parseTimings } from '../../../src/kernels/timings/parse-timings.js';
import { TIMING_COLUMNS } from '../../../src/kernels/timings/timing-schema.js';

const HEADER = TIMING_COLUMNS.join(',');

/** A table row from the cells that are not empty. */
function record(cells: Record<string, string | number>): string {
  return TIMING_COLUMNS.map((column) => String(cells[column] ?? '')).join(',');
}

const GEMM = {
  device: 'H100-SXM',
  kernel: 'gemm',
  op: 'linear',
  dtype: 'bf16',
  m: 16,
  n: 4096,
  k: 4096,
  latency_us: 14.2,
  exec: 'graph',
  source: 'mine',
};
const known = (device: string) => device === 'H100-SXM';

function problemsOf(...lines: string[]) {
  return parseTimings([HEADER, ...lines].join('\n'), 'table.csv', known);
}

describe('a timing table', () => {
  it('becomes typed rows with the line they stand on', () => {
    const { rows, problems } = problemsOf(record(GEMM), record({ ...GEMM, power_w: 431.5 }));
    expect(problems).toEqual([]);
    expect(rows.map((row) => [row.line, row.powerW])).toEqual([
      [2, null],
      [3, 431.5],
    ]);
    expect(rows[0]!.operator).toEqual({ kind: 'gemm', m: 16, n: 4096, k: 4096, dtype: 'bf16' });
  });

  it("counts the two additions that Vidur's phi-2 times as one", () => {
    const add = { ...GEMM, kernel: 'elementwise', op: 'add', k: '', source: 'vidur:h100/phi-2/mlp' };
    const { rows } = problemsOf(record(add), record({ ...add, source: 'vidur:h100/Llama-2-7b-hf/mlp' }));
    expect(rows.map(({ operator }) => ('op' in operator ? operator.op : ''))).toEqual(['add_add', 'add']);
  });

  it('may have its columns in another order and quoted cells with commas and line breaks', () => {
    const columns = [...TIMING_COLUMNS].reverse();
    const cells: Record<string, string | number> = { ...GEMM, framework: '"a, b\nc"' };
    const text = `${columns.join(',')}\n${columns.map((column) => cells[column] ?? '').join(',')}\n`;
    const { rows, problems } = parseTimings(text, 'table.csv', known);
    expect(problems).toEqual([]);
    expect(rows[0]!.framework).toBe('a, b\nc');
  });

  it.each([
    ['a latency that is not a number', { latency_us: 'NaN' }, /latency_us is "NaN"/],
    ['a negative latency', { latency_us: -3 }, /latency_us is -3, not a positive/],
    ['a unit inside a cell', { latency_us: '3.2ms' }, /units are mixed/],
    ['a missing dimension', { k: '' }, /k is empty/],
    ['a fraction where a count belongs', { m: 2.5 }, /m is 2.5, not a whole number/],
    ['an unknown format', { dtype: 'fp7' }, /dtype is "fp7"/],
    ['an unknown way of timing', { exec: 'guess' }, /exec is "guess"/],
    ['an unknown family', { kernel: 'fft' }, /kernel is "fft"/],
  ])('reports %s with its line and keeps the other rows', (_what, change, message) => {
    const { rows, problems } = problemsOf(record(GEMM), record({ ...GEMM, ...change }), record(GEMM));
    expect(rows.map((row) => row.line)).toEqual([2, 4]);
    expect(problems.map((problem) => problem.line)).toEqual([3]);
    expect(problems[0]!.found).toMatch(message);
  });

  it('reports every fault of a row at once', () => {
    const { problems } = problemsOf(record({ ...GEMM, dtype: 'fp7', latency_us: -1 }));
    expect(problems).toHaveLength(2);
  });

  it('reports an unknown device once with its first line and the number of rows', () => {
    const { rows, problems } = problemsOf(record({ ...GEMM, device: 'X1' }), record({ ...GEMM, device: 'X1' }));
    expect(rows).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'unknown-device', line: 2 });
    expect(problems[0]!.found).toContain('2 rows');
  });

  it('names every missing column and a latency in another unit', () => {
    const header = TIMING_COLUMNS.filter((column) => column !== 'm')
      .join(',')
      .replace('latency_us', 'latency_ms');
    const { rows, problems } = parseTimings(`${header}\n`, 'table.csv', known);
    expect(rows).toEqual([]);
    expect(problems.map((problem) => problem.found)).toEqual([
      'Column m is missing.',
      'Column latency_us is missing.',
      'Column latency_ms gives the latency in another unit than latency_us.',
    ]);
  });

  it('says that an empty file has no header', () => {
    expect(parseTimings('', 'table.csv', known).problems[0]!.code).toBe('empty-table');
  });
});
