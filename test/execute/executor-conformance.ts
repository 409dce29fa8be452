import { afterAll, describe, expect, it } from '@jest/globals';
import { type Executor, isUserError } from '../../src/foundation/index.js';
import type { SelfCheckInput } from './self-check-jobs.mjs';

/** What every executor must do; `create` makes a fresh one that knows the jobs of self-check-jobs.mjs. */
export function describeExecutor(name: string, create: () => Executor): void {
  const executor = create();
  afterAll(() => executor.close());

  const inputs = (count: number, failures: Readonly<Record<number, SelfCheckInput['fail']>> = {}): SelfCheckInput[] =>
    Array.from({ length: count }, (_, value) => ({ value, fail: failures[value] ?? 'no' }));

  describe(`${name} as an executor`, () => {
    it('returns results in the order of the inputs', async () => {
      const results = await executor.map<SelfCheckInput, { square: number }>('self-check', inputs(40));
      expect(results.map(({ square }) => square)).toEqual(Array.from({ length: 40 }, (_, i) => i * i));
    });

    it('carries typed arrays', async () => {
      const [result] = await executor.map<SelfCheckInput, { samples: Float64Array }>('self-check', inputs(3).slice(2));
      expect(ArrayBuffer.isView(result!.samples)).toBe(true);
      expect([...result!.samples]).toEqual([2]);
    });

    it('gives no results for no inputs', async () => {
      expect(await executor.map('self-check', [])).toEqual([]);
    });

    it('throws the failure of the first failed input as a UserError with its problems', async () => {
      const error = await executor.map('self-check', inputs(8, { 5: 'user-error', 7: 'bug' })).catch((e: unknown) => e);
      expect(isUserError(error)).toBe(true);
      expect((error as { problems: unknown }).problems).toEqual([
        {
          code: 'self-check',
          file: 'self-check',
          line: 5,
          path: 'value',
          found: 'A failure was asked for.',
          fix: 'Ask for none.',
        },
      ]);
    });

    it('throws a bug as an Error that names the job, and goes on working', async () => {
      const error = await executor.map('self-check', inputs(8, { 2: 'bug', 6: 'user-error' })).catch((e: unknown) => e);
      expect(isUserError(error)).toBe(false);
      expect(String(error)).toContain('Job self-check[2] failed: The self check failed at 2 as asked.');
      expect(await executor.map('self-check', inputs(1))).toHaveLength(1);
    });

    it('refuses a kind of job that it does not know', async () => {
      await expect(executor.map('constructor', [1])).rejects.toThrow('no job of kind "constructor"');
    });

    it('refuses work after it was closed, and may be closed twice', async () => {
      const other = create();
      await other.close();
      await other.close();
      await expect(other.map('self-check', inputs(1))).rejects.toThrow('closed');
    });
  });
}
