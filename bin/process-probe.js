// Loaded before a measured Node.js program (NODE_OPTIONS=--import): writes at exit what only the process itself knows.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GCProfiler, getHeapStatistics } from 'node:v8';
import { isMainThread } from 'node:worker_threads';

const folder = process.env.SILICONOMICS_PROBE;

if (isMainThread && folder) {
  const profiler = new GCProfiler();
  const first = getHeapStatistics();
  profiler.start();
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
    };
    writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(report));
  });
}
