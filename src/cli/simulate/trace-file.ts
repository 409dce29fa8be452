import { closeSync, openSync, writeSync } from 'node:fs';
import { UserError } from '../../foundation/errors/user-error.js';
import { parseQuantity } from '../../foundation/quantity/units.js';
import { type TraceEvent, type TraceWindow, traceJson, WHOLE_TRACE } from '../../sim/trace/trace-event.js';

/** Characters gathered before they are written. */
const WRITTEN_AT_ONCE = 65_536;

/** Reads `--trace-window 1 ms..2 ms`. */
export function parseTraceWindow(text: string | undefined): TraceWindow {
  if (text === undefined) return WHOLE_TRACE;
  const ends = text.split('..');
  const [from, to] = ends.map((end) => (end.trim() === '' ? null : parseQuantity(end, 'seconds', '--trace-window')));
  const fromSec = from ?? 0;
  const toSec = to ?? Number.POSITIVE_INFINITY;
  if (ends.length === 2 && fromSec <= toSec) return { fromSec, toSec };
  const found = `It must be a span of time such as "1 ms..2 ms"; found ${JSON.stringify(text.slice(0, 60))}.`;
  const fix = 'Write two times, the earlier first, such as "1 ms..2 ms".';
  throw new UserError([{ code: 'bad-option', file: 'command line', line: null, path: '--trace-window', found, fix }]);
}

/** Writes a trace piece by piece, so that its length costs no memory. */
export function writeTraceFile(
  file: string,
  events: Iterable<TraceEvent>,
  about: Readonly<Record<string, string>>,
): void {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'w');
  } catch (error) {
    const found = `The file cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`;
    const fix = 'Name a file in a folder that exists.';
    throw new UserError([{ code: 'unwritable-file', file, line: null, path: '--trace', found, fix }]);
  }
  try {
    let waiting = '';
    for (const piece of traceJson(events, about)) {
      waiting += piece;
      if (waiting.length < WRITTEN_AT_ONCE) continue;
      writeSync(descriptor, waiting);
      waiting = '';
    }
    writeSync(descriptor, waiting);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== 'write') throw error;
    const found = `The file cannot be written to its end (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`;
    const fix = 'Make room, or keep less with --trace-window or --layers.';
    throw new UserError([{ code: 'unwritable-file', file, line: null, path: '--trace', found, fix }]);
  } finally {
    closeSync(descriptor);
  }
}
