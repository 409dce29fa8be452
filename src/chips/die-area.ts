import type { Band } from '../foundation/estimate.js';
import { addBands, divideBands, exactly, scaleBand } from './band-arithmetic.js';
import type { ChipDesign } from './chip-design.js';
import type { ProcessNode } from './process-node.js';

/** One block of a floor plan. */
export interface AreaComponent {
  readonly name: string;
  readonly mm2: Band;
  /** How it was reckoned, for `chips check`. */
  readonly formula: string;
}

export interface DieArea {
  readonly components: readonly AreaComponent[];
  readonly totalMm2: Band;
}

// Transistors of a cell. An fp16 FPU has 25 344 (685 300 of the OpenPiton fp64 FPU x (10/52)^2, LLMCompass 2e015fd); an int8
// cell of TPU v1 takes 18 500 (24 % of 331 mm2 at 28 nm over 65 536, Jouppi 2017). A cell for both formats lies above either.
const CELL_TRANSISTORS: Band = { value: 28_000, low: 18_500, high: 45_000 };

// A vector lane: fp32 FPU 134 069 and int32 ALU 177 690 (LLMCompass 2e015fd) plus registers of the same order. High: with the
// control of a GPU lane, 996 200.
const LANE_TRANSISTORS: Band = { value: 420_000, low: 320_000, high: 1_300_000 };

// Interfaces: analogue part that does not scale, and controller transistors (LLMCompass 2e015fd). A channel is 32 bits of DDR5,
// a stack one of HBM2e, a lane one of PCIe 5, a link lane half an NVLink 4 link of 25 GB/s. The spread is that of vendors there.
const INTERFACE = {
  dramChannel32: { phyMm2: 1.45, transistors: 90.4e6 },
  hbmStack1024: { phyMm2: 10.45, transistors: 552.7e6 },
  pcieLane: { phyMm2: 0.64, transistors: 5.37e6 },
  linkLane: { phyMm2: 0.965 / 2, transistors: 86.6e6 / 2 },
} as const;
const INTERFACE_SPREAD: Band = { value: 1, low: 0.7, high: 1.4 };

// On-chip network, clock, test, pads and white space as a share of the blocks: GA100's crossbars and unlisted area come to about a
// quarter of its listed blocks (LLMCompass area run); regular ASICs do with less, irregular ones need more.
const OVERHEAD_SHARE: Band = { value: 0.25, low: 0.15, high: 0.4 };

const BYTES_PER_MIB = 1_048_576;

/** Area of a designed chip, block by block; every block carries its own range and the total adds them as independent. */
export function dieArea(design: ChipDesign, node: ProcessNode): DieArea {
  const { arrays, scratchpad, dram, chipLink } = design;
  const cells = arrays.count * arrays.rows * arrays.columns;
  const components: AreaComponent[] = [
    {
      name: 'systolic arrays',
      mm2: logicMm2(scaleBand(CELL_TRANSISTORS, cells), node),
      formula: `${arrays.count} x ${arrays.rows} x ${arrays.columns} cells x ${CELL_TRANSISTORS.value} transistors`,
    },
    {
      name: 'vector lanes',
      mm2: logicMm2(scaleBand(LANE_TRANSISTORS, design.vectorLanes), node),
      formula: `${design.vectorLanes} lanes x ${LANE_TRANSISTORS.value} transistors`,
    },
    {
      name: 'scratchpad',
      mm2: scaleBand(node.scratchpadMm2PerMiB, scratchpad.bytes / BYTES_PER_MIB),
      formula: `${scratchpad.bytes / BYTES_PER_MIB} MiB x ${node.scratchpadMm2PerMiB.value.toPrecision(3)} mm2/MiB`,
    },
  ];
  if (dram !== null) {
    const bits = dram.channels * dram.bitsPerChannel;
    const [unit, count] =
      dram.kind === 'hbm' ? [INTERFACE.hbmStack1024, bits / 1024] : [INTERFACE.dramChannel32, bits / 32];
    components.push({
      name: 'memory interface',
      mm2: interfaceMm2(unit, count, node),
      formula: `${bits} bits of ${dram.technology}`,
    });
  }
  if (chipLink !== null) {
    components.push({
      name: 'chip links',
      mm2: interfaceMm2(INTERFACE.linkLane, chipLink.lanes, node),
      formula: `${chipLink.lanes} lanes`,
    });
  }
  components.push({
    name: 'host interface',
    mm2: interfaceMm2(INTERFACE.pcieLane, design.pcieLanes, node),
    formula: `${design.pcieLanes} PCIe lanes`,
  });
  const blocks = addBands(...components.map((component) => component.mm2));
  components.push({
    name: 'network, clock, test and pads',
    mm2: scaleBand(OVERHEAD_SHARE, blocks.value),
    formula: `${OVERHEAD_SHARE.value} of the blocks`,
  });
  return { components, totalMm2: addBands(...components.map((component) => component.mm2)) };
}

function logicMm2(transistors: Band, node: ProcessNode): Band {
  return divideBands(transistors, node.transistorsPerMm2);
}

function interfaceMm2(
  unit: { readonly phyMm2: number; readonly transistors: number },
  count: number,
  node: ProcessNode,
): Band {
  const each = addBands(
    scaleBand(INTERFACE_SPREAD, unit.phyMm2),
    divideBands(exactly(unit.transistors), node.transistorsPerMm2),
  );
  return scaleBand(each, count);
}
