/**
 * Events of the Chrome trace format as Perfetto reads it ("Trace Event Format", Google, 2016): times in microseconds,
 * one process a chip, one thread a resource.
 */
export type TraceEvent =
  | {
      readonly ph: 'M';
      readonly name: 'process_name' | 'thread_name';
      readonly pid: number;
      readonly tid: number;
      readonly args: { readonly name: string };
    }
  | {
      readonly ph: 'M';
      readonly name: 'thread_sort_index' | 'process_sort_index';
      readonly pid: number;
      readonly tid: number;
      readonly args: { readonly sort_index: number };
    }
  | {
      readonly ph: 'X';
      readonly name: string;
      readonly cat: string;
      readonly pid: number;
      readonly tid: number;
      readonly ts: number;
      readonly dur: number;
      readonly args: Readonly<Record<string, number | string>>;
    }
  | {
      readonly ph: 'C';
      readonly name: string;
      readonly pid: number;
      readonly tid: number;
      readonly ts: number;
      readonly args: Readonly<Record<string, number>>;
    }
  | {
      readonly ph: 's' | 'f';
      readonly name: string;
      readonly cat: string;
      readonly id: number;
      readonly pid: number;
      readonly tid: number;
      readonly ts: number;
      /** A flow ends in the slice that encloses its end. */
      readonly bp?: 'e';
    };

/** Seconds from and to which a trace is kept. */
export interface TraceWindow {
  readonly fromSec: number;
  readonly toSec: number;
}

export const WHOLE_TRACE: TraceWindow = { fromSec: 0, toSec: Number.POSITIVE_INFINITY };

/** The file in pieces, so that a long trace never stands in memory; `events` must be sorted by time. */
export function* traceJson(
  events: Iterable<TraceEvent>,
  otherData: Readonly<Record<string, string>>,
): Generator<string> {
  yield `{"displayTimeUnit":"ns","otherData":${JSON.stringify(otherData)},"traceEvents":[`;
  let separator = '\n';
  for (const event of events) {
    yield `${separator}${JSON.stringify(event)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}
