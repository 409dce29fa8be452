import { findChip, unknownChip } from '../../chips/catalog/find-chip.js';
import type { Catalog, Chip } from '../../chips/chip/chip.js';
import type { ParsedDocument } from '../../foundation/document/document.js';
import { isUserError, type Problem, UserError } from '../../foundation/errors/user-error.js';
import { type MachineSpec, type PlacedMachine, placeMachine } from '../../sim/machine/place-machine.js';
import type { LlmArchitecture } from '../../workloads/models/llm-architecture.js';
import { type ModelCatalog, resolveModel } from '../../workloads/models/model-catalog.js';
import type { InferenceEntry, MachineEntry, StudyFile } from './study-file.js';
import type { StudyMachine } from './study-machine.js';

/** A study file with its names looked up and its machines placed. */
export interface ResolvedStudy {
  readonly file: StudyFile;
  readonly machines: readonly StudyMachine[];
  readonly architectures: ReadonlyMap<string, LlmArchitecture>;
}

/** Reads a chip by the name or path that a study gives; throws a UserError. */
export type ChipLookup = (name: string) => Chip;

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
export function resolveStudy(
  document: Pick<ParsedDocument<StudyFile>, 'value' | 'problem'>,
  lookupChip: ChipLookup,
  models: ModelCatalog,
): ResolvedStudy {
  const { value: file } = document;
  const problems: Problem[] = [];
  const architectures = new Map<string, LlmArchitecture>();
  file.workloads.forEach((workload, index) => {
    if (workload.kind !== 'inference') return;
    const found = attempt(
      () => resolveModel(workload.model, models),
      document,
      ['workloads', index, 'model'],
      problems,
    );
    if (found !== null) architectures.set(workload.model, found);
  });
  const chips = file.machines.map((machine, index) =>
    attempt(() => lookupChip(machine.chip), document, ['machines', index, 'chip'], problems),
  );
  if (problems.length > 0) throw new UserError(problems);
  const machines = file.machines.map((entry, index) => {
    const spec: MachineSpec = { ...entry, chip: chips[index]!, network: null };
    const placement = placeForAll(spec, file, architectures);
    if ('refused' in placement) {
      problems.push(document.problem(['machines', index], 'infeasible-machine', placement.refused, placement.fix));
      return null;
    }
    return studyMachine(entry, spec, placement);
  });
  if (problems.length > 0) throw new UserError(problems);
  return { file, machines: machines.filter((machine) => machine !== null), architectures };
}

function studyMachine(entry: MachineEntry, spec: MachineSpec, placement: PlacedMachine): StudyMachine {
  return {
    id: entry.id,
    label: entry.label ?? spec.chip.name,
    spec,
    placement,
    stage: {
      chip: spec.chip,
      count: placement.tensor * placement.context * placement.expert,
      topology: placement.topology,
    },
  };
}

/** The placement that the most demanding inference workload of the study needs. */
function placeForAll(spec: MachineSpec, file: StudyFile, architectures: ReadonlyMap<string, LlmArchitecture>) {
  const inferences = file.workloads.filter((workload): workload is InferenceEntry => workload.kind === 'inference');
  const placements = inferences.map((workload) =>
    placeMachine(
      spec,
      architectures.get(workload.model)!,
      workload.inputTokens + workload.outputTokens,
      workload.inputTokens,
    ),
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
    tensor: 1,
    context: 1,
    expert: 1,
    pipeline: 1,
    replicas: count,
    batchPerReplica: spec.batch,
    topology: count === 1 ? 'single' : 'switch',
    footprint: { parts: [], totalBytes: 0 },
    stages: [],
  };
}

/** Runs a lookup; a user's mistake is moved to its place in the study file. */
function attempt<T>(
  lookup: () => T,
  document: Pick<ParsedDocument<StudyFile>, 'value' | 'problem'>,
  path: readonly (string | number)[],
  problems: Problem[],
): T | null {
  try {
    return lookup();
  } catch (error) {
    if (!isUserError(error)) throw error;
    for (const problem of error.problems) {
      problems.push(
        problem.file === 'command line' ? document.problem(path, problem.code, problem.found, problem.fix) : problem,
      );
    }
    return null;
  }
}
