import { type Problem, UserError } from '../../foundation/errors/user-error.js';

/** Options of the form `name=value` that may repeat, such as `--set tdp="400 W"`; the last of a name holds. */
export function nameValueOptions(option: string, words: readonly string[]): Map<string, string> {
  const problems: Problem[] = [];
  const values = new Map<string, string>();
  for (const word of words) {
    const at = word.lastIndexOf('=');
    if (at > 0) values.set(word.slice(0, at), word.slice(at + 1));
    else problems.push(problem(option, word));
  }
  if (problems.length > 0) throw new UserError(problems);
  return values;
}

/** The same for numbers. */
export function nameNumberOptions(option: string, words: readonly string[]): Map<string, number> {
  const numbers = new Map<string, number>();
  const problems: Problem[] = [];
  for (const [name, text] of nameValueOptions(option, words)) {
    if (/^-?\d+(\.\d+)?$/.test(text)) numbers.set(name, Number(text));
    else problems.push(problem(option, `${name}=${text}`));
  }
  if (problems.length > 0) throw new UserError(problems);
  return numbers;
}

function problem(option: string, word: string): Problem {
  const found = `${JSON.stringify(word.slice(0, 60))} is not of the form name=value.`;
  const fix = `Write ${option} name=value.`;
  return { code: 'bad-option', file: 'command line', line: null, path: option, found, fix };
}
