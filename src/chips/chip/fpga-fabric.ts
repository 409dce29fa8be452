/** Things that a fabric has so many of. */
export const FABRIC_RESOURCES = ['luts', 'flipFlops', 'bramBlocks', 'uramBlocks', 'dsps'] as const;
export type FabricResource = (typeof FABRIC_RESOURCES)[number];
export type FabricBudget = Readonly<Record<FabricResource, number>>;

export const PIPELINE_FORMATS = ['fp32', 'fp16', 'fp8', 'fp4', 'int8', 'int4'] as const;
export type PipelineFormat = (typeof PIPELINE_FORMATS)[number];

/** A spatial pipeline laid out on the fabric, some number of times. */
export interface FabricPipeline {
  readonly name: string;
  readonly count: number;
  /** Of one copy. */
  readonly uses: FabricBudget;
  /** Cycles between two starts. */
  readonly initiationInterval: number;
  readonly macsPerStart: number;
  /** Format that it multiplies. */
  readonly format: PipelineFormat;
}

/** What an FPGA offers and what is laid out on it. */
export interface FpgaFabric {
  readonly budget: FabricBudget;
  /** Clock of a nearly empty fabric. */
  readonly topClockHz: number;
  readonly pipelines: readonly FabricPipeline[];
  readonly memoryChannels: number;
  readonly bytesPerChannelSec: number;
}

export interface FabricFit {
  readonly used: FabricBudget;
  /** Share of the budget; above one does not fit. */
  readonly utilisation: FabricBudget;
  readonly fullest: FabricResource;
  readonly fits: boolean;
  readonly clockHz: number;
  readonly opsPerSec: number;
  /** The same by format; 0 where nothing multiplies it. */
  readonly opsPerSecOf: Readonly<Record<PipelineFormat, number>>;
  readonly memoryBytesPerSec: number;
}

// Alveo shells close timing at 300 MHz; large designs on the same U280 run at 245 (Chen et al.), 225 (FlightLLM) and 200 (DFX),
// all figures unverified. Straight line from half full, where routing begins to matter, to two thirds of the clock when full.
const EASY_UTILISATION = 0.5;
const CLOCK_SHARE_WHEN_FULL = 2 / 3;

/** Fabric clock by the utilisation of the scarcest resource. */
export function fabricClockHz(topClockHz: number, utilisation: number): number {
  const crowded = Math.min(1, Math.max(0, (utilisation - EASY_UTILISATION) / (1 - EASY_UTILISATION)));
  return topClockHz * (1 - crowded * (1 - CLOCK_SHARE_WHEN_FULL));
}

/**
 * What the pipelines of a fabric use and how fast they run: every pipeline starts once an initiation interval.
 *
 * @example fitFabric(u280.fabric).utilisation.dsps // 0.68
 */
export function fitFabric(fabric: FpgaFabric): FabricFit {
  const total = (resource: FabricResource) =>
    fabric.pipelines.reduce((sum, { count, uses }) => sum + count * uses[resource], 0);
  const each = (value: (resource: FabricResource) => number) =>
    Object.fromEntries(FABRIC_RESOURCES.map((resource) => [resource, value(resource)])) as unknown as FabricBudget;
  const used = each(total);
  const utilisation = each((resource) => (used[resource] === 0 ? 0 : used[resource] / fabric.budget[resource]));
  const fullest = FABRIC_RESOURCES.reduce((most, next) => (utilisation[next] > utilisation[most] ? next : most));
  const clockHz = fabricClockHz(fabric.topClockHz, utilisation[fullest]);
  const opsOf = (wanted: PipelineFormat) =>
    fabric.pipelines.reduce(
      (sum, { count, macsPerStart, initiationInterval, format }) =>
        sum + (format === wanted ? (2 * clockHz * count * macsPerStart) / initiationInterval : 0),
      0,
    );
  const opsPerSecOf = Object.fromEntries(
    PIPELINE_FORMATS.map((format) => [format, opsOf(format)]),
  ) as unknown as Record<PipelineFormat, number>;
  return {
    used,
    utilisation,
    fullest,
    fits: utilisation[fullest] <= 1,
    clockHz,
    opsPerSec: PIPELINE_FORMATS.reduce((sum, format) => sum + opsPerSecOf[format], 0),
    opsPerSecOf,
    memoryBytesPerSec: fabric.memoryChannels * fabric.bytesPerChannelSec,
  };
}

/** The budget line by line, for a refusal. */
export function describeBudget(fabric: FpgaFabric, fit: FabricFit): string {
  return FABRIC_RESOURCES.filter((resource) => fit.used[resource] > 0)
    .map((resource) => `${resource} ${fit.used[resource]} of ${fabric.budget[resource]}`)
    .join(', ');
}
