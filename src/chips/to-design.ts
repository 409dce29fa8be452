import type { ChipDesign } from './chip-design.js';
import type { ChipInput, DesignInput, FigureInput } from './chip-schema.js';

/** The floor plan of a file in plain numbers. */
export function toDesign(input: Pick<ChipInput, 'process' | 'clock'>, design: DesignInput): ChipDesign {
  const { scratchpad, dram, chipLink } = design;
  return {
    processNm: plainValue(input.process),
    clockHz: plainValue(input.clock),
    arrays: design.arrays,
    vectorLanes: design.vectorLanes,
    scratchpad: {
      bytes: scratchpad.capacity,
      banks: scratchpad.banks,
      bytesPerBankCycle: scratchpad.bankWidth,
    },
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
  };
}

function plainValue(figure: FigureInput): number {
  return typeof figure === 'number' ? figure : figure.value;
}
