import { type Problem, UserError } from '../foundation/user-error.js';
import type { Chip, Figure, PeakRates } from './chip.js';
import type { ChipDesign } from './chip-design.js';
import { type ChipInput, chipSchema, type DesignInput, RATE_NAMES } from './chip-schema.js';
import { type DesignFigures, designFigures } from './design-figures.js';
import { RETICLE_LIMIT_MM2 } from './die-cost.js';
import { type FigureReader, figureReader } from './figure-reader.js';
import { chipIssues, type Fault } from './schema-faults.js';

/** Where a chip description came from, so that a fault can be shown in its place. */
export interface ChipOrigin {
  /** Identifier in a catalog or the base name of the file. */
  readonly id: string;
  /** File as the user named it. */
  readonly file: string;
  /** Line of a path within the file; null where unknown. */
  lineOf(path: readonly (string | number)[]): number | null;
}

type Reading = { readonly chip: Chip } | { readonly problems: readonly Problem[] };

/**
 * A fully defaulted chip from a parsed YAML or JSON value.
 *
 * @throws UserError with every problem of the description at once
 * @example parseChip({ name: 'X', vendor: 'Y', kind: 'gpu', ... }, { id: 'x', file: 'x.yaml', lineOf: () => null })
 */
export function parseChip(value: unknown, origin: ChipOrigin): Chip {
  const reading = readChip(value, origin);
  if ('problems' in reading) throw new UserError(reading.problems);
  return reading.chip;
}

/** As `parseChip`, with the problems returned. */
export function readChip(value: unknown, origin: ChipOrigin): Reading {
  const located = (faults: readonly Fault[]) => ({ problems: faults.map((fault) => locate(fault, origin)) });
  const parsed = chipSchema.safeParse(value);
  if (!parsed.success) return located(chipIssues(parsed.error, value));
  const input = parsed.data;
  const read = figureReader({
    sources: input.sources,
    source: input.source ?? 'chip file',
    confidence: input.confidence ?? 'medium',
  });
  const design = input.design ? toDesign(input, input.design, read) : null;
  const derived = design === null || read.faults.length > 0 ? null : designFigures(design);
  const chip = toChip(origin.id, input, read, design, derived);
  const faults = [
    ...read.faults,
    ...(design === null ? missingFigures(input) : []),
    ...(derived === null ? [] : impossibleDesign(derived)),
  ];
  return faults.length > 0 ? located(withoutRepeats(faults)) : { chip };
}

/** Some figures are read for the design and again for the chip. */
function withoutRepeats(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [`${fault.path.join('.')} ${fault.found}`, fault])).values()];
}

function impossibleDesign({ area }: DesignFigures): Fault[] {
  if (area.totalMm2.value <= RETICLE_LIMIT_MM2) return [];
  const blocks = area.components.map((block) => `${block.name} ${Math.round(block.mm2.value)}`).join(', ');
  return [
    {
      code: 'beyond-reticle',
      path: ['design'],
      found: `The die takes ${Math.round(area.totalMm2.value)} mm2 (${blocks}); a scanner exposes ${RETICLE_LIMIT_MM2}.`,
      fix: 'Make a block smaller, or choose a finer process.',
    },
  ];
}

function locate(fault: Fault, origin: ChipOrigin): Problem {
  const path = fault.path.reduce<string>(
    (joined, step) => (typeof step === 'number' ? `${joined}[${step}]` : joined === '' ? step : `${joined}.${step}`),
    '',
  );
  const { code, found, fix } = fault;
  return { code, file: origin.file, line: origin.lineOf(fault.path), path, found, fix };
}

/** Without a design, nothing else can supply these. */
function missingFigures(input: ChipInput): Fault[] {
  return (['cores', 'memory', 'tdp'] as const)
    .filter((key) => input[key] === undefined)
    .map((key) => ({
      code: 'missing-key',
      path: [key],
      found: `${key} is missing.`,
      fix: `Add ${key}, or describe the chip by a design from which it follows.`,
    }));
}

function toDesign(input: ChipInput, design: DesignInput, read: FigureReader): ChipDesign {
  const { scratchpad, dram, chipLink } = design;
  const at = (...path: string[]) => ['design', ...path];
  return {
    processNm: read.figure(input.process, 'nm', ['process']).value,
    clockHz: read.figure(input.clock, 'hertz', ['clock']).value,
    arrays: design.arrays,
    vectorLanes: design.vectorLanes,
    scratchpad: {
      bytes: read.quantity(scratchpad.capacity, 'bytes', at('scratchpad', 'capacity')),
      banks: scratchpad.banks,
      bytesPerBankCycle: read.quantity(scratchpad.bankWidth, 'bytes', at('scratchpad', 'bankWidth')),
    },
    dram: dram
      ? {
          kind: dram.kind,
          technology: dram.technology,
          channels: dram.channels,
          bitsPerChannel: dram.channelBits,
          bitsPerPinSec: 8 * read.quantity(dram.pinRate, 'bytesPerSec', at('dram', 'pinRate')),
          bytesPerChannel: read.quantity(dram.channelCapacity, 'bytes', at('dram', 'channelCapacity')),
        }
      : null,
    chipLink: chipLink
      ? {
          kind: chipLink.kind,
          lanes: chipLink.lanes,
          bytesPerLaneSec: read.quantity(chipLink.laneRate, 'bytesPerSec', at('chipLink', 'laneRate')),
        }
      : null,
    pcieLanes: design.pcieLanes,
  };
}

