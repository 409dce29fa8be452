import type { StorageHierarchy, StorageLevel } from '../../../chips/chip/storage-hierarchy.js';
import { type Problem, UserError } from '../../../foundation/errors/user-error.js';
import { type NestProblem, nestMacs, spaceWords } from '../../../workloads/operators/nest-problem.js';
import type { NestLoop, NestMapping, NestMappingLevel } from './nest-mapping.js';

/** A loop with the position of its level in the mapping. */
export interface PlacedLoop extends NestLoop {
  readonly level: number;
}

/** A mapping that fits its problem and its hardware. */
export interface PlacedNest {
  readonly problem: NestProblem;
  readonly hierarchy: StorageHierarchy;
  /** All loops, from the outermost on. */
  readonly loops: readonly PlacedLoop[];
  readonly levels: readonly {
    /** Null at a fan-out, which keeps nothing. */
    readonly storage: StorageLevel | null;
    readonly name: string;
    readonly kept: readonly string[];
  }[];
}

/**
 * Checks that the loops of a mapping cover the problem exactly, that every tile fits its memory, that no fan-out is wider
 * than the hardware, and that stated tile sizes are those of the loops. Throws a UserError with everything that does not
 * hold, with the arithmetic.
 */
export function placeNest(problem: NestProblem, hierarchy: StorageHierarchy, mapping: NestMapping): PlacedNest {
  const problems: Problem[] = [];
  const report = (line: number | null, path: string, found: string, fix: string) =>
    problems.push({ code: 'mapping-does-not-fit', file: mapping.file, line, path, found, fix });
  const loops = mapping.levels.flatMap((level, index) => level.loops.map((loop) => ({ ...loop, level: index })));
  checkCoverage(problem, loops, report);
  if (nestMacs(problem) > Number.MAX_SAFE_INTEGER)
    report(
      null,
      '',
      `The problem has ${nestMacs(problem)} multiply-accumulates, beyond exact counting.`,
      'Make it smaller.',
    );
  const order = hierarchy.levels.map(({ name }) => name);
  let lastStorage = -1;
  const levels = mapping.levels.map((level, index) => {
    const position = order.indexOf(level.name);
    const storage = hierarchy.levels[position] ?? null;
    const known = storage !== null || hierarchy.fanouts.includes(level.name);
    if (!known) {
      const names = [...order, ...hierarchy.fanouts].join(', ');
      report(level.line, level.name, 'The architecture has no such level.', `It has ${names}.`);
    }
    if (storage !== null && position <= lastStorage)
      report(level.line, level.name, 'The level stands too late.', `The order is ${order.join(', ')}.`);
    lastStorage = Math.max(lastStorage, position);
    if (storage === null && level.kept.size > 0)
      report(level.line, level.name, 'A fan-out keeps no data.', 'Keep the tiles in a memory.');
    if (problems.length === 0) checkTiles(problem, storage, level, extentsWithin(loops, index), report);
    return { storage, name: level.name, kept: [...level.kept.keys()] };
  });
  checkFanout(hierarchy, mapping, report);
  const outermost = levels[0];
  for (const { name } of problem.dataSpaces)
    if (outermost !== undefined && !outermost.kept.includes(name))
      report(
        mapping.levels[0]?.line ?? null,
        outermost.name,
        `It does not keep ${name}.`,
        'Keep everything outermost.',
      );
  if (problems.length > 0) throw new UserError(problems);
  return { problem, hierarchy, loops, levels };
}

type Report = (line: number | null, path: string, found: string, fix: string) => void;

/** Iterations of each variable that the loops at a level and within it run. */
export function extentsWithin(loops: readonly PlacedLoop[], level: number): Map<string, number> {
  const extents = new Map<string, number>();
  for (const loop of loops)
    if (loop.level >= level) extents.set(loop.dimension, (extents.get(loop.dimension) ?? 1) * loop.bound);
  return extents;
}

function checkCoverage(problem: NestProblem, loops: readonly PlacedLoop[], report: Report): void {
  const covered = extentsWithin(loops, 0);
  for (const [dimension, size] of problem.sizes) {
    const bounds = loops.filter((loop) => loop.dimension === dimension).map(({ bound }) => bound);
    const rounds = covered.get(dimension) ?? 1;
    if (rounds === size) continue;
    const product = bounds.length === 0 ? '1' : bounds.join(' x ');
    report(
      null,
      dimension,
      `Its loops run ${product} = ${rounds} rounds; the problem has ${size}.`,
      'Cover it exactly.',
    );
  }
  for (const dimension of covered.keys())
    if (!problem.sizes.has(dimension))
      report(null, dimension, 'The problem has no such dimension.', `It has ${[...problem.sizes.keys()].join(', ')}.`);
}

function checkTiles(
  problem: NestProblem,
  storage: StorageLevel | null,
  level: NestMappingLevel,
  extents: ReadonlyMap<string, number>,
  report: Report,
): void {
  let total = 0;
  const parts: string[] = [];
  for (const [name, stated] of level.kept) {
    const space = problem.dataSpaces.find((one) => one.name === name);
    if (space === undefined) {
      report(level.line, level.name, `The problem has no data space ${name}.`, 'Correct the name.');
      continue;
    }
    const words = spaceWords(space, extents);
    total += words;
    parts.push(`${name} ${words}`);
    if (stated !== null && stated !== words)
      report(
        level.line,
        level.name,
        `${name} is stated to take ${stated} words; its loops make ${words}.`,
        'Correct one.',
      );
  }
  const capacity = storage?.capacityWords ?? null;
  if (storage === null || capacity === null || total * storage.copies <= capacity) return;
  const copies = storage.copies === 1 ? '' : ` x ${storage.copies} copies`;
  const found = `The tiles take ${parts.join(' + ')} = ${total} words${copies}; it holds ${capacity}.`;
  report(level.line, level.name, found, 'Make a tile smaller.');
}

/** Along each axis, the spatial loops above a memory may not run wider than its mesh; the last ones feed the arithmetic. */
function checkFanout(hierarchy: StorageHierarchy, mapping: NestMapping, report: Report): void {
  const used = { x: 1, y: 1 };
  const check = (line: number | null, name: string, meshX: number, meshY: number) => {
    if (used.x > meshX || used.y > meshY) {
      const found = `The loops use ${used.x} x ${used.y} instances; there are ${meshX} x ${meshY}.`;
      report(line, name, found, 'Make a spatial loop shorter.');
    }
  };
  for (const level of mapping.levels) {
    const storage = hierarchy.levels.find(({ name }) => name === level.name);
    if (storage !== undefined) check(level.line, level.name, storage.meshX, storage.meshY);
    for (const { axis, bound } of level.loops) if (axis !== 'time') used[axis] *= bound;
  }
  check(null, hierarchy.compute.name, hierarchy.compute.meshX, hierarchy.compute.meshY);
}
