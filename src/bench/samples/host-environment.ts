import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';

/** What decides how fast code runs here and must agree between two files; nothing that changes by itself. */
export function hostEnvironment(): Record<string, string> {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    logicalCpus: String(cpus().length),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node.split('.')[0]!,
    ...clockGovernor(),
  };
}

/** How the clock is steered, where the system says so: locked clocks and free ones give other times. */
function clockGovernor(): Record<string, string> {
  try {
    return { governor: readFileSync('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor', 'utf8').trim() };
  } catch {
    return {};
  }
}

/** What was true at the moment: noted, never compared. */
export function hostConditions(): Record<string, string> {
  return {
    system: release(),
    nodeVersion: process.version,
    v8: process.versions.v8,
    clockMHz: String(cpus()[0]?.speed ?? 0),
    load: loadavg()
      .map((load) => load.toFixed(2))
      .join(' '),
    memoryBytes: String(totalmem()),
  };
}
