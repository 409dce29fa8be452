import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProcessSample, runProcess, type Side } from './run-process.js';

/**
 * How the two processes of a pair run. `alternate`: one after the other, AB BA AB BA. `together`: at the same time, so
 * that what the machine does in that second hits both. `turns`: at the same time and slice by slice in turn, which
 * programs do that call `siliconomicsTurn()` before each slice; other tenants then meet both within milliseconds.
 */
export type PairDesign = 'alternate' | 'together' | 'turns';

/** Runs pairs of one design; `close` removes the pipes that taking turns needs. */
export interface PairRunner {
  /** Samples of the base and of the head; `baseFirst` says which of them starts, or has the first turn. */
  run(base: Side, head: Side, baseFirst: boolean, timeoutSeconds: number): Promise<[ProcessSample, ProcessSample]>;
  close(): void;
}

export function createPairRunner(design: PairDesign): PairRunner {
  if (design === 'alternate')
    return {
      run: (base, head, baseFirst, timeoutSeconds) => inOrder(base, head, baseFirst, timeoutSeconds),
      close: () => {},
    };
  const ring = design === 'turns' ? makePipes() : null;
  return {
    run: (base, head, baseFirst, timeoutSeconds) => atOnce(base, head, baseFirst, timeoutSeconds, ring),
    close: () => {
      if (ring !== null) rmSync(ring.folder, { recursive: true, force: true });
    },
  };
}

async function inOrder(
  base: Side,
  head: Side,
  baseFirst: boolean,
  timeoutSeconds: number,
): Promise<[ProcessSample, ProcessSample]> {
  const options = { timeoutSeconds, turns: null, signal: null };
  const one = await runProcess(baseFirst ? base : head, options);
  const other = await runProcess(baseFirst ? head : base, options);
  return baseFirst ? [one, other] : [other, one];
}

interface Ring {
  readonly folder: string;
  readonly there: string;
  readonly back: string;
}

async function atOnce(
  base: Side,
  head: Side,
  baseFirst: boolean,
  timeoutSeconds: number,
  ring: Ring | null,
): Promise<[ProcessSample, ProcessSample]> {
  const abort = new AbortController();
  const start = (side: Side, first: boolean): Promise<ProcessSample> => {
    const turns =
      ring === null ? null : first ? `first:${ring.there}:${ring.back}` : `second:${ring.back}:${ring.there}`;
    const run = runProcess(side, { timeoutSeconds, turns, signal: abort.signal });
    // One that waits for a dead partner would wait for ever.
    run.catch(() => abort.abort());
    return run;
  };
  const one = start(baseFirst ? base : head, true);
  const other = start(baseFirst ? head : base, false);
  const ended = await Promise.allSettled([one, other]);
  const failed = ended.find((result) => result.status === 'rejected' && !/its pair failed/.test(String(result.reason)));
  if (failed?.status === 'rejected') throw failed.reason;
  const samples: [ProcessSample, ProcessSample] = [await one, await other];
  return baseFirst ? samples : [samples[1], samples[0]];
}

function makePipes(): Ring {
  const folder = mkdtempSync(join(tmpdir(), 'siliconomics-turns-'));
  const there = join(folder, 'there');
  const back = join(folder, 'back');
  const { status } = spawnSync('mkfifo', [there, back]);
  if (status !== 0) throw new Error('mkfifo made no named pipes for the turns.');
  return { folder, there, back };
}
