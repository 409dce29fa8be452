import { findChip, unknownChip } from '../../../chips/catalog/find-chip.js';
import type { Catalog, Chip } from '../../../chips/chip/chip.js';
import { isUserError, type Problem, UserError } from '../../../foundation/errors/user-error.js';
import { type MachineSpec, type PlacedMachine, placeMachine } from '../../../sim/machine/place/place-machine.js';
import type { LlmArchitecture } from '../../../workloads/models/llm-architecture.js';
import { type ModelCatalog, resolveModel } from '../../../workloads/models/model-catalog.js';
import type { MachineEntry } from '../../files/fields/study-fields.js';
import type { StudyMachine } from './study-machine.js';

/** Where something stands in a file, such as `['machines', 0, 'chip']`. */
type FilePath = readonly (string | number)[];

/** Makes a problem of a place in the user's file. */
export type ProblemAt = (path: FilePath, code: string, found: string, fix: string) => Problem;

/** Reads a chip by the name or path that a study gives; throws a UserError. */
export type ChipLookup = (name: string) => Chip;

/** A model that machines must hold, with the requests they serve and where the file names it. */
export interface ServedModel {
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly at: FilePath;
}

/** Machines as a file writes them. */
export interface MachineRequest {
  readonly machines: readonly MachineEntry[];
  /** Where the list of machines stands in the file. */
  readonly machinesAt: FilePath;
  readonly models: readonly ServedModel[];
}

/** Machines that hold every model, in the order of the file, and the models in the order of the request. */
export interface ResolvedMachines {
  readonly machines: readonly StudyMachine[];
  readonly architectures: readonly LlmArchitecture[];
}

/** A lookup in a catalog alone. */
export function catalogLookup(catalog: Catalog): ChipLookup {
  return (name) => {
    const chip = findChip(catalog, name);
    if (chip === null) throw new UserError([unknownChip(catalog, name)]);
    return chip;
  };
}

/**
 * Looks up chips and models and places every machine; throws a UserError with every unknown name and every machine that
 * does not hold its model, the latter with the memory arithmetic.
 */
export function resolveMachines(
  request: MachineRequest,
  problemAt: ProblemAt,
  lookupChip: ChipLookup,
  catalog: ModelCatalog,
): ResolvedMachines {
  const problems: Problem[] = [];
  const found = <T>(lookup: () => T, path: FilePath): T | null => attempt(lookup, path, problemAt, problems);
  const models = request.models.map(({ model, at }) => found(() => resolveModel(model, catalog), at));
  const chips = request.machines.map(({ chip }, index) =>
    found(() => lookupChip(chip), [...request.machinesAt, index, 'chip']),
  );
  if (problems.length > 0) throw new UserError(problems);
  const architectures = models.filter((model) => model !== null);
  const machines = request.machines.flatMap((entry, index): StudyMachine[] => {
    const spec: MachineSpec = { ...entry, chip: chips[index]!, network: null };
    const placement = placeForAll(spec, request.models, architectures);
    if (!('refused' in placement)) return [studyMachine(entry, spec, placement)];
    const path = [...request.machinesAt, index];
    problems.push(problemAt(path, 'infeasible-machine', placement.refused, placement.fix));
    return [];
  });
  if (problems.length > 0) throw new UserError(problems);
  return { machines, architectures };
}

function studyMachine(entry: MachineEntry, spec: MachineSpec, placement: PlacedMachine): StudyMachine {
  return {
    id: entry.id,
    label: entry.label ?? spec.chip.name,
    spec,
    placement,
    stage: {
      chip: spec.chip,
      count: placement.tp * placement.cp * placement.ep,
      topology: placement.topology,
    },
  };
}

/** The placement that the most demanding model needs. */
function placeForAll(spec: MachineSpec, models: readonly ServedModel[], architectures: readonly LlmArchitecture[]) {
  const placements = models.map(({ inputTokens, outputTokens }, index) =>
    placeMachine(spec, architectures[index]!, inputTokens + outputTokens, inputTokens),
  );
  const refused = placements.find((placement) => 'refused' in placement);
  if (refused !== undefined) return refused;
  const placed = placements.filter((placement): placement is PlacedMachine => !('refused' in placement));
  const largest = placed.reduce<PlacedMachine | null>(
    (most, placement) => (most === null || placement.count > most.count ? placement : most),
    null,
  );
  return largest ?? hashingOnly(spec);
}

/** A machine without a model to hold. */
function hashingOnly(spec: MachineSpec): PlacedMachine {
  const count = spec.count === 'fit' ? 1 : spec.count;
  return {
    count,
    tp: 1,
    cp: 1,
    ep: 1,
    pp: 1,
    replicas: count,
    batchPerReplica: spec.batch,
    topology: count === 1 ? 'single' : 'switch',
    footprint: { parts: [], totalBytes: 0 },
    stages: [],
  };
}

/** Runs a lookup; a user's mistake is moved to its place in the study file. */
function attempt<T>(lookup: () => T, path: FilePath, problemAt: ProblemAt, problems: Problem[]): T | null {
  try {
    return lookup();
  } catch (error) {
    if (!isUserError(error)) throw error;
    for (const problem of error.problems) {
      const own = problem.file === 'command line';
      problems.push(own ? problemAt(path, problem.code, problem.found, problem.fix) : problem);
    }
    return null;
  }
}
