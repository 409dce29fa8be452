import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Answer = Readonly<Record<string, unknown>>;

/** A Python script of this folder that greets with its versions and then answers each line with one of JSON. */
export interface PythonPeer {
  readonly greeting: Answer;
  ask(line: string): Promise<Answer>;
  close(): void;
}

/** Starts a script under `python` (an interpreter's name or path), or null where that cannot import what it needs. */
export async function startPython(python: string, script: string): Promise<PythonPeer | null> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child: ChildProcessWithoutNullStreams = spawn(python, [path]);
  let failed = false;
  for (const part of [child, child.stdin])
    part.on('error', () => {
      failed = true;
    });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<Answer | null> => {
    const line = await lines.next();
    return line.done === true ? null : JSON.parse(line.value);
  };
  const greeting = await answer();
  if (failed || greeting === null) return null;
  return {
    greeting,
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const result = await answer();
      if (result === null) throw new Error(`${script} ended at: ${line}`);
      return result;
    },
    close: () => child.stdin.end(),
  };
}
