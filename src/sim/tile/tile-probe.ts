import type { ServerWatcher } from './server-set.js';

/** Told what each resource does while tiles run, in ticks from the end of the launch; lanes are cores or groups of them. */
export interface TileProbe {
  readonly compute: (lane: number, startTick: number, endTick: number, block: number) => void;
  readonly port: (lane: number, startTick: number, endTick: number, store: boolean) => void;
  readonly channels: ServerWatcher;
  readonly banks: ServerWatcher;
}
