import { describe, expect, it } from '@jest/globals';
import { builtinCatalog } from '../../src/chips/index.js';
import { createInlineExecutor } from '../../src/execute/inline-executor.js';
import { catalogLookup, evaluate } from '../../src/study/index.js';
import { STUDY_JOBS } from '../../src/study/run/study-jobs.js';
import { ladderText } from './ladder-text.js';

const readText = (path: string): string => {
  throw new Error(path);
};
const surroundings = {
  lookupChip: catalogLookup(builtinCatalog()),
  readText,
  executor: createInlineExecutor(STUDY_JOBS),
};

describe('the one entrance', () => {
  it.each([
    ['ladder', ladderText()],
    ['bitcoin-replay', 'kind: bitcoin-replay\nname: r\ntitle: R\nshares: [5 %]\n'],
  ])('answers a study of kind %s with figures and with tables whose columns all have a meaning', async (kind, text) => {
    const { result, outcome } = await evaluate('study', { file: 'study.yaml', text, ...surroundings });
    expect([result.kind, outcome.kind]).toEqual([kind, kind]);
    for (const { columns, rows } of outcome.tables) {
      for (const column of columns) expect(column.meaning).not.toBe('');
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
  });

  it('names every kind where a file has one that is none', async () => {
    const text = 'kind: laddr\nname: a\ntitle: A\n';
    const asked = evaluate('study', { file: 'study.yaml', text, ...surroundings });
    await expect(asked).rejects.toThrow('Allowed: chips-to-rewards, ladder, designed, bitcoin-replay.');
  });
});
