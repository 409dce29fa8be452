import type { ParsedDocument } from '../../../foundation/document/document.js';
import type { ModelCatalog } from '../../../workloads/models/model-catalog.js';
import type { InferenceEntry, RewardsFile } from '../../files/rewards/rewards-file.js';
import { type ChipLookup, resolveMachines } from '../machine/resolve-machines.js';
import type { StudyMachine } from '../machine/study-machine.js';
import type { InferenceWorkload, Workload } from '../machine/workload.js';

/** A study file with its names looked up and its machines placed. */
export interface ResolvedStudy {
  readonly file: RewardsFile;
  readonly machines: readonly StudyMachine[];
  /** In the order of the file. */
  readonly workloads: readonly Workload[];
}

/**
 * Looks up chips and models and places every machine; throws a UserError with every unknown name and every machine that
 * does not hold its model, the latter with the memory arithmetic.
 */
export function resolveStudy(
  document: Pick<ParsedDocument<RewardsFile>, 'value' | 'problem'>,
  lookupChip: ChipLookup,
  catalog: ModelCatalog,
): ResolvedStudy {
  const { value: file } = document;
  const served = file.workloads.flatMap((entry, index) =>
    entry.kind === 'inference' ? [{ entry, at: ['workloads', index, 'model'] }] : [],
  );
  const { machines, architectures } = resolveMachines(
    {
      machines: file.machines,
      machinesAt: ['machines'],
      models: served.map(({ entry, at }) => ({ ...entry, at })),
    },
    document.problem,
    lookupChip,
    catalog,
  );
  const inferences = served.map(({ entry }, index): InferenceWorkload => {
    const { id, label, inputTokens, outputTokens } = entry;
    const architecture = architectures[index]!;
    return { kind: 'inference', id, label: label ?? id, architecture, inputTokens, outputTokens };
  });
  return { file, machines, workloads: file.workloads.map((entry) => workloadOf(entry, inferences)) };
}

function workloadOf(entry: RewardsFile['workloads'][number], inferences: readonly InferenceWorkload[]): Workload {
  const named = (id: InferenceEntry['id']) => inferences.find((one) => one.id === id)!;
  const label = entry.label ?? entry.id;
  switch (entry.kind) {
    case 'inference':
      return named(entry.id);
    case 'matmul-pow':
      return { kind: 'matmul-pow', id: entry.id, label, inside: named(entry.inside), rank: entry.rank };
    case 'hash':
      return { kind: 'hash', id: entry.id, label, algorithm: entry.algorithm };
    default:
      return entry satisfies never;
  }
}
