import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createPairRunner } from '../../src/bench/interleave/run-pair.js';

const folder = mkdtempSync(join(tmpdir(), 'run-pair-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that writes its letter to one file in each of its turns. */
const program = join(folder, 'program.mjs');
writeFileSync(
  program,
  `import { appendFileSync } from 'node:fs';
const [letter, turns, file] = process.argv.slice(2);
for (let i = 0; i < Number(turns); i++) {
  globalThis.siliconomicsTurn();
  appendFileSync(file, letter);
}
if (letter === 'x') process.exit(5);`,
);
const side = (letter: string, turns: number, file: string) => ({
  label: letter,
  command: `node ${program} ${letter} ${turns} ${file}`,
  cwd: '.',
});

describe('a pair of processes', () => {
  it('takes turns slice by slice, beginning with the side that is first', async () => {
    const runner = createPairRunner('turns');
    const file = join(folder, 'turns.txt');
    try {
      const [base, head] = await runner.run(side('a', 5, file), side('b', 5, file), true, 20);
      expect(readFileSync(file, 'utf8')).toBe('ababababab');
      expect([base.turns, head.turns]).toEqual([5, 5]);
      await runner.run(side('a', 2, file), side('b', 2, file), false, 20);
      expect(readFileSync(file, 'utf8').slice(10)).toBe('baba');
    } finally {
      runner.close();
    }
  });

  it('goes on alone where the other one has ended', async () => {
    const runner = createPairRunner('turns');
    const file = join(folder, 'uneven.txt');
    try {
      await runner.run(side('a', 2, file), side('b', 6, file), true, 20);
      expect(readFileSync(file, 'utf8')).toBe('ababbbbb');
    } finally {
      runner.close();
    }
  });

  it('fails with the name of the one that failed, and leaves nobody waiting', async () => {
    const runner = createPairRunner('turns');
    const file = join(folder, 'failed.txt');
    try {
      const killed = { ...side('k', 1, file), command: 'kill -9 $BASHPID' };
      await expect(runner.run(side('a', 3, file), killed, true, 20)).rejects.toThrow(/k: .*was killed/);
      await expect(runner.run(side('x', 2, file), side('b', 9, file), true, 20)).rejects.toThrow(/x: .*exit code 5/);
    } finally {
      runner.close();
    }
  });

  it('runs one after the other, or together without turns', async () => {
    for (const design of ['alternate', 'together'] as const) {
      const runner = createPairRunner(design);
      const [base, head] = await runner.run(
        { label: 'a', command: 'exit 0', cwd: '.' },
        { label: 'b', command: 'exit 0', cwd: '.' },
        false,
        20,
      );
      expect([base.turns, head.turns]).toEqual([0, 0]);
      runner.close();
    }
  });
});