/** What a file leaves out is taken from the design, else from what chips of its kind have. */
function toChip(
  id: string,
  input: ChipInput,
  read: FigureReader,
  design: ChipDesign | null,
  derived: DesignFigures | null,
): Chip {
  const tdpW = read.optional(input.tdp, 'watt', ['tdp']) ?? derived?.tdpW ?? ABSENT;
  return {
    id,
    name: input.name,
    aliases: input.aliases,
    vendor: input.vendor,
    kind: input.kind,
    hypothetical: input.hypothetical,
    rationale: input.rationale,
    notes: input.notes,
    architecture: input.architecture,
    year: input.year,
    processNm: read.figure(input.process, 'nm', ['process']),
    dieAreaMm2: read.optional(input.die?.area, 'mm2', ['die', 'area']) ?? derived?.dieAreaMm2 ?? null,
    dieCount: read.optional(input.die?.count, 'ratio', ['die', 'count']) ?? (derived ? ONE_DIE : null),
    transistorCount:
      read.optional(input.die?.transistors, 'ratio', ['die', 'transistors']) ?? derived?.transistorCount ?? null,
    coreCount: read.optional(input.cores, 'ratio', ['cores']) ?? derived?.coreCount ?? ABSENT,
    coresOnDie: read.optional(input.coresOnDie, 'ratio', ['coresOnDie']) ?? derived?.coreCount ?? null,
    clockHz: read.figure(input.clock, 'hertz', ['clock']),
    matrixRates: readRates(input.rates?.matrix, read, 'matrix', derived?.matrixRates ?? null),
    simtRates: readRates(input.rates?.simt, read, 'simt', derived?.simtRates ?? null),
    int32OpsPerSec:
      read.optional(input.rates?.int32, 'opsPerSec', ['rates', 'int32']) ?? derived?.int32OpsPerSec ?? null,
    ...readMemories(input, read, design, derived),
    launchFloorSec:
      read.optional(input.launchFloor, 'seconds', ['launchFloor']) ??
      usual(4e-6, 1e-6, 1e-5, 'launch floors of measured GPUs'),
    tdpW,
    idleW:
      read.optional(input.idle, 'watt', ['idle']) ??
      derived?.idleW ??
      usual(0.17 * tdpW.value, 0.08 * tdpW.value, 0.28 * tdpW.value, 'idle share of TDP'),
    priceUsd: read.optional(input.price, 'usd', ['price']) ?? derived?.priceUsd ?? null,
    lifetimeYears:
      read.optional(input.lifetime, 'years', ['lifetime']) ?? usual(5, 3, 7, 'depreciation of accelerators'),
    design,
  };
}

function readMemories(input: ChipInput, read: FigureReader, design: ChipDesign | null, derived: DesignFigures | null) {
  const { memory, cache, link } = input;
  return {
    memory: {
      kind: memory?.kind ?? design?.dram?.kind ?? 'sram',
      technology: memory?.technology ?? design?.dram?.technology ?? 'SRAM',
      capacityBytes:
        read.optional(memory?.capacity, 'bytes', ['memory', 'capacity']) ?? derived?.memoryCapacityBytes ?? ABSENT,
      bandwidthBytesPerSec:
        read.optional(memory?.bandwidth, 'bytesPerSec', ['memory', 'bandwidth']) ??
        derived?.memoryBandwidthBytesPerSec ??
        ABSENT,
    },
    cache: cache
      ? {
          capacityBytes: read.figure(cache.capacity, 'bytes', ['cache', 'capacity']),
          bandwidthBytesPerSec: read.optional(cache.bandwidth, 'bytesPerSec', ['cache', 'bandwidth']),
        }
      : derived?.cacheCapacityBytes
        ? { capacityBytes: derived.cacheCapacityBytes, bandwidthBytesPerSec: derived.cacheBandwidthBytesPerSec }
        : null,
    localMemoryBytes: read.optional(input.localMemory, 'bytes', ['localMemory']) ?? derived?.localMemoryBytes ?? null,
    systolic: input.systolic
      ? {
          arrays: read.figure(input.systolic.arrays, 'ratio', ['systolic', 'arrays']),
          rows: read.figure(input.systolic.rows, 'ratio', ['systolic', 'rows']),
          columns: read.figure(input.systolic.columns, 'ratio', ['systolic', 'columns']),
        }
      : design
        ? {
            arrays: designed(design.arrays.count),
            rows: designed(design.arrays.rows),
            columns: designed(design.arrays.columns),
          }
        : null,
    link: link
      ? { kind: link.kind, bandwidthBytesPerSec: read.figure(link.bandwidth, 'bytesPerSec', ['link', 'bandwidth']) }
      : design?.chipLink && derived?.linkBytesPerSec
        ? { kind: design.chipLink.kind, bandwidthBytesPerSec: derived.linkBytesPerSec }
        : null,
  };
}

function readRates(
  input: NonNullable<ChipInput['rates']>['matrix'],
  read: FigureReader,
  datapath: 'matrix' | 'simt',
  derived: PeakRates | null,
): PeakRates {
  const entries = RATE_NAMES.map((rate) => {
    const given = read.optional(input?.[rate], 'opsPerSec', ['rates', datapath, rate]);
    return [rate, given ?? derived?.[rate] ?? null] as const;
  });
  return Object.fromEntries(entries) as unknown as PeakRates;
}

/** Reached only when `missingFigures` has already refused the file. */
const ABSENT: Figure = { value: 1, low: 1, high: 1, source: '', confidence: 'low' };
const ONE_DIE = designed(1);

function designed(value: number): Figure {
  return { value, low: value, high: value, source: 'design of this description', confidence: 'high' };
}

function usual(value: number, low: number, high: number, what: string): Figure {
  return { value, low, high, source: `assumption: ${what}`, confidence: 'low' };
}
