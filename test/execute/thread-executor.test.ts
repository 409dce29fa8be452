import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { createThreadExecutor as Create } from '../../src/execute/thread-executor.js';
import { describeExecutor } from './executor-conformance.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = `${root}dist/execute/thread-executor.js`;

/** Why threads cannot be tested here; null where they can. Threads run built JavaScript, which must be that of src. */
function reasonToSkip(): string | null {
  if (!existsSync(built)) return 'dist is missing, run `npm run build`';
  const builtAt = statSync(built).mtimeMs;
  for (const folder of ['execute', 'foundation'])
    for (const file of readdirSync(`${root}src/${folder}`, { recursive: true, encoding: 'utf8' }))
      if (file.endsWith('.ts') && statSync(`${root}src/${folder}/${file}`).mtimeMs > builtAt)
        return `dist is older than src/${folder}/${file}, run \`npm run build\``;
  return null;
}

const reason = reasonToSkip();
if (reason !== null) {
  describe.skip(`the thread executor (skipped: ${reason})`, () => {
    it('is an executor', () => {});
  });
} else {
  const { createThreadExecutor } = (await import(built)) as { createThreadExecutor: typeof Create };
  for (const workers of [1, 2])
    describeExecutor(`the thread executor of ${workers}`, () => createThreadExecutor(workers));

  describe('createThreadExecutor', () => {
    it('refuses a number of workers that is no count', () => {
      expect(() => createThreadExecutor(0)).toThrow('counted from 1');
    });
  });
}
