import type { ParsedDocument } from '../../foundation/document/document.js';
import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import { SECONDS_PER_HOUR } from '../../foundation/quantity/time-spans.js';
import { memoCostModel } from '../../kernels/compose/memo-cost-model.js';
import { createDefaultCostModel } from '../../kernels/index.js';
import type { MarketMachine } from '../../pow-model/market/fleet/market-input.js';
import { MERCHANT_MAKER } from '../../pow-model/market/fleet/miner-defaults.js';
import { MACHINE_DEFAULTS } from '../../sim/machine/machine-defaults.js';
import { builtinModels } from '../../workloads/models/model-catalog.js';
import { type ChipLookup, type ResolvedStudy, resolveStudy } from '../files/resolve-study.js';
import type { StudyFile, WorkloadEntry } from '../files/study-file.js';
import type { StudyMachine } from '../files/study-machine.js';
import type { WorkloadResult } from '../outcome/study-outcome.js';
import { machineProfile } from '../run/machine-profile.js';
import { runWorkload } from '../run/run-study.js';
import { factoryCost } from './chip-option.js';
import type { LadderFile } from './ladder-file.js';
import type { LadderHardwareFile } from './ladder-hardware-file.js';

type MachinesFile = Extract<LadderHardwareFile, { kind: 'machines' }>;
type MachineFile = MachinesFile['machines'][number];

/** Machines of a market with what was found of them. */
export interface LadderMachines {
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
  document: Pick<ParsedDocument<LadderFile>, 'value' | 'problem'>,
  hardware: MachinesFile,
  lookupChip: ChipLookup,
): LadderMachines {
  const study = studyOf(document.value, hardware);
  const resolved = resolveStudy(
    { value: study, problem: (path, ...rest) => document.problem(placeOf(path), ...rest) },
    lookupChip,
    builtinModels(),
  );
  const problems = entryProblems(document, hardware, resolved);
  if (problems.length > 0) throw new UserError(problems);
  const context = {
    model: memoCostModel(createDefaultCostModel()),
    scenario: study.scenario,
    architectures: resolved.architectures,
  };
  const paid = study.workloads[study.workloads.length - 1]!;
  const notes: string[] = [];
  const machines = resolved.machines.flatMap((machine, index): MarketMachine[] => {
    const result = runWorkload(machine, paid, resolved, context);
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
  return { machines, workLabel: workLabelOf(paid), notes };
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
  document: Pick<ParsedDocument<LadderFile>, 'problem'>,
  hardware: MachinesFile,
  { machines }: ResolvedStudy,
): Problem[] {
  return machines.flatMap(({ spec }, index) => {
    if (spec.chip.kind === 'asic' || hardware.machines[index]!.entry !== null) return [];
    const found = `${spec.chip.name} is hardware of general purpose: what it costs is what it could be rented out for.`;
    const fix = 'Give entry: { kind: rental, price: 2 USD/h }, or { kind: purchase } where it has no other use.';
    return [document.problem(['hardware', 'machines', index], 'no-entry', found, fix)];
  });
}

/** The study that evaluates the machines on the paid work alone. */
function studyOf(file: LadderFile, hardware: MachinesFile): StudyFile {
  return {
    name: file.name,
    title: file.title,
    seed: file.seed,
    machines: hardware.machines,
    workloads: workloadsOf(hardware.work),
    paid: ['work'],
    rules: [],
    scenario: {
      horizon: file.horizon,
      runs: file.runs,
      emission: file.token.emission,
      marketValue: file.token.marketValue,
      stakedFraction: 0,
      stakeAttackShare: file.attack.stakeShare,
      workAttackShare: file.attack.workShare,
      electricity: file.sites.kind === 'lognormal' ? file.sites.median : file.sites.cohorts[0]!.price,
      electricityLogSd: 0,
      powerUsageEffectiveness: file.miners.overhead,
      discount: file.miners.discount,
      priceVolatility: 0,
      priceDrift: 0,
      hostGap: MACHINE_DEFAULTS.hostGapSec,
    },
  };
}

function workloadsOf(work: MachinesFile['work']): WorkloadEntry[] {
  switch (work.kind) {
    case 'inference':
      return [{ id: 'work', ...work }];
    case 'matmul-pow': {
      const { model, inputTokens, outputTokens, rank } = work;
      return [
        { id: 'serving', kind: 'inference', model, inputTokens, outputTokens },
        { id: 'work', kind: 'matmul-pow', inside: 'serving', rank },
      ];
    }
    case 'hash':
      return [{ id: 'work', ...work }];
    default:
      return work satisfies never;
  }
}

function workLabelOf(work: WorkloadEntry): string {
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

/** Where a path of the evaluating study stands in the ladder file. */
function placeOf(path: readonly (string | number)[]): readonly (string | number)[] {
  if (path[0] === 'machines') return ['hardware', ...path];
  if (path[0] === 'workloads') return ['hardware', 'work', ...path.slice(2)];
  return path;
}
