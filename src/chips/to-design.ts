import type { ChipDesign } from './chip-design.js';
import type { ChipInput, FigureInput } from './chip-schema.js';
import type { DesignInput } from './design-schema.js';

const DEFAULT_BANK_BYTES = 256 * 1024;

/** The floor plan of a file in plain numbers, with the defaults of its kind. */
export function toDesign(input: Pick<ChipInput, 'process' | 'clock'>, design: DesignInput): ChipDesign {
  const { arrays, scratchpad, dram, chipLink, rom } = design;
  return {
    processNm: plainValue(input.process),
    clockHz: plainValue(input.clock),
    arrays: { ...arrays, sparsity: arrays.sparsity ?? null, blockElements: arrays.blockElements ?? null },
    cores: design.cores ?? arrays.count,
    vectorLanes: design.vectorLanes ?? arrays.count * arrays.columns,
    specialFunctionsPerLaneCycle: design.specialFunctions,
    registerFileBytes: design.registerFile ?? 0,
    localMemoryBytes: design.localMemory ?? 0,
    hashEngines: design.hashEngines,
    computeInMemory: design.computeInMemory,
    scratchpad: {
      bytes: scratchpad.capacity,
      banks: scratchpad.banks ?? Math.ceil(scratchpad.capacity / DEFAULT_BANK_BYTES),
      bytesPerBankCycle: scratchpad.bankWidth,
      managed: scratchpad.managed,
    },
    rom: rom ? { bytes: rom.capacity, bytesPerSec: rom.bandwidth } : null,
    dram: dram
      ? {
          kind: dram.kind,
          technology: dram.technology,
          channels: dram.channels,
          bitsPerChannel: dram.channelBits,
          bitsPerPinSec: 8 * dram.pinRate,
          bytesPerChannel: dram.channelCapacity,
        }
      : null,
    chipLink: chipLink
      ? {
          kind: chipLink.kind,
          lanes: chipLink.lanes,
          bytesPerLaneSec: chipLink.laneRate,
        }
      : null,
    pcieLanes: design.pcieLanes,
    packaging: design.packaging ?? (dram?.kind === 'hbm' ? 'interposer' : design.dies > 1 ? 'mcm' : 'monolithic'),
    dies: design.dies,
    spareCores: design.spareCores,
    voltages: design.voltages.map(({ clock, supply }) => ({ clockHz: clock, volts: supply })),
    powerCapW: design.powerCap ?? null,
    coolingWattsPerMm2: design.cooling,
  };
}

function plainValue(figure: FigureInput): number {
  return typeof figure === 'number' ? figure : figure.value;
}
