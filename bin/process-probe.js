// Loaded before a measured Node.js program (NODE_OPTIONS=--import): writes at exit what only the process itself knows, and
// lets two programs that are compared take turns slice by slice.
import { openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { GCProfiler, getHeapStatistics } from 'node:v8';
import { isMainThread } from 'node:worker_threads';

const folder = process.env.SILICONOMICS_PROBE;

if (isMainThread && folder) {
  const profiler = new GCProfiler();
  const first = getHeapStatistics();
  profiler.start();
  const ring = openRing(process.env.SILICONOMICS_TURNS);
  globalThis.siliconomicsTurn = ring.turn;
  process.on('exit', () => {
    const last = getHeapStatistics();
    let allocated = 0;
    let before = first.used_heap_size + first.external_memory;
    for (const { beforeGC, afterGC } of profiler.stop()?.statistics ?? []) {
      allocated += Math.max(0, beforeGC.heapStatistics.usedHeapSize + beforeGC.heapStatistics.externalMemory - before);
      before = afterGC.heapStatistics.usedHeapSize + afterGC.heapStatistics.externalMemory;
    }
    allocated += Math.max(0, last.used_heap_size + last.external_memory - before);
    const { user, system } = process.cpuUsage();
    const report = {
      cpuSeconds: (user + system) / 1e6,
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
      allocatedBytes: allocated,
      turns: ring.count(),
    };
    writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(report));
  });
}

/**
 * `turn()` returns when it is this process's turn, having passed the turn on first. `place` is `first:OUT:IN` or
 * `second:OUT:IN` with two named pipes; without it, and after the other process ended, every call returns at once.
 */
function openRing(place) {
  const [role, out, into] = place?.split(':') ?? [];
  const token = Buffer.alloc(1);
  let alone = place === undefined;
  let write = -1;
  let read = -1;
  let turns = 0;
  const turn = () => {
    turns++;
    if (alone) return;
    const opening = write < 0;
    if (opening) {
      // Opening a pipe waits for the other end, so the two sides open them in one order.
      if (role === 'first') write = openSync(out, 'w');
      read = openSync(into, 'r');
      if (role !== 'first') write = openSync(out, 'w');
    }
    if (opening && role === 'first') return;
    try {
      if (!opening) writeSync(write, token);
      alone = readSync(read, token) === 0;
    } catch (error) {
      if (error.code !== 'EPIPE') throw error;
      alone = true;
    }
  };
  return { turn, count: () => turns };
}
