import type { ParsedDocument } from '../../../foundation/document/document.js';
import { type Problem, UserError } from '../../../foundation/errors/user-error.js';
import { SECONDS_PER_HOUR } from '../../../foundation/quantity/time-spans.js';
import { memoCostModel } from '../../../kernels/compose/memo-cost-model.js';
import { createDefaultCostModel } from '../../../kernels/index.js';
import type { MarketMachine } from '../../../pow-model/market/fleet/market-input.js';
import { MERCHANT_MAKER } from '../../../pow-model/market/fleet/miner-defaults.js';
import { MACHINE_DEFAULTS } from '../../../sim/machine/place/machine-defaults.js';
import type { LlmArchitecture } from '../../../workloads/models/llm-architecture.js';
import { builtinModels } from '../../../workloads/models/model-catalog.js';
import type { GivenFile } from '../../files/given/given-file.js';
import type { GivenHardwareFile } from '../../files/given/given-hardware-file.js';
import { factoryCost } from '../machine/factory-cost.js';
import { machineProfile } from '../machine/machine-profile.js';
import { type ChipLookup, resolveMachines, type ServedModel } from '../machine/resolve-machines.js';
import { runWorkload } from '../machine/run-workload.js';
import type { MachineSite, StudyMachine } from '../machine/study-machine.js';
import type { InferenceWorkload, Workload } from '../machine/workload.js';
import type { WorkloadResult } from '../machine/workload-result.js';

type MachinesFile = Extract<GivenHardwareFile, { kind: 'machines' }>;
type MachineFile = MachinesFile['machines'][number];

/** Machines of a market with what was found of them. */
export interface GivenMachines {
  readonly machines: readonly MarketMachine[];
  /** The paid work in a word or two, and what it is counted in. */
  readonly workLabel: string;
  /** Machines left out, with the reason. */
  readonly notes: readonly string[];
}

/** Rents of one card in one month differ by so much about their middle: 0.10 to 0.16 USD/h about 0.12 for an RTX 3090. */
const RENT_SPREAD = 1.3;

/**
 * The machines of a file, each simulated on the paid work: work rate, power, tokens and price from the chip, never typed
 * in. Throws a UserError with every chip that is unknown, does not hold its model or says too little of its cost.
 */
export function simulatedMachines(
  document: Pick<ParsedDocument<GivenFile>, 'value' | 'problem'>,
  hardware: MachinesFile,
  lookupChip: ChipLookup,
): GivenMachines {
  const served = servedModel(hardware.work);
  const { machines: placed, architectures } = resolveMachines(
    { machines: hardware.machines, machinesAt: ['hardware', 'machines'], models: served === null ? [] : [served] },
    document.problem,
    lookupChip,
    builtinModels(),
  );
  const problems = entryProblems(document, hardware, placed);
  if (problems.length > 0) throw new UserError(problems);
  const context = { model: memoCostModel(createDefaultCostModel()), scenario: siteOf(document.value) };
  const paid = workloadOf(hardware.work, architectures);
  const notes: string[] = [];
  const machines = placed.flatMap((machine, index): MarketMachine[] => {
    const result = runWorkload(machine, paid, context);
    notes.push(...result.notes.map((note) => `${machine.label}: ${note}`));
    const found = marketMachine(machine, result, hardware.machines[index]!);
    if (typeof found !== 'string') return [found];
    notes.push(`${machine.label} is left out: ${found}`);
    return [];
  });
  if (machines.length === 0) {
    const found = `No machine does the paid work. ${notes.join(' ')}`;
    throw new UserError([document.problem(['hardware', 'machines'], 'no-machine', found, 'Name one that does.')]);
  }
  return { machines, workLabel: workLabelOf(hardware.work), notes };
}

function marketMachine(machine: StudyMachine, result: WorkloadResult, entry: MachineFile): MarketMachine | string {
  const profile = machineProfile(machine, result);
  if (profile === null) {
    if (machine.spec.chip.priceUsd === null) return `${machine.spec.chip.name} has no price.`;
    return 'reason' in result.workPerSec ? result.workPerSec.reason : 'It does no work.';
  }
  const { chip } = machine.spec;
  const unitUsd = entry.unitCost ?? factoryCost(chip)?.unitUsd.value ?? null;
  const price = profile.priceUsd.value / machine.placement.count;
  return {
    profile,
    entry: entryCost(entry, machine.placement.count),
    maker: {
      unitCostShare: unitUsd === null ? MERCHANT_MAKER.unitCostShare : Math.min(1, unitUsd / price),
      researchShare: entry.research,
    },
    availableFromYear: entry.from,
    progressPerYear: entry.progress,
  };
}

function entryCost({ entry }: MachineFile, chips: number): MarketMachine['entry'] {
  if (entry === null || entry.kind === 'purchase') return { kind: 'purchase' };
  const value = entry.price * SECONDS_PER_HOUR * chips;
  return { kind: 'rental', usdPerHour: { value, low: value / RENT_SPREAD, high: value * RENT_SPREAD } };
}

/** Hardware of general purpose has an owner who could rent it out: a file must say what a miner pays for it. */
function entryProblems(
  document: Pick<ParsedDocument<GivenFile>, 'problem'>,
  hardware: MachinesFile,
  machines: readonly StudyMachine[],
): Problem[] {
  return machines.flatMap(({ spec }, index) => {
    if (spec.chip.kind === 'asic' || hardware.machines[index]!.entry !== null) return [];
    const found = `${spec.chip.name} is hardware of general purpose: what it costs is what it could be rented out for.`;
    const fix = 'Give entry: { kind: rental, price: 2 USD/h }, or { kind: purchase } where it has no other use.';
    return [document.problem(['hardware', 'machines', index], 'no-entry', found, fix)];
  });
}

function siteOf({ sites, miners }: GivenFile): MachineSite {
  return {
    electricity: sites.kind === 'lognormal' ? sites.median : sites.cohorts[0]!.price,
    pue: miners.overhead,
    hostGap: MACHINE_DEFAULTS.hostGapSec,
  };
}

/** The model that machines must hold for the paid work; null where there is none. */
function servedModel(work: MachinesFile['work']): ServedModel | null {
  return work.kind === 'hash' ? null : { ...work, at: ['hardware', 'work', 'model'] };
}

function workloadOf(work: MachinesFile['work'], [architecture]: readonly LlmArchitecture[]): Workload {
  const named = { id: 'work', label: workLabelOf(work) };
  switch (work.kind) {
    case 'inference':
      return inferenceOf(work, architecture!, 'work');
    case 'matmul-pow':
      return { ...named, kind: 'matmul-pow', inside: inferenceOf(work, architecture!, 'serving'), rank: work.rank };
    case 'hash':
      return { ...named, kind: 'hash', algorithm: work.algorithm };
    default:
      return work satisfies never;
  }
}

function inferenceOf(
  { inputTokens, outputTokens }: Pick<ServedModel, 'inputTokens' | 'outputTokens'>,
  architecture: LlmArchitecture,
  id: string,
): InferenceWorkload {
  return { kind: 'inference', id, label: id, architecture, inputTokens, outputTokens };
}

function workLabelOf(work: MachinesFile['work']): string {
  switch (work.kind) {
    case 'inference':
      return `tokens of ${work.model}`;
    case 'matmul-pow':
      return 'int8 matrix work inside inference';
    case 'hash':
      return 'SHA-256d hashing';
    default:
      return work satisfies never;
  }
}
