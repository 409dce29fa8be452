import type { Problem } from './problem.js';

/** Equal problems from this many on are one line. */
const FEW = 3;
/** Lines that such a line names. */
const NAMED_LINES = 5;

/**
 * Problems as lines for a terminal, `file:line: path: found fix`. Three or more that say the same of different rows of a file are
 * one line, with their count and the lines of the first; the order is that of the first of each.
 *
 * @example
 * problemLines([
 *   { code: 'unknown-key', file: 'a.yaml', line: 2, path: 'cots', found: 'Unknown key.', fix: 'Did you mean cost?' },
 * ]) // ['a.yaml:2: cots: Unknown key. Did you mean cost?']
 */
export function problemLines(problems: readonly Problem[]): string[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { code, file, path, found, fix } = problem;
    const key = JSON.stringify([code, file, path.replace(/\[\d+\]/g, '[]'), found, fix]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  return [...groups.values()].flatMap((group) => (group.length < FEW ? group.map(formatProblem) : [oneLine(group)]));
}

function oneLine(group: readonly Problem[]): string {
  const lines = [...new Set(group.flatMap(({ line }) => (line === null ? [] : [line])))];
  const named = lines.slice(0, NAMED_LINES).join(', ');
  const at = lines.length < 2 ? '' : `: lines ${named}${lines.length > NAMED_LINES ? ', ...' : ''}`;
  return `${formatProblem(group[0]!)} (${group.length} times${at})`;
}

/** One line for a terminal: `file:line: path: found fix`. */
export function formatProblem(problem: Problem): string {
  const place = problem.line === null ? problem.file : `${problem.file}:${problem.line}`;
  const path = problem.path === '' ? '' : `${problem.path}: `;
  return `${place}: ${path}${problem.found} ${problem.fix}`;
}
