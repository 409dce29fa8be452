import type { Outcome, StudyResult } from '../../study/index.js';
import { designedSections } from './designed-sections.js';
import { givenSections } from './given-sections.js';
import { bulletList, type Figure, figuresOf, type Html, heading, htmlPage } from './html-page.js';
import { replaySections } from './replay-sections.js';
import { rewardsSections } from './rewards-sections.js';
import { rewardsSummary } from './rewards-summary.js';

/** A page with the charts that stand in it, drawn once. */
export interface StudyPage {
  readonly page: string;
  readonly figures: readonly Figure[];
}

/** The report of a study of any kind as one self-contained page. */
export async function studyPage(result: StudyResult, outcome: Outcome): Promise<StudyPage> {
  const { content, script } = await sectionsOf(result, outcome);
  const summary = result.kind === 'chips-to-rewards' ? rewardsSummary(result) : outcome.summary;
  const page = htmlPage(
    outcome.title,
    subtitle(result),
    [bulletList(summary), ...content, ...assumed(outcome)],
    script,
  );
  return { page, figures: figuresOf(content) };
}

function assumed({ assumptions }: Outcome): Html[] {
  return [heading('What was assumed'), bulletList(assumptions)];
}

function subtitle(result: StudyResult): string {
  switch (result.kind) {
    case 'chips-to-rewards':
      return `Siliconomics study ${result.name}: from chips to rewards, on calibrated kernel timings.`;
    case 'designed':
    case 'given':
      return `Siliconomics study ${result.name}; ${result.mode}.`;
    case 'bitcoin-replay':
      return `Siliconomics study ${result.name}; the machines of history are given.`;
    default:
      return result satisfies never;
  }
}

async function sectionsOf(
  result: StudyResult,
  outcome: Outcome,
): Promise<{ readonly content: Html[]; readonly script: string | null }> {
  switch (result.kind) {
    case 'chips-to-rewards':
      return { content: await rewardsSections(result, outcome), script: null };
    case 'designed':
      return await designedSections(result);
    case 'given':
      return { content: await givenSections(result), script: null };
    case 'bitcoin-replay':
      return { content: await replaySections(result, outcome), script: null };
    default:
      return result satisfies never;
  }
}
