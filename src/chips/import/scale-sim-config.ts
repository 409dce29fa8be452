import { type Problem, UserError } from '../../foundation/errors/user-error.js';

/** The part of a SCALE-Sim configuration that decides compute cycles, and the memories beside it. */
export interface ScaleSimConfig {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly dataflow: 'os' | 'ws' | 'is';
  readonly inputSramBytes: number;
  readonly filterSramBytes: number;
  readonly outputSramBytes: number;
  /** Words a cycle that the file states for main memory. */
  readonly bandwidthWordsPerCycle: number;
  /** Keys of the file that were read past, such as those of DRAM simulators. */
  readonly ignored: readonly string[];
}

const MAX_LINES = 10_000;
const MAX_ARRAY_SIDE = 65_536;

interface Entry {
  readonly value: string;
  readonly line: number;
}

/**
 * Reads a SCALE-Sim `.cfg` file (INI sections with `key: value` or `key = value`). Throws a UserError with every problem.
 *
 * @example
 * importScaleSimConfig('a.cfg', text).dataflow // 'os'
 */
export function importScaleSimConfig(file: string, text: string): ScaleSimConfig {
  const problems: Problem[] = [];
  const report = (line: number | null, path: string, found: string, fix: string): void => {
    problems.push({ code: 'bad-scale-sim-config', file, line, path, found, fix });
  };
  const entries = readEntries(text, report);
  const used = new Set<string>();
  const take = (key: string): Entry | null => {
    used.add(key);
    return entries.get(key) ?? null;
  };
  const whole = (key: string, max: number): number => {
    const entry = take(key);
    if (entry === null) {
      report(null, key, 'It is missing.', `Add "${key}: <number>" to the section [architecture_presets].`);
      return 1;
    }
    const value = Number(entry.value);
    if (!(Number.isInteger(value) && value >= 1 && value <= max)) {
      report(
        entry.line,
        key,
        `It must be a whole number from 1 to ${max}; found ${JSON.stringify(entry.value.slice(0, 40))}.`,
        'Correct it.',
      );
      return 1;
    }
    return value;
  };
  const config: ScaleSimConfig = {
    name: take('run_name')?.value ?? 'scale-sim',
    rows: whole('arrayheight', MAX_ARRAY_SIDE),
    columns: whole('arraywidth', MAX_ARRAY_SIDE),
    dataflow: readDataflow(take('dataflow'), report),
    inputSramBytes: whole('ifmapsramszkb', 2 ** 30) * 1024,
    filterSramBytes: whole('filtersramszkb', 2 ** 30) * 1024,
    outputSramBytes: whole('ofmapsramszkb', 2 ** 30) * 1024,
    bandwidthWordsPerCycle: whole('bandwidth', 2 ** 30),
    ignored: [...entries.keys()].filter((key) => !used.has(key)),
  };
  if (problems.length > 0) throw new UserError(problems);
  return config;
}

type Report = (line: number | null, path: string, found: string, fix: string) => void;

/** Keys in small letters, since SCALE-Sim reads them without regard to case. */
function readEntries(text: string, report: Report): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.length > MAX_LINES) {
    report(null, '', `The file has ${lines.length} lines.`, `A configuration has at most ${MAX_LINES}.`);
    return entries;
  }
  lines.forEach((raw, index) => {
    const text = raw.trim();
    if (text === '' || /^[#;[]/.test(text)) return;
    const at = text.search(/[:=]/);
    if (at <= 0) {
      report(
        index + 1,
        '',
        `${JSON.stringify(text.slice(0, 60))} is no "key: value".`,
        'Write one key and its value a line.',
      );
      return;
    }
    entries.set(text.slice(0, at).trim().toLowerCase(), { value: text.slice(at + 1).trim(), line: index + 1 });
  });
  return entries;
}

function readDataflow(entry: Entry | null, report: Report): ScaleSimConfig['dataflow'] {
  const value = entry?.value.toLowerCase() ?? '';
  if (value === 'os' || value === 'ws' || value === 'is') return value;
  report(
    entry?.line ?? null,
    'Dataflow',
    entry === null ? 'It is missing.' : `${JSON.stringify(value.slice(0, 40))} is no dataflow.`,
    'Write os, ws or is.',
  );
  return 'os';
}
