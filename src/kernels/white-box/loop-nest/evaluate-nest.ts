import type { StorageHierarchy, StorageLevel } from '../../../chips/chip/storage-hierarchy.js';
import type { ActionEnergies } from '../../../chips/import/timeloop-energy.js';
import { type Problem, UserError } from '../../../foundation/errors/user-error.js';
import { type NestProblem, nestMacs } from '../../../workloads/operators/nest-problem.js';
import { accessCounts, type LevelAccesses, type SpaceAccesses } from './access-counts.js';
import type { NestMapping } from './nest-mapping.js';
import { type PlacedNest, placeNest } from './placed-nest.js';

/** One memory over the run; accesses are of one used instance, energies of all used instances. */
export interface NestLevelRun {
  readonly level: string;
  readonly instances: number;
  readonly spaces: readonly SpaceAccesses[];
  /** Cycles that its own bandwidth needs. */
  readonly cycles: number;
  readonly dynamicPicojoules: number | null;
  readonly leakagePicojoules: number | null;
}

/** A loop nest on a machine under a mapping. */
export interface NestRun {
  readonly macs: number;
  /** Steps over time of the mapping: cycles if no memory stalls. */
  readonly computeCycles: number;
  /** Of the slowest level; memories and arithmetic overlap. */
  readonly cycles: number;
  /** Level that the cycles are of. */
  readonly boundBy: string;
  readonly usedUnits: number;
  readonly units: number;
  /** Multiply-accumulates over what all units could have done in the cycles. */
  readonly utilisation: number;
  /** Null where the file states no cycle time. */
  readonly seconds: number | null;
  /** From the outermost memory on; the arithmetic is last. */
  readonly levels: readonly NestLevelRun[];
  /** Null without energies. */
  readonly picojoules: number | null;
  readonly picojoulesPerMac: number | null;
}

/**
 * Evaluates a given mapping: accesses of every memory, cycles and, with energies per action, picojoules. Idle instances
 * are taken as gated off; leakage is that of used ones. Throws a UserError where the mapping does not fit the problem or
 * the hardware, or where the table lacks an energy that the accesses need.
 *
 * @example
 * evaluateNest(problem, hierarchy, mapping, null).cycles // 86016
 */
export function evaluateNest(
  problem: NestProblem,
  hierarchy: StorageHierarchy,
  mapping: NestMapping,
  energies: ActionEnergies | null,
): NestRun {
  const nest = placeNest(problem, hierarchy, mapping);
  const macs = nestMacs(problem);
  const usedUnits = nest.loops.reduce((used, { axis, bound }) => (axis === 'time' ? used : used * bound), 1);
  const computeCycles = macs / usedUnits;
  const accesses = accessCounts(nest);
  const lows = accesses.map((level) => bandwidthCycles(level, storageOf(nest, level)));
  const cycles = Math.max(computeCycles, ...lows);
  const slowest = lows.findIndex((needed) => needed === cycles && needed > computeCycles);
  const price = pricing(energies);
  const levels: NestLevelRun[] = accesses.map((level, index) => ({
    level: level.level,
    instances: level.instances,
    spaces: level.spaces,
    cycles: lows[index] ?? 0,
    ...price.storage(level, storageOf(nest, level), cycles),
  }));
  levels.push({
    level: hierarchy.compute.name,
    instances: usedUnits,
    spaces: [],
    cycles: computeCycles,
    ...price.compute(hierarchy.compute.name, macs, usedUnits * cycles),
  });
  if (price.problems.length > 0) throw new UserError(price.problems);
  const total = (run: NestLevelRun) => (run.dynamicPicojoules ?? 0) + (run.leakagePicojoules ?? 0);
  const picojoules = energies === null ? null : levels.reduce((sum, level) => sum + total(level), 0);
  const units = hierarchy.compute.instances;
  return {
    macs,
    computeCycles,
    cycles,
    boundBy: accesses[slowest]?.level ?? hierarchy.compute.name,
    usedUnits,
    units,
    utilisation: macs / (units * cycles),
    seconds: hierarchy.cycleSec === null ? null : cycles * hierarchy.cycleSec,
    levels,
    picojoules,
    picojoulesPerMac: picojoules === null ? null : picojoules / macs,
  };
}

function storageOf(nest: PlacedNest, { index }: LevelAccesses): StorageLevel {
  const storage = nest.levels[index]?.storage;
  if (storage == null) throw new Error('accesses are counted at memories only');
  return storage;
}

/** Cycles that the ports of one instance need for its words; whole, since a run ends on a cycle. */
function bandwidthCycles({ spaces }: LevelAccesses, storage: StorageLevel): number {
  const read = spaces.reduce((sum, { reads }) => sum + reads, 0);
  const written = spaces.reduce((sum, { fills, updates }) => sum + fills + updates, 0);
  const through = (words: number, perCycle: number | null) => (perCycle === null ? 0 : Math.ceil(words / perCycle));
  return Math.max(
    through(read, storage.readWordsPerCycle),
    through(written, storage.writeWordsPerCycle),
    through(read + written, storage.sharedWordsPerCycle),
  );
}

/** Puts energies on accesses and collects the actions that the table lacks. */
function pricing(energies: ActionEnergies | null) {
  const problems: Problem[] = [];
  const nothing = { dynamicPicojoules: null, leakagePicojoules: null };
  const energyOf = (component: string, action: string, count: number): number => {
    if (count === 0) return 0;
    const energy = energies?.get(component)?.get(action);
    if (energy !== undefined) return count * energy;
    const known = energies?.has(component) === true;
    const found = known ? `${component} has no energy for ${action}.` : `It has no component ${component}.`;
    const path = `${component}.${action}`;
    problems.push({ code: 'missing-energy', file: 'energy table', line: null, path, found, fix: 'Add the action.' });
    return 0;
  };
  const leakage = (component: string, count: number) => count * (energies?.get(component)?.get('leak') ?? 0);
  return {
    problems,
    storage({ level, instances, spaces }: LevelAccesses, storage: StorageLevel, cycles: number) {
      if (energies === null) return nothing;
      const perWord = instances / storage.wordsPerAccess;
      const dynamicPicojoules = spaces.reduce(
        (sum, { reads, fills, updates }) =>
          sum +
          energyOf(level, 'read', reads * perWord) +
          energyOf(level, 'write', fills * perWord) +
          energyOf(level, 'update', updates * perWord),
        0,
      );
      return { dynamicPicojoules, leakagePicojoules: leakage(level, instances * cycles) };
    },
    compute(component: string, macs: number, unitCycles: number) {
      if (energies === null) return nothing;
      const dynamicPicojoules = energyOf(component, 'compute', macs);
      return { dynamicPicojoules, leakagePicojoules: leakage(component, unitCycles) };
    },
  };
}
