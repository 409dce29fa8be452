import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tileOptions } from '../../../src/cli/simulate/tile-detail.js';
import { parseTraceWindow, writeTraceFile } from '../../../src/cli/simulate/trace-file.js';
import type { TraceEvent } from '../../../src/sim/trace/trace-event.js';

const given = { detail: 'tile', tieBreak: undefined, timings: undefined } as const;

describe('the options of tile detail', () => {
  it('take fifo or a shuffle with a seed', () => {
    expect(tileOptions(given)).toMatchObject({ tieBreak: 'fifo' });
    expect(tileOptions({ ...given, tieBreak: 'shuffle:7' })).toMatchObject({ tieBreak: 'shuffle:7' });
    expect(tileOptions({ ...given, detail: 'operator' })).toBeNull();
  });

  it.each([
    ['another order', { ...given, tieBreak: 'lifo' }],
    ['a shuffle without a seed', { ...given, tieBreak: 'shuffle:' }],
    ['ties of operators', { ...given, detail: 'operator' as const, tieBreak: 'fifo' }],
    ['measured kernels', { ...given, timings: 'tables' }],
  ])('refuse %s', (_what, wrong) => {
    expect(() => tileOptions(wrong)).toThrow(expect.objectContaining({ code: 'user-error' }));
  });
});

describe('the file of a trace', () => {
  it.each(['2 ms..1 ms', '1 ms', '1 ms..2 ms..3 ms', '1 W..2 W', 'a..b'])('refuses the window %s', (text) => {
    expect(() => parseTraceWindow(text)).toThrow(expect.objectContaining({ code: 'user-error' }));
  });

  it('refuses a folder as the file, and asks for no event before', () => {
    const folder = mkdtempSync(join(tmpdir(), 'trace-'));
    let asked = 0;
    function* events(): Generator<TraceEvent> {
      asked++;
      yield { ph: 'C', name: 'c', pid: 1, tid: 0, ts: 0, args: { value: 1 } };
    }
    for (const file of [folder, join(folder, 'no', 'such.json')])
      expect(() => writeTraceFile(file, events(), {})).toThrow(expect.objectContaining({ code: 'user-error' }));
    expect(asked).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it('writes as events come: no more than a piece of a long trace stands in memory', () => {
    const folder = mkdtempSync(join(tmpdir(), 'trace-'));
    const file = join(folder, 'long.json');
    const count = 200_000;
    let made = 0;
    let behind = 0;
    function* events(): Generator<TraceEvent> {
      for (let ts = 0; ts < count; ts++) {
        if (ts % 1000 === 0) behind = Math.max(behind, made - statSync(file).size);
        const event: TraceEvent = { ph: 'C', name: 'bandwidth', pid: 1, tid: 0, ts, args: { value: ts } };
        made += JSON.stringify(event).length;
        yield event;
      }
    }
    writeTraceFile(file, events(), {});
    expect(made).toBeGreaterThan(10e6);
    expect(behind).toBeLessThan(200_000);
    rmSync(folder, { recursive: true });
  });
});
