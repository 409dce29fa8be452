import type { Problem } from '../../foundation/errors/user-error.js';
import type { HuggingFaceFields } from './huggingface-config.js';

/** Reads numbers out of a config and collects what is missing, so that all of it is reported at once. */
export interface ConfigReader {
  readonly fields: HuggingFaceFields;
  readonly problems: Problem[];
  /** First of the fields that is present; a problem and 1 where none is. */
  count(...names: (keyof HuggingFaceFields & string)[]): number;
  refuse(name: string, found: string, fix: string): void;
}

export function configReader(
  fields: HuggingFaceFields,
  problemAt: (name: string, code: string, found: string, fix: string) => Problem,
): ConfigReader {
  const problems: Problem[] = [];
  const add = (problem: Problem) => {
    if (!problems.some((known) => known.found === problem.found)) problems.push(problem);
  };
  return {
    fields,
    problems,
    count(...names) {
      for (const name of names) {
        const value = fields[name];
        if (typeof value === 'number' && value > 0) return value;
      }
      const wanted = names.join(' or ');
      add(problemAt('', 'missing-key', `The config has no ${wanted}.`, `Add ${names[0]}, a positive whole number.`));
      return 1;
    },
    refuse(name, found, fix) {
      add(problemAt(name, 'not-supported', found, fix));
    },
  };
}
