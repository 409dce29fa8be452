import type { Chip } from '../../chips/chip/chip.js';
import type { ChipDesign } from '../../chips/chip/chip-design.js';
import { clockUnderCap, supplyVolts } from '../../chips/power/clock-under-cap.js';
import { designMemoryKind, designPower } from '../../chips/power/design-power.js';
import { actionEnergies } from '../../chips/power/energy-per-action.js';
import { CLOCK_TREE_SHARE, COMPUTE_IN_MEMORY_SHARE, REGULATOR_EFFICIENCY } from '../../chips/power/power-constants.js';
import { dieArea } from '../../chips/silicon/die-area.js';
import { nearestProcessNode } from '../../chips/silicon/process-node.js';
import { exactly, scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import type { Band, Estimate } from '../../foundation/quantity/estimate.js';
import { dtypeLayout } from '../../workloads/operators/dtype.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { skipFactor } from '../roofline/format-support.js';
import type { JoulePart } from '../roofline/joule-part.js';
import { operatorBytes, operatorFlops } from '../roofline/operator-work.js';
import { networkDistanceMm } from './machine/network-throughput.js';
import type { Mapping } from './mapping.js';

/** A kernel on a described chip: how long it takes under the power cap, and the joules of each part. */
export interface DesignedKernel {
  /** Time under the cap over time at the full clock, from 1. */
  readonly stretch: number;
  readonly joules: Estimate;
  readonly parts: readonly JoulePart[];
}

// Two SHA-256 of 64 rounds at ten 32-bit additions each, as in design-power.
const ADDS_PER_HASH = 2 * 64 * 10;
const PICO = 1e-12;

/** What a floor plan fixes once for all kernels. */
interface Standing {
  readonly leakageW: Band;
  /** Clock distribution and standby of a chip that is awake at its full clock. */
  readonly awakeW: number;
  readonly networkMm: number;
}

const standing = new WeakMap<ChipDesign, Standing>();

function standingOf(design: ChipDesign): Standing {
  let known = standing.get(design);
  if (known === undefined) {
    const node = nearestProcessNode(design.processNm);
    const power = designPower(design, node);
    const leakageW = power.components.find(({ name }) => name === 'leakage')?.watts ?? exactly(0);
    const { idleShare } = actionEnergies(node, 'asic', designMemoryKind(design));
    const idle = idleShare.value * power.fullW.value;
    known = {
      leakageW,
      awakeW: Math.max(0, idle * REGULATOR_EFFICIENCY.value - leakageW.value),
      networkMm: networkDistanceMm(design.network, dieArea(design, node).perDieMm2.value),
    };
    standing.set(design, known);
  }
  return known;
}

/**
 * Joules by part of one mapped kernel from the energies of the node, and the stretch of its time where its power would pass
 * the cap: dynamic energy then falls with the square of the supply. `mapping.seconds` is the time at the full clock; low and
 * high seconds are those of its interval.
 */
export function designedKernel(
  op: Operator,
  mapping: Mapping,
  range: { readonly lowSeconds: number; readonly highSeconds: number; readonly seconds: number },
  chip: Chip,
  design: ChipDesign,
): DesignedKernel {
  const { leakageW, awakeW, networkMm } = standingOf(design);
  const dynamic = dynamicParts(op, mapping, chip, design, networkMm);
  const { seconds } = range;
  const spent = dynamic.reduce((sum, [, band]) => sum + band.value, 0);
  const treeOfArrays = dynamic.find(([name]) => name === 'clock tree')?.[1].value ?? 0;
  const standingClocks = (time: number) => Math.max(0, awakeW * time - treeOfArrays);
  const dynamicW = (spent + standingClocks(seconds)) / seconds;
  const clock = clockUnderCap(design, { dynamicW, leakageW: leakageW.value });
  const supply = clock === null ? 1 : supplyVolts(design, clock) / supplyVolts(design, design.clockHz);
  const fixed = Math.min(mapping.busySec.fixed, seconds);
  const stretch = clock === null ? 1 : (fixed + ((seconds - fixed) * design.clockHz) / clock) / seconds;
  const scaled = dynamic.map(([name, band]): [string, Band] => [name, scaleBand(band, supply * supply)]);
  const total = (pick: keyof Band, time: number) => {
    const moved = scaled.reduce((sum, [, band]) => sum + band[pick], 0);
    // A slower clock ticks as often for the same work.
    return (
      (moved + standingClocks(time) * supply * supply + leakageW[pick] * supply * supply * time * stretch) /
      REGULATOR_EFFICIENCY.value
    );
  };
  const value = total('value', seconds);
  const named = new Map(scaled.map(([name, band]) => [name, band.value]));
  named.set('clock tree', (treeOfArrays + standingClocks(seconds)) * supply * supply);
  named.set('leakage', leakageW.value * supply * supply * seconds * stretch);
  named.set('regulators', (1 - REGULATOR_EFFICIENCY.value) * value);
  return {
    stretch,
    joules: {
      value,
      low: total('low', range.lowSeconds),
      high: total('high', range.highSeconds),
      provenance: 'analytic',
    },
    parts: [...named].filter(([, joules]) => joules > 0).map(([name, joules]) => ({ name, joules })),
  };
}

/** Joules of what a kernel does, whatever time it takes. */
function dynamicParts(
  op: Operator,
  mapping: Mapping,
  chip: Chip,
  design: ChipDesign,
  networkMm: number,
): [string, Band][] {
  const node = nearestProcessNode(design.processNm);
  const energy = actionEnergies(node, 'asic', designMemoryKind(design));
  const flops = operatorFlops(op);
  const { trafficBytes } = mapping;
  if ('ranks' in op) return [['chip links', scaleBand(energy.linkJoulesPerByte, operatorBytes(op))]];
  const shared = Math.max(0, trafficBytes.cache - trafficBytes.dram);
  const onChip = design.dram === null && design.rom === null;
  const inMemory = design.computeInMemory;
  const parts: [string, Band][] = [
    ['memory', scaleBand(onChip ? exactly(0) : mainMemory(design), trafficBytes.dram)],
    ['scratchpad', scaleBand(energy.sramJoulesPerByte, inMemory ? 0 : onChip ? trafficBytes.cache : shared)],
    ['network', exactly(trafficBytes.cache * networkMm * design.network.picojoulesPerByteMm * PICO)],
    ['local memory', localMemory(design, energy.sramJoulesPerByte, trafficBytes.local - trafficBytes.cache)],
  ];
  if (op.kind === 'hash') {
    const engines = design.hashEngines * design.clockHz;
    const lanes = (chip.int32OpsPerSec?.value ?? 0) / op.intOpsPerHash;
    const hardwired = op.algorithm === 'sha256d' && engines > 0 ? engines / (engines + lanes) : 0;
    const each = scaleBand(node.picojoules.int32Add, ADDS_PER_HASH * PICO);
    const hashes = scaleBand(each, op.hashes * hardwired);
    return [
      ...parts,
      ['hash engines', scaleBand(hashes, 1 - CLOCK_TREE_SHARE)],
      ['clock tree', scaleBand(hashes, CLOCK_TREE_SHARE)],
      ['vector lanes', scaleBand(energy.int32JoulesPerOp, (1 - hardwired) * flops)],
    ];
  }
  const rate = op.kind === 'vector' ? 'fp32' : dtypeLayout(op.dtype).rate;
  if (mapping.datapath === 'vector' || chip.matrixRates[rate] === null) {
    const perOp =
      op.kind === 'vector' && op.arithmetic === 'int32' ? energy.int32JoulesPerOp : energy.simtJoulesPerOp.fp32;
    return [...parts, ['vector lanes', scaleBand(perOp, flops)]];
  }
  const done = flops / (op.kind === 'vector' ? 1 : skipFactor(chip, op.dtype));
  const cells = scaleBand(energy.matrixJoulesPerOp[rate], done * (inMemory ? COMPUTE_IN_MEMORY_SHARE : 1));
  return [
    ...parts,
    ['matrix cells', scaleBand(cells, 1 - CLOCK_TREE_SHARE)],
    ['clock tree', scaleBand(cells, CLOCK_TREE_SHARE)],
  ];
}

/** A byte of DRAM with its way across the die, or of ROM, whose bit lines are half as long as those of an SRAM. */
function mainMemory(design: ChipDesign): Band {
  const node = nearestProcessNode(design.processNm);
  if (design.dram !== null) return actionEnergies(node, 'asic', design.dram.kind).mainMemoryJoulesPerByte;
  return scaleBand(actionEnergies(node, 'asic', 'rom').sramJoulesPerByte, 0.5);
}

/** Energy of an access goes with the root of the bank (8 KiB 10 pJ, 32 KiB 20 pJ, 1 MiB 100 pJ; Horowitz, ISSCC 2014). */
function localMemory(design: ChipDesign, perByteOf1MiB: Band, bytes: number): Band {
  const { localMemory: local, scratchpad } = design;
  const bank = local === null ? scratchpad.bytes / scratchpad.banks : local.bytes / local.banks;
  return scaleBand(
    perByteOf1MiB,
    design.computeInMemory ? 0 : Math.max(0, bytes) * Math.min(1, Math.sqrt(bank / 1_048_576)),
  );
}
