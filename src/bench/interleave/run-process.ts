import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../foundation/errors/user-error.js';
import { readBenchFile } from '../formats/read-bench-file.js';
import type { BenchFile } from '../samples/bench-file.js';

/** One of the two things that are compared. */
export interface Side {
  readonly label: string;
  /** Given to the shell. */
  readonly command: string;
  readonly cwd: string;
}

/** What one fresh process took, its children included where they were waited for. */
export interface ProcessSample {
  readonly wallSeconds: number;
  /** Null where neither the process nor a shell that counts could tell. */
  readonly cpuSeconds: number | null;
  /** Of Node.js programs only: the largest of one process. */
  readonly peakRssBytes: number | null;
  /** Of Node.js programs only: JavaScript heap and array buffers, freed ones included. */
  readonly allocatedBytes: number | null;
  /** Slices for which it asked for its turn (`siliconomicsTurn()`); 0 of a program that takes no turns. */
  readonly turns: number;
  /** Metrics that the command printed in a format that `bench compare` reads; null where it printed something else. */
  readonly printed: BenchFile | null;
}

const PROBE = new URL('../../../bin/process-probe.js', import.meta.url).href;
const MAX_OUTPUT = 32 * 2 ** 20;
/** bash counts children's CPU time in milliseconds where other shells count clock ticks. */
const SHELL = ['/bin/bash', '/usr/bin/bash'].find((path) => existsSync(path)) ?? '/bin/sh';
const SCRIPT = '( eval "$1" ); status=$?; times >&3; exit $status';

export interface RunOptions {
  readonly timeoutSeconds: number;
  /** Its place in a ring of two processes that take turns (bin/process-probe.js); null alone. */
  readonly turns: string | null;
  /** Ends the process where the other one of a pair failed. */
  readonly signal: AbortSignal | null;
}

/**
 * Runs a command once in a fresh process group and waits for it. Any end but exit code 0 within the time is a UserError
 * with the last lines of its standard error: a killed benchmark has no result.
 */
export async function runProcess(side: Side, options: RunOptions): Promise<ProcessSample> {
  const folder = mkdtempSync(join(tmpdir(), 'siliconomics-bench-'));
  try {
    const start = process.hrtime.bigint();
    const ended = await spawnAndWait(side, folder, options);
    const wallSeconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (ended.problem !== null) throw childFailed(side, ended.problem, ended.stderr);
    const probes = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Probe);
    return {
      wallSeconds,
      cpuSeconds: probes.length === 1 ? probes[0]!.cpuSeconds : childCpuSeconds(ended.times),
      peakRssBytes: probes.length === 0 ? null : Math.max(...probes.map((probe) => probe.peakRssBytes)),
      allocatedBytes: probes.length === 0 ? null : probes.reduce((sum, probe) => sum + probe.allocatedBytes, 0),
      turns: Math.max(0, ...probes.map((probe) => probe.turns)),
      printed: readPrinted(side, ended.stdout),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Probe {
  readonly cpuSeconds: number;
  readonly peakRssBytes: number;
  readonly allocatedBytes: number;
  readonly turns: number;
}

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly times: string;
  readonly problem: string | null;
}

function spawnAndWait(side: Side, folder: string, { timeoutSeconds, turns, signal }: RunOptions): Promise<Ended> {
  const nodeOptions = `${process.env.NODE_OPTIONS ?? ''} --import ${PROBE}`.trim();
  const child = spawn(SHELL, ['-c', SCRIPT, 'sh', side.command], {
    cwd: side.cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: nodeOptions,
      SILICONOMICS_PROBE: folder,
      ...(turns === null ? {} : { SILICONOMICS_TURNS: turns }),
    },
  });
  return new Promise((resolve) => {
    const texts = ['', '', ''];
    let problem: string | null = null;
    [child.stdout, child.stderr, child.stdio[3]].forEach((stream, index) => {
      (stream as NodeJS.ReadableStream | null)?.setEncoding('utf8').on('data', (chunk: string) => {
        if (texts[index]!.length < MAX_OUTPUT) texts[index] += chunk;
      });
    });
    const stop = (why: string) => {
      problem ??= why;
      if (child.pid !== undefined) endGroup(child.pid);
    };
    const timer = setTimeout(() => stop(`did not end within ${timeoutSeconds} s`), timeoutSeconds * 1000);
    const abort = () => stop('was ended, because the other process of its pair failed');
    signal?.addEventListener('abort', abort);
    const finish = (found: string | null) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      resolve({ stdout: texts[0]!, stderr: texts[1]!, times: texts[2]!, problem: problem ?? found });
    };
    child.on('error', (error) => finish(`could not be started (${error.message})`));
    child.on('close', (code, signal) => {
      const bySignal = signal ?? (code !== null && code > 128 ? `signal ${code - 128}` : null);
      finish(bySignal !== null ? `was killed (${bySignal})` : code === 0 ? null : `ended with exit code ${code}`);
    });
  });
}

/** Ends a process group that may have ended by itself a moment ago. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The second line of the shell's `times`: user and system time of its children, such as `0m1.234s 0m0.056s`. */
export function childCpuSeconds(times: string): number | null {
  const line = times.trim().split('\n')[1] ?? '';
  const parts = [...line.matchAll(/(\d+)m([\d.,]+)s/g)];
  if (parts.length !== 2) return null;
  const seconds = parts.reduce((sum, [, minutes, rest]) => sum + 60 * Number(minutes) + parseSeconds(rest!), 0);
  return seconds > 0 ? seconds : null;
}

function parseSeconds(text: string): number {
  return Number(text.replace(',', '.'));
}

/** Only a text that starts as JSON is taken for metrics; then it must be right, so that none is lost in silence. */
function readPrinted(side: Side, stdout: string): BenchFile | null {
  const text = stdout.trim();
  const marked = text.startsWith('{') && /"(format|benchmarks|results)"/.test(text);
  return marked ? readBenchFile(`output of ${side.label}`, text) : null;
}

function childFailed(side: Side, problem: string, stderr: string): UserError {
  const lines = stderr.trim().split('\n').slice(-5).join('\n').slice(-1000);
  return new UserError([
    {
      code: 'child-failed',
      file: side.label,
      line: null,
      path: side.command.slice(0, 200),
      found: `The command ${problem}.${lines === '' ? '' : `\n${lines}\n`}`,
      fix: 'Make it run by itself first; a benchmark that fails is never compared.',
    },
  ]);
}
