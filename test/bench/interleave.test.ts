import { describe, expect, it } from '@jest/globals';
import { childCpuSeconds, runProcess } from '../../src/bench/interleave/run-process.js';

const within = (timeoutSeconds: number) => ({ timeoutSeconds, turns: null, signal: null });
const side = (command: string) => ({ label: 'side', command, cwd: '.' });

describe('a fresh process', () => {
  it('has a wall time and what its shell counted', async () => {
    const sample = await runProcess(side('echo hello'), within(20));
    expect(sample.wallSeconds).toBeGreaterThan(0);
    expect(sample.printed).toBeNull();
  });

  it('that is killed, fails or hangs is an error and has no result', async () => {
    await expect(runProcess(side('kill -9 $BASHPID'), within(20))).rejects.toThrow(/was killed/);
    await expect(runProcess(side('echo why >&2; exit 3'), within(20))).rejects.toThrow(/exit code 3[\s\S]*why/);
    await expect(runProcess(side('sleep 30'), within(0.2))).rejects.toThrow(/did not end within 0\.2 s/);
  });

  it('that prints broken metrics is an error', async () => {
    await expect(runProcess(side(`printf '{"format":"siliconomics-bench","metrics":['`), within(20))).rejects.toThrow(
      /no JSON/,
    );
  });
});

describe('the times of a shell', () => {
  it('are user and system time of its children', () => {
    expect(childCpuSeconds('0m0.001s 0m0.002s\n1m2.500s 0m0.250s\n')).toBeCloseTo(62.75, 9);
    expect(childCpuSeconds('nothing')).toBeNull();
  });
});
