import type { StudyResult } from '../run/study-result.js';
import { designedTables } from './designed-tables.js';
import { givenTables } from './given-tables.js';
import { givenHeadlines, rewardsHeadlines } from './headlines.js';
import type { Outcome } from './outcome.js';
import { replayTables } from './replay-tables.js';
import { rewardsTables } from './rewards-tables.js';

/**
 * What a study found as tables with what they mean.
 *
 * @example
 * outcomeOf(await evaluateStudy(document, lookupChip, executor)).tables[0].id // 'machines'
 */
export function outcomeOf(result: StudyResult): Outcome {
  const { name, title, assumptions } = result;
  const common = { kind: result.kind, name, title, assumptions, brief: result.kind === 'chips-to-rewards' };
  switch (result.kind) {
    case 'chips-to-rewards': {
      const headlines = rewardsHeadlines(result);
      return { ...common, work: '', summary: [], headlines, tables: rewardsTables(result) };
    }
    case 'given': {
      const { work, summary } = result;
      const headlines = givenHeadlines(result);
      return { ...common, work, summary, headlines, tables: givenTables(result) };
    }
    case 'designed': {
      const work = 'int8 matrix products';
      const tables = designedTables(result);
      return { ...common, work, summary: result.summary, headlines: [], tables };
    }
    case 'bitcoin-replay': {
      const tables = replayTables(result);
      return { ...common, work: 'sha256d', summary: result.summary, headlines: [], tables };
    }
    default:
      return result satisfies never;
  }
}
