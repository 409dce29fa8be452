import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../peers/simpy_workloads.py', import.meta.url));

/** A Python process that answers workload runs one at a time. */
export interface Peer {
  readonly version: string;
  run(workload: string, size: number): Promise<{ units: number; check: number; cpuSeconds: number }>;
  close(): void;
}

/** Starts SimPy under `python` (an interpreter's name or path), or null where that cannot import it. */
export async function startSimpy(python: string): Promise<Peer | null> {
  const child: ChildProcessWithoutNullStreams = spawn(python, [SCRIPT]);
  let failed = false;
  child.on('error', () => {
    failed = true;
  });
  child.stdin.on('error', () => {
    failed = true;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<Record<string, unknown> | null> => {
    const line = await lines.next();
    return line.done === true ? null : JSON.parse(line.value);
  };
  const greeting = await answer();
  if (failed || greeting === null) return null;
  return {
    version: `SimPy ${greeting.simpy}, Python ${greeting.python}`,
    async run(workload, size) {
      child.stdin.write(`${workload} ${size}\n`);
      const result = await answer();
      if (result === null) throw new Error(`SimPy ended while it ran workload ${workload}.`);
      return result as { units: number; check: number; cpuSeconds: number };
    },
    close: () => child.stdin.end(),
  };
}
