import { startPython } from './python-peer.js';

/** A Python process that answers workload runs one at a time. */
export interface Peer {
  readonly version: string;
  run(workload: string, size: number): Promise<{ units: number; check: number; cpuSeconds: number }>;
  close(): void;
}

/** Starts SimPy under `python` (an interpreter's name or path), or null where that cannot import it. */
export async function startSimpy(python: string): Promise<Peer | null> {
  const peer = await startPython(python, './simpy_workloads.py');
  if (peer === null) return null;
  return {
    version: `SimPy ${peer.greeting.simpy}, Python ${peer.greeting.python}`,
    run: async (workload, size) =>
      (await peer.ask(`${workload} ${size}`)) as { units: number; check: number; cpuSeconds: number },
    close: peer.close,
  };
}
