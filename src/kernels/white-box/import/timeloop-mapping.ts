import { type Problem, UserError } from '../../../foundation/errors/user-error.js';
import type { NestLoop, NestMapping, NestMappingLevel } from '../loop-nest/nest-mapping.js';

const MAX_LINES = 10_000;
const MAX_PROBLEMS = 100;
const HEADER = /^(\S+)\s+\[(.*)\]$/;
const LOOP = /^for (\S+) in \[0:(\d+)(?:,(\d+))?\)(?: \(Spatial-([XY])\))?$/;

/**
 * Reads a mapping as Timeloop prints it (`map.txt`): a header a level with the tiles it keeps, and `for` lines. Throws a
 * UserError with every line that is neither, and for loops whose last round is shorter, which are not modelled.
 *
 * @example
 * importTimeloopMapping('map.txt', 'DRAM [ Z:4 (4) ]\n----\n| for M in [0:4)\n').levels[0].loops[0].bound // 4
 */
export function importTimeloopMapping(file: string, text: string): NestMapping {
  const problems: Problem[] = [];
  const report = (line: number, found: string, fix: string) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ code: 'bad-mapping', file, line, path: '', found, fix });
  };
  const levels: { name: string; line: number; kept: Map<string, number | null>; loops: NestLoop[] }[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/, MAX_LINES + 1);
  if (lines.length > MAX_LINES) report(1, `The file has more than ${MAX_LINES} lines.`, 'A mapping is far shorter.');
  else
    lines.forEach((raw, index) => {
      const line = raw.replace(/^[\s|]+/, '').trimEnd();
      if (line === '' || /^-+$/.test(line) || line === '<< Compute >>') return;
      const header = HEADER.exec(line);
      if (header !== null) {
        const kept = keptTiles(header[2] ?? '');
        if (kept === null) {
          const found = `${JSON.stringify(line.slice(0, 80))} names tiles in an unknown way.`;
          report(index + 1, found, 'Write each as Name:words (words).');
        } else levels.push({ name: header[1] ?? '', line: index + 1, kept, loops: [] });
        return;
      }
      const loop = readLoop(line);
      if (typeof loop === 'string') report(index + 1, loop, 'Write "for M in [0:8)", "for M in [0:8) (Spatial-X)".');
      else if (levels.length === 0)
        report(index + 1, 'A loop stands before any level.', 'Begin with the outermost level.');
      else levels.at(-1)?.loops.push(loop);
    });
  if (levels.length === 0 && problems.length === 0) report(1, 'The mapping has no levels.', 'Give a Timeloop map.txt.');
  if (problems.length > 0) throw new UserError(problems);
  return { file, levels: levels satisfies NestMappingLevel[] };
}

/** `Inputs:3 (3) Outputs:8 (8)` as words by name; null where the text is something else. */
function keptTiles(text: string): Map<string, number | null> | null {
  const kept = new Map<string, number | null>();
  const rest = text.replace(/([\w.-]+):(\d+) \(\d+(?:\.\d+)?\)/g, (_, name: string, words: string) => {
    kept.set(name, Number(words));
    return '';
  });
  return rest.trim() === '' ? kept : null;
}

/** A loop, or what is wrong with it. */
function readLoop(line: string): NestLoop | string {
  const shown = JSON.stringify(line.slice(0, 80));
  const match = LOOP.exec(line);
  if (match === null) return `${shown} is neither a level nor a loop.`;
  const [, dimension = '', bound = '', last, axis] = match;
  if (last !== undefined && last !== bound)
    return `${shown} has a shorter last round, and such mappings are not modelled.`;
  const rounds = Number(bound);
  if (!(rounds >= 1 && rounds <= 2 ** 31)) return `${shown} runs no number of rounds from 1 to ${2 ** 31}.`;
  return { dimension, bound: rounds, axis: axis === undefined ? 'time' : axis === 'X' ? 'x' : 'y' };
}
