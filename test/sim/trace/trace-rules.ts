interface AnyEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly id?: number;
  readonly bp?: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

/** Times in microseconds are exact to less than a picosecond over a second. */
const ROUNDING_US = 1e-6;

/**
 * What is wrong with the text of a trace by the rules of the Trace Event Format (Google, 2016) as Perfetto's importer applies
 * them: names before events, events sorted, slices of one lane side by side, flows in pairs inside slices, counters numeric.
 */
export function traceFaults(text: string): string[] {
  const document = JSON.parse(text) as { readonly traceEvents: readonly AnyEvent[]; readonly displayTimeUnit: string };
  const faults: string[] = [];
  const named = new Set<string>();
  const freeAt = new Map<string, number>();
  const slices = new Map<string, { readonly from: number; readonly to: number }[]>();
  let now = Number.NEGATIVE_INFINITY;
  let begun = false;
  if (document.displayTimeUnit !== 'ns' && document.displayTimeUnit !== 'ms') faults.push('displayTimeUnit');
  for (const event of document.traceEvents) {
    const lane = `${event.pid}/${event.tid}`;
    if (event.ph === 'M') {
      if (begun) faults.push(`${event.name} of ${lane} after the first event`);
      if (event.name === 'process_name') named.add(`${event.pid}`);
      if (event.name === 'thread_name') named.add(lane);
      continue;
    }
    begun = true;
    const ts = event.ts ?? Number.NaN;
    if (!Number.isFinite(ts) || ts < 0) faults.push(`time ${ts} of ${event.name}`);
    if (ts < now) faults.push(`${event.name} at ${ts} after ${now}`);
    now = ts;
    if (!named.has(`${event.pid}`)) faults.push(`process ${event.pid} has no name`);
    if (event.ph === 'C') {
      const values = Object.values(event.args ?? {});
      if (values.length === 0 || values.some((value) => typeof value !== 'number' || !Number.isFinite(value)))
        faults.push(`counter ${event.name} of ${JSON.stringify(event.args)}`);
      continue;
    }
    if (!named.has(lane)) faults.push(`lane ${lane} has no name`);
    if (event.ph !== 'X') continue;
    const dur = event.dur ?? Number.NaN;
    if (!(dur >= 0)) faults.push(`${event.name} lasts ${dur}`);
    if (ts < (freeAt.get(lane) ?? 0) - ROUNDING_US) faults.push(`${event.name} at ${ts} overlaps in ${lane}`);
    freeAt.set(lane, ts + dur);
    const ofLane = slices.get(lane) ?? [];
    ofLane.push({ from: ts, to: ts + dur });
    slices.set(lane, ofLane);
  }
  return [...faults, ...flowFaults(document.traceEvents, slices)];
}

function flowFaults(
  events: readonly AnyEvent[],
  slices: ReadonlyMap<string, readonly { readonly from: number; readonly to: number }[]>,
): string[] {
  const faults: string[] = [];
  const open = new Map<number, number>();
  const ended = new Set<number>();
  for (const { ph, id, pid, tid, ts = 0, bp } of events) {
    if (ph !== 's' && ph !== 'f') continue;
    if (id === undefined) {
      faults.push(`flow without id at ${ts}`);
      continue;
    }
    const ofLane = slices.get(`${pid}/${tid}`) ?? [];
    const enclosed = ofLane.some(({ from, to }) => from <= ts + ROUNDING_US && ts <= to + ROUNDING_US);
    if (!enclosed) faults.push(`flow ${id} at ${ts} outside any slice`);
    if (ph === 's') {
      if (open.has(id)) faults.push(`flow ${id} begins twice`);
      open.set(id, ts);
      continue;
    }
    if (bp !== 'e') faults.push(`flow ${id} does not bind to its enclosing slice`);
    if (!open.has(id) || ended.has(id) || open.get(id)! > ts) faults.push(`flow ${id} ends without beginning`);
    ended.add(id);
  }
  for (const id of open.keys()) if (!ended.has(id)) faults.push(`flow ${id} never ends`);
  return faults;
}
