import type { Executor } from '../foundation/record/executor.js';
import type { CostModel } from '../kernels/roofline/cost-model.js';
import type { PlacementRefusal } from '../sim/machine/place-machine.js';
import { type InferenceAnswer, type InferenceQuestion, simulateInference } from '../sim/machine/simulate-inference.js';
import { parseStudyFile } from './files/study-file.js';
import type { Outcome } from './outcome/outcome.js';
import { outcomeOf } from './outcome/outcome-of.js';
import { evaluateStudy } from './run/evaluate-study.js';
import type { ReadText } from './run/given/ladder-scenario-of.js';
import type { ChipLookup } from './run/machine/resolve-machines.js';
import type { StudyResult } from './run/study-result.js';

/** A study file of any kind, and what it is evaluated with. */
export interface StudyQuestion {
  /** Name of the file in problems. */
  readonly file: string;
  readonly text: string;
  readonly lookupChip: ChipLookup;
  /** Reads a table that the file names. */
  readonly readText: ReadText;
  readonly executor: Executor;
}

/** What a study found: its figures as they were computed, and as tables. */
export interface StudyAnswer {
  readonly result: StudyResult;
  readonly outcome: Outcome;
}

/** A model on a machine, and what its kernels are timed with. */
export interface SimulateQuestion {
  readonly question: InferenceQuestion;
  readonly costModel: CostModel;
}

interface Questions {
  readonly study: StudyQuestion;
  readonly simulate: SimulateQuestion;
}

interface Answers {
  readonly study: StudyAnswer;
  readonly simulate: InferenceAnswer | PlacementRefusal;
}

/** What can be asked. */
export type EvaluationKind = keyof Questions;

const EVALUATIONS: { readonly [K in EvaluationKind]: (input: Questions[K]) => Promise<Answers[K]> } = {
  async study({ file, text, lookupChip, readText, executor }) {
    const result = await evaluateStudy(parseStudyFile(file, text), lookupChip, executor, readText);
    return { result, outcome: outcomeOf(result) };
  },
  async simulate({ question, costModel }) {
    return simulateInference(question, costModel);
  },
};

/**
 * The one entrance for everything that is computed from a whole input. Throws a UserError with every mistake of the input.
 *
 * @example
 * (await evaluate('study', { file: 'study.yaml', text, lookupChip, readText, executor })).outcome.tables[0].id // 'machines'
 */
export function evaluate<K extends EvaluationKind>(kind: K, input: Questions[K]): Promise<Answers[K]> {
  return EVALUATIONS[kind](input);
}
