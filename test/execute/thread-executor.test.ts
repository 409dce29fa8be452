import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { builtinCatalog } from '../../src/chips/index.js';
import { createInlineExecutor } from '../../src/execute/inline-executor.js';
import type { createThreadExecutor as Create } from '../../src/execute/thread-executor.js';
import type { DesignedFile } from '../../src/study/files/designed/designed-file.js';
import { designedHardware } from '../../src/study/run/designed/design-options.js';
import { comparePayments } from '../../src/study/run/designed/design-uncertainty.js';
import { designedInput } from '../../src/study/run/designed/run-designed.js';
import { catalogLookup } from '../../src/study/run/machine/resolve-machines.js';
import { STUDY_JOBS } from '../../src/study/run/study-jobs.js';
import { exampleEconomy } from '../study/example-economy.js';
import { describeExecutor } from './executor-conformance.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = `${root}dist/execute/thread-executor.js`;

const neverAProblem = (): never => {
  throw new Error('The example names chips that exist.');
};

/** Why threads cannot be tested here; null where they can. Threads run built JavaScript, which must be that of src. */
function reasonToSkip(): string | null {
  if (!existsSync(built)) return 'dist is missing, run `npm run build`';
  const builtAt = statSync(built).mtimeMs;
  for (const folder of ['execute', 'foundation', 'search', 'study', 'pow-model/market'])
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
  const selfCheck = { url: new URL('./self-check-jobs.mjs', import.meta.url).href, exportName: 'SELF_CHECK_JOBS' };
  const study = { url: pathToFileURL(`${root}dist/study/run/study-jobs.js`).href, exportName: 'STUDY_JOBS' };
  for (const workers of [1, 2])
    describeExecutor(`the thread executor of ${workers}`, () => createThreadExecutor(selfCheck, workers));

  it('says which module has no job table', async () => {
    const executor = createThreadExecutor({ ...selfCheck, exportName: 'NONE' }, 1);
    await expect(executor.map('self-check', [1])).rejects.toThrow('exports no job table NONE');
    await executor.close();
  });

  it('draws, screens and splits variance to the same bits inline and with 1 and 2 workers (I8)', async () => {
    const { value } = exampleEconomy('emission-and-share');
    const market = designedInput(
      value as DesignedFile,
      designedHardware({ value: value as DesignedFile, problem: neverAProblem }, catalogLookup(builtinCatalog())),
    );
    const results: string[] = [];
    const inline = () => createInlineExecutor(STUDY_JOBS);
    for (const create of [inline, () => createThreadExecutor(study, 1), () => createThreadExecutor(study, 2)]) {
      const executor = create();
      results.push(JSON.stringify(await comparePayments(market, 0.05e9, 1e9, 70, 'bits', executor)));
      await executor.close();
    }
    expect(results[0]!.length).toBeGreaterThan(500);
    expect(results[1]).toBe(results[0]);
    expect(results[2]).toBe(results[0]);
  });

  describe('createThreadExecutor', () => {
    it('refuses a number of workers that is no count', () => {
      expect(() => createThreadExecutor(selfCheck, 0)).toThrow('counted from 1');
    });
  });
}
