import { scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { ChipDesign } from '../chip/chip-design.js';
import type { Figure, PeakRates } from '../chip/chip-parts.js';
import {
  arrayOpsPerSec,
  chipLinkBytesPerSec,
  type DesignPower,
  designMemoryKind,
  designPower,
  dramBytesPerSec,
  scratchpadBytesPerSec,
} from '../power/design-power.js';
import { type BoardCost, boardCost } from '../silicon/board-cost.js';
import { type DieArea, dieArea } from '../silicon/die-area.js';
import { nearestProcessNode } from '../silicon/process-node.js';

/** Everything that follows from a floor plan. */
export interface DesignFigures {
  readonly area: DieArea;
  readonly power: DesignPower;
  readonly cost: BoardCost;
  readonly matrixRates: PeakRates;
  readonly simtRates: PeakRates;
  readonly int32OpsPerSec: Figure;
  readonly dieAreaMm2: Figure;
  readonly transistorCount: Figure;
  readonly coreCount: Figure;
  readonly memoryCapacityBytes: Figure;
  readonly memoryBandwidthBytesPerSec: Figure;
  /** Null on SRAM-only chips, whose scratchpad is the main memory. */
  readonly cacheCapacityBytes: Figure | null;
  readonly cacheBandwidthBytesPerSec: Figure | null;
  readonly localMemoryBytes: Figure;
  readonly linkBytesPerSec: Figure | null;
  readonly tdpW: Figure;
  readonly idleW: Figure;
  readonly priceUsd: Figure;
}

/** Rates, area, power, memory and price of a design; nothing is typed in that the floor plan decides. */
export function designFigures(design: ChipDesign): DesignFigures {
  const node = nearestProcessNode(design.processNm);
  const { arrays, scratchpad, dram } = design;
  const area = dieArea(design, node);
  const power = designPower(design, node);
  const { rom } = design;
  const capacity = rom !== null ? rom.bytes : dram === null ? scratchpad.bytes : dram.channels * dram.bytesPerChannel;
  const onChip = dram === null && rom === null;
  const memorySource =
    rom !== null
      ? 'the ROM'
      : dram === null
        ? 'the scratchpad'
        : `${dram.channels} channels x ${dram.bytesPerChannel} B`;
  const cost = boardCost({
    areaMm2: area.perDieMm2,
    dies: design.dies,
    packaging: design.packaging,
    coresPerDie: design.cores / design.dies,
    spareCoresPerDie: design.spareCores / design.dies,
    node,
    memoryKind: designMemoryKind(design),
    memoryBytes: capacity,
    tdpW: power.tdpW,
  });
  const cells = `${arrays.count} x ${arrays.rows} x ${arrays.columns} cells`;
  const rate = (name: 'fp16' | 'fp8' | 'fp4' | 'int8' | 'int4') => {
    const macs = arrays.macsPerCellCycle[name];
    if (macs === 0) return null;
    return stated(arrayOpsPerSec(design, name), `${cells} x 2 x ${macs} a cycle x ${design.clockHz / 1e9} GHz`);
  };
  const laneOps = design.vectorLanes * design.clockHz;
  const fp32 = stated(2 * laneOps, `${design.vectorLanes} lanes x 2 x ${design.clockHz / 1e9} GHz`);
  const spadBandwidth = stated(
    scratchpadBytesPerSec(design),
    `${scratchpad.banks} banks x ${scratchpad.bytesPerBankCycle} B x ${design.clockHz / 1e9} GHz`,
  );
  const nothing = { fp32: null, tf32: null, fp16: null, fp8: null, fp4: null, int8: null, int4: null };
  return {
    area,
    power,
    cost,
    matrixRates: {
      ...nothing,
      fp16: rate('fp16'),
      fp8: rate('fp8'),
      fp4: rate('fp4'),
      int8: rate('int8'),
      int4: rate('int4'),
    },
    // Lanes of 32 bits take 16-bit numbers one a lane.
    simtRates: { ...nothing, fp32, fp16: { ...fp32, source: `${fp32.source}, one 16-bit number a lane` } },
    int32OpsPerSec: stated(laneOps, `${design.vectorLanes} lanes x ${design.clockHz / 1e9} GHz`),
    dieAreaMm2: estimated(area.totalMm2, 'sum of the blocks'),
    transistorCount: estimated(scaleBand(node.transistorsPerMm2, area.totalMm2.value), 'area x density of the node'),
    coreCount: stated(design.cores, 'cores of the design'),
    memoryCapacityBytes: stated(capacity, memorySource),
    memoryBandwidthBytesPerSec:
      rom !== null
        ? stated(rom.bytesPerSec, 'bandwidth of the ROM')
        : dram === null
          ? spadBandwidth
          : stated(
              dramBytesPerSec(design),
              `${dram.channels} x ${dram.bitsPerChannel} bits x ${dram.bitsPerPinSec / 1e9} Gbit/s`,
            ),
    cacheCapacityBytes: onChip ? null : stated(scratchpad.bytes, 'the scratchpad'),
    cacheBandwidthBytesPerSec: onChip ? null : spadBandwidth,
    localMemoryBytes: stated(design.localMemory?.bytes ?? scratchpad.bytes / design.cores, 'of one core'),
    linkBytesPerSec:
      design.chipLink === null ? null : stated(chipLinkBytesPerSec(design), `${design.chipLink.lanes} lanes`),
    tdpW: estimated(power.tdpW, 'every part at its peak at once'),
    idleW: estimated(power.idleW, 'idle share of the power'),
    priceUsd: estimated(cost.priceUsd, 'unit cost x price over cost + design cost a board'),
  };
}

/** A figure that the description fixes exactly. */
function stated(value: number, formula: string): Figure {
  return { value, low: value, high: value, source: `derived: ${formula}`, confidence: 'high' };
}

/** A figure of the area, power or cost model. */
function estimated(band: Band, what: string): Figure {
  return { ...band, source: `derived: ${what}`, confidence: 'low' };
}
