import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  baselineOf,
  benchFileOf,
  compareFiles,
  DEFAULT_GATE,
  type Metric,
  readBaselines,
  updateBaselines,
} from '../../src/bench/index.js';
import { environmentKey } from '../../src/bench/samples/environment-key.js';

const root = mkdtempSync(join(tmpdir(), 'baselines-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const emptyFolder = () => join(root, String(count++));

const time = (name: string, ...samples: number[]): Metric => ({
  kind: 'measured',
  name,
  unit: 's',
  direction: 'lower',
  samples,
});
const exact = (name: string, value: number): Metric => ({ kind: 'exact', name, unit: '', value, relativeTolerance: 0 });
const result = (cpu: string, ...metrics: Metric[]) => benchFileOf(metrics, { environment: { cpu }, commit: 'abc' });

describe('baselines', () => {
  it('are one of each environment for times and one for all machines for deterministic metrics', () => {
    const folder = emptyFolder();
    updateBaselines(folder, result('A', time('t', 1, 2, 3), exact('e', 5)), true);
    updateBaselines(folder, result('B', time('t', 4, 5, 6)), false);
    const keys = [environmentKey({ cpu: 'A' }), environmentKey({ cpu: 'B' }), 'model-outputs'].sort();
    expect(readBaselines(folder).map(({ key }) => key)).toEqual(keys);
    expect(baselineOf(folder, result('B', time('t', 1))).metrics).toEqual([time('t', 4, 5, 6)]);
    expect(baselineOf(folder, result('A', time('t', 1), exact('e', 1))).metrics).toEqual([
      exact('e', 5),
      time('t', 1, 2, 3),
    ]);
  });

  it('of deterministic metrics change only where a reviewer accepts it', () => {
    const folder = emptyFolder();
    expect(updateBaselines(folder, result('A', exact('e', 5)), false)).toMatchObject([{ written: false }]);
    expect(existsSync(folder)).toBe(false);
    updateBaselines(folder, result('A', exact('e', 5)), true);
    const before = readFileSync(join(folder, 'model-outputs.json'), 'utf8');
    const refused = updateBaselines(folder, result('A', exact('e', 6)), false);
    expect(refused).toMatchObject([{ written: false, comparison: { outcome: 'regression' } }]);
    expect(readFileSync(join(folder, 'model-outputs.json'), 'utf8')).toBe(before);
    updateBaselines(folder, result('A', exact('e', 6)), true);
    expect(baselineOf(folder, result('A', exact('e', 6))).metrics).toEqual([exact('e', 6)]);
  });

  it('hold nothing of the machine where they hold on every machine', () => {
    const folder = emptyFolder();
    updateBaselines(folder, result('A', exact('e', 5)), true);
    expect(readFileSync(join(folder, 'model-outputs.json'), 'utf8')).not.toMatch(/abc|"A"/);
  });

  it('that are missing are an error and not a pass', () => {
    const folder = emptyFolder();
    expect(() => baselineOf(folder, result('A', time('t', 1)))).toThrow(/no baseline a-[0-9a-f]{8}\. It has none/);
    updateBaselines(folder, result('B', time('t', 4)), false);
    expect(() => baselineOf(folder, result('A', time('t', 1)))).toThrow(/It has b-/);
  });

  it('that are cut short are an error', () => {
    const folder = emptyFolder();
    updateBaselines(folder, result('A', time('t', 1)), false);
    const file = join(folder, readdirSync(folder)[0]!);
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -9));
    expect(() => baselineOf(folder, result('A', time('t', 1)))).toThrow(/no JSON/);
  });

  it('of a benchmark that was renamed do not pass', () => {
    const folder = emptyFolder();
    updateBaselines(folder, result('A', exact('old', 1)), true);
    const head = result('A', exact('new', 1));
    expect(compareFiles(baselineOf(folder, head), head, DEFAULT_GATE).outcome).toBe('not-comparable');
  });
});

describe('drift', () => {
  it('of ten steps of 1 % passes each gate alone and fails against the last accepted release', () => {
    const outcomeOf = (base: number, head: number) => {
      const samples = (value: number) => Array.from({ length: 30 }, (_, i) => value * (1 + 0.001 * ((i * 7) % 5)));
      const file = (value: number) => benchFileOf([time('t', ...samples(value))], { session: 's' });
      return compareFiles(file(base), file(head), DEFAULT_GATE).outcome;
    };
    for (let step = 1; step <= 10; step++) {
      expect(outcomeOf(1.01 ** (step - 1), 1.01 ** step)).toBe('pass');
      if (step > 2) expect(outcomeOf(1, 1.01 ** step)).toBe('regression');
    }
  });
});
