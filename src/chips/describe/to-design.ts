import type { ChipDesign, DramInterface, OnChipLevel } from '../chip/chip-design.js';
import { plainValue } from './plain-value.js';
import type { ChipInput } from './schema/chip-schema.js';
import { statedMemory } from './stated-memory.js';

const DEFAULT_BANK_BYTES = 256 * 1024;
const DEFAULT_BANK_WIDTH = 64;
/** Wires of a die: 0.08 pJ/bit/mm (Dally, as in energy-per-action). */
const WIRE_PICOJOULES_PER_BYTE_MM = 0.64;
/** A partial sum is read and written in 32 bits; an operand comes in 16. */
const SUM_BYTES = 8;
const OPERAND_BYTES = 2;

type DesignInput = NonNullable<ChipInput['design']>;

/** The floor plan of a file in plain numbers, with the defaults of its kind; its memory may be stated beside it. */
export function toDesign(input: Pick<ChipInput, 'process' | 'clock' | 'memory'>, design: DesignInput): ChipDesign {
  const { arrays, scratchpad, chipLink, rom, network } = design;
  const cores = design.cores ?? arrays.count;
  const banks = scratchpad.banks ?? Math.ceil(scratchpad.capacity / DEFAULT_BANK_BYTES);
  const perCore = arrays.count / cores;
  const dram = describedDram(design.dram) ?? (rom === undefined ? statedMemory(input.memory) : null);
  return {
    processNm: plainValue(input.process),
    clockHz: plainValue(input.clock),
    arrays: { ...arrays, sparsity: arrays.sparsity ?? null, blockElements: arrays.blockElements ?? null },
    cores,
    vectorLanes: design.vectorLanes ?? arrays.count * arrays.columns,
    specialFunctionsPerLaneCycle: design.specialFunctions,
    registerFile: coreLevel(design.registerFile, perCore * arrays.columns * SUM_BYTES, 'software'),
    localMemory: coreLevel(design.localMemory, perCore * (arrays.rows + arrays.columns) * OPERAND_BYTES, 'cache'),
    hashEngines: design.hashEngines,
    computeInMemory: design.computeInMemory,
    scratchpad: {
      bytes: scratchpad.capacity,
      banks,
      bytesPerBankCycle: scratchpad.bankWidth,
      managed: scratchpad.managed,
      doubleBuffered: scratchpad.doubleBuffered,
    },
    network: {
      topology: network.topology,
      bytesPerPortCycle: network.portWidth ?? (banks * scratchpad.bankWidth) / cores,
      picojoulesPerByteMm: network.energy ?? WIRE_PICOJOULES_PER_BYTE_MM,
    },
    rom: rom ? { bytes: rom.capacity, bytesPerSec: rom.bandwidth } : null,
    dram,
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
    restState: design.restState,
    powerCapW: design.powerCap ?? null,
    coolingWattsPerMm2: design.cooling,
  };
}

/** A level of one core. Unless banks are stated there are enough of them to feed its arrays every cycle. */
function coreLevel(
  given: DesignInput['localMemory'],
  bytesPerCycle: number,
  managed: OnChipLevel['managed'],
): OnChipLevel | null {
  if (given === undefined) return null;
  if (typeof given === 'number') return coreLevel({ capacity: given, doubleBuffered: true }, bytesPerCycle, managed);
  const bytesPerBankCycle = given.bankWidth ?? DEFAULT_BANK_WIDTH;
  return {
    bytes: given.capacity,
    banks: given.banks ?? Math.max(1, Math.ceil(bytesPerCycle / bytesPerBankCycle)),
    bytesPerBankCycle,
    managed: given.managed ?? managed,
    doubleBuffered: given.doubleBuffered,
  };
}

function describedDram(dram: DesignInput['dram']): DramInterface | null {
  if (dram === undefined) return null;
  return {
    kind: dram.kind,
    technology: dram.technology,
    channels: dram.channels,
    bitsPerChannel: dram.channelBits,
    bitsPerPinSec: 8 * dram.pinRate,
    bytesPerChannel: dram.channelCapacity,
  };
}
