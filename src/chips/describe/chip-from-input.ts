import { buildChip, type ChipOrigin } from '../chip/built-chip.js';
import type { Chip } from '../chip/chip.js';
import type { ChipDesign } from '../chip/chip-design.js';
import type { Figure, PeakRates } from '../chip/chip-parts.js';
import { type FpgaFabric, fitFabric } from '../chip/fpga-fabric.js';
import { designMemoryKind } from '../power/design-power.js';
import { type DesignFigures, designFigures } from './design-figures.js';
import { type FigureReader, figureReader } from './figure-reader.js';
import { type ChipInput, RATE_NAMES } from './schema/chip-schema.js';
import { toFabric } from './schema/fpga-schema.js';
import { toStructure } from './schema/structure-schema.js';
import { toDesign } from './to-design.js';

/** What a file leaves out is taken from the design, else from what chips of its kind have. */
export function chipFromInput(id: string, input: ChipInput, origin: ChipOrigin): Chip {
  const read = figureReader({
    sources: input.sources,
    source: input.source ?? 'chip file',
    confidence: input.confidence ?? 'medium',
  });
  const design = input.design === undefined ? null : toDesign(input, input.design);
  const derived = design === null ? null : designFigures(design);
  const fabric = input.fabric === undefined ? null : toFabric(input.fabric);
  const tdpW = required(read.optional(input.tdp) ?? derived?.tdpW);
  const figures: Pick<Chip, keyof Chip> = {
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
    processNm: read.figure(input.process),
    dieAreaMm2: read.optional(input.die?.area) ?? derived?.dieAreaMm2 ?? null,
    dieCount: read.optional(input.die?.count) ?? (derived ? ONE_DIE : null),
    transistorCount: read.optional(input.die?.transistors) ?? derived?.transistorCount ?? null,
    coreCount: required(read.optional(input.cores) ?? derived?.coreCount),
    coresOnDie: read.optional(input.coresOnDie) ?? derived?.coreCount ?? null,
    clockHz: read.figure(input.clock),
    matrixRates: readRates(input.rates?.matrix, read, derived?.matrixRates ?? fabricRates(fabric)),
    simtRates: readRates(input.rates?.simt, read, derived?.simtRates ?? null),
    int32OpsPerSec: read.optional(input.rates?.int32) ?? derived?.int32OpsPerSec ?? null,
    ...readMemories(input, read, design, derived),
    launchFloorSec: read.optional(input.launchFloor) ?? usual(4e-6, 1e-6, 1e-5, 'launch floors of measured GPUs'),
    tdpW,
    idleW:
      read.optional(input.idle) ??
      derived?.idleW ??
      usual(0.17 * tdpW.value, 0.08 * tdpW.value, 0.28 * tdpW.value, 'idle share of TDP'),
    priceUsd: read.optional(input.price) ?? derived?.priceUsd ?? null,
    lifetimeYears: read.optional(input.lifetime) ?? usual(5, 3, 7, 'depreciation of accelerators'),
    design,
    variantOf: null,
    fabric,
    structure: input.structure === undefined ? null : toStructure(input.structure, input.sources),
  };
  return buildChip(figures, origin);
}

function readMemories(input: ChipInput, read: FigureReader, design: ChipDesign | null, derived: DesignFigures | null) {
  const { memory, cache, link } = input;
  return {
    memory: {
      kind: memory?.kind ?? (design === null ? 'sram' : designMemoryKind(design)),
      technology: memory?.technology ?? design?.dram?.technology ?? (design?.rom ? 'ROM' : 'SRAM'),
      capacityBytes: required(read.optional(memory?.capacity) ?? derived?.memoryCapacityBytes),
      bandwidthBytesPerSec: required(read.optional(memory?.bandwidth) ?? derived?.memoryBandwidthBytesPerSec),
    },
    cache: cache
      ? {
          capacityBytes: read.figure(cache.capacity),
          bandwidthBytesPerSec: read.optional(cache.bandwidth),
        }
      : derived?.cacheCapacityBytes
        ? { capacityBytes: derived.cacheCapacityBytes, bandwidthBytesPerSec: derived.cacheBandwidthBytesPerSec }
        : null,
    localMemoryBytes: read.optional(input.localMemory) ?? derived?.localMemoryBytes ?? null,
    systolic: input.systolic
      ? {
          arrays: read.figure(input.systolic.arrays),
          rows: read.figure(input.systolic.rows),
          columns: read.figure(input.systolic.columns),
        }
      : design && design.arrays.dataflow !== 'dot'
        ? {
            arrays: designed(design.arrays.count),
            rows: designed(design.arrays.rows),
            columns: designed(design.arrays.columns),
          }
        : null,
    link: link
      ? { kind: link.kind, bandwidthBytesPerSec: read.figure(link.bandwidth) }
      : design?.chipLink && derived?.linkBytesPerSec
        ? { kind: design.chipLink.kind, bandwidthBytesPerSec: derived.linkBytesPerSec }
        : null,
  };
}

function readRates(
  input: NonNullable<ChipInput['rates']>['matrix'],
  read: FigureReader,
  derived: PeakRates | null,
): PeakRates {
  const entries = RATE_NAMES.map((rate) => {
    const given = read.optional(input?.[rate]);
    return [rate, given ?? derived?.[rate] ?? null] as const;
  });
  return Object.fromEntries(entries) as unknown as PeakRates;
}

/** Rates of the pipelines of a fabric; null without any. */
function fabricRates(fabric: FpgaFabric | null): PeakRates | null {
  if (fabric === null || fabric.pipelines.length === 0) return null;
  const { opsPerSecOf, clockHz } = fitFabric(fabric);
  const source = `derived: pipelines once an initiation interval at ${Math.round(clockHz / 1e6)} MHz`;
  const rate = (ops: number) => (ops > 0 ? { ...designed(ops), source } : null);
  return {
    fp32: rate(opsPerSecOf.fp32),
    tf32: null,
    fp16: rate(opsPerSecOf.fp16),
    fp8: rate(opsPerSecOf.fp8),
    fp4: rate(opsPerSecOf.fp4),
    int8: rate(opsPerSecOf.int8),
    int4: rate(opsPerSecOf.int4),
  };
}

/** A figure that the checks before have made sure of. */
function required(figure: Figure | null | undefined): Figure {
  if (!figure) throw new Error('a chip without a needed figure passed its checks');
  return figure;
}

const ONE_DIE = designed(1);

function designed(value: number): Figure {
  return { value, low: value, high: value, source: 'design of this description', confidence: 'high' };
}

function usual(value: number, low: number, high: number, what: string): Figure {
  return { value, low, high, source: `assumption: ${what}`, confidence: 'low' };
}
