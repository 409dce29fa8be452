import type { Chip } from '../../chips/chip/chip.js';
import { organisationOf } from '../../chips/chip/organisation-of.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { kernelJoules } from '../energy/kernel-joules.js';
import { physicalFormFor } from '../forms/form-table.js';
import { deviceFigures } from '../roofline/chip-figures.js';
import type { CostModel } from '../roofline/cost-model.js';
import { figuresFor, operatorRefusal } from '../roofline/format-support.js';
import { operatorBytes, operatorFlops } from '../roofline/operator-work.js';
import { operatorPeak } from '../roofline/three-regime-form.js';
import { designedKernel } from './designed-kernel.js';
import { mappingMachine } from './machine/chip-mapping-machine.js';
import { FPGA_MEMORY_SHARE } from './machine/fpga-memory-share.js';
import { WHITE_BOX_CONSTANTS, type WhiteBoxConstants } from './machine/white-box-constants.js';
import { tryMapOperator } from './map-operator.js';
import type { Mapping } from './mapping.js';

/**
 * Half-widths of the 90 % interval, as factors that nine of ten measured rows of GPUs lie within (docs/chip-design.md): products
 * of 16 bits, kernels that unpack or scale narrow formats, experts in any, and everything else. Other chips have no rows.
 */
const PRODUCT_SPREAD = 1.4;
const NARROW_SPREAD = 2.5;
const SPREAD = 2;
const MOST_REMEMBERED = 20_000;

/** Why no tiling fits, with the bytes that one unit has for it. */
function noTile(op: Operator, chip: Chip): string {
  const bytes = op.kind === 'hash' ? 0 : Math.floor(mappingMachine(chip, op.dtype).localBytes);
  return `The local memory of ${chip.id} holds no tile of ${op.kind}: ${bytes} B a unit are less than two steps of 16 x 16 and their sums.`;
}

function spreadOnGpus(op: Operator): number {
  if (op.kind === 'moe') return NARROW_SPREAD;
  if (op.kind !== 'gemm' && op.kind !== 'batched_gemm') return SPREAD;
  switch (op.dtype) {
    case 'bf16':
    case 'fp16':
    case 'fp16_mixed':
      return PRODUCT_SPREAD;
    case 'fp32':
    case 'tf32':
      return SPREAD;
    default:
      return NARROW_SPREAD;
  }
}

/**
 * The 90 % interval of a time. What decides an FPGA is the share of its memory that a design reaches, whose interval five
 * published ones give; arithmetic there is as uncertain as elsewhere.
 */
function spreadOf(
  op: Operator,
  mapping: Mapping,
  seconds: number,
  chip: Chip,
): { readonly low: number; readonly high: number } {
  if (chip.kind !== 'fpga') {
    const factor = chip.kind === 'gpu' ? spreadOnGpus(op) : SPREAD;
    return { low: seconds / factor, high: seconds * factor };
  }
  const { compute, dram, fixed } = mapping.busySec;
  const at = (share: number, factor: number) =>
    fixed + Math.max(compute * factor, (dram * FPGA_MEMORY_SHARE.value) / share);
  return {
    low: Math.min(seconds, at(FPGA_MEMORY_SHARE.high, 1 / SPREAD)),
    high: Math.max(seconds, at(FPGA_MEMORY_SHARE.low, SPREAD)),
  };
}

/** A cost model that knows a chip by its description alone: a search over tilings, nothing fitted to measured kernels. */
export function createMappingCostModel(constants: WhiteBoxConstants = WHITE_BOX_CONSTANTS): CostModel {
  const remembered = new WeakMap<Chip, Map<string, Mapping | null>>();
  return {
    name: 'mapping',
    estimate(op, system, context) {
      const { chip } = system;
      const figures = op.kind === 'hash' ? deviceFigures(chip) : figuresFor(chip, op.dtype);
      const flops = operatorFlops(op);
      const bytes = operatorBytes(op);
      const refused = operatorRefusal(op, chip, figures);
      if (refused !== null) return { refused };
      let known = remembered.get(chip);
      if (known === undefined || known.size > MOST_REMEMBERED) {
        known = new Map();
        remembered.set(chip, known);
      }
      const key = `${context.weightCopies}${JSON.stringify(op)}`;
      let mapping = known.get(key);
      if (mapping === undefined) {
        mapping = tryMapOperator(op, chip, context.weightCopies, constants);
        known.set(key, mapping);
      }
      if (mapping === null) return { refused: noTile(op, chip) };
      const form = physicalFormFor(op, '');
      const roofline = { exec: 'graph' as const, weightCopies: context.weightCopies, library: '', variant: '' };
      // Hardwired hash pipelines are no datapath that the roofline knows.
      const floor =
        op.kind === 'hash'
          ? mapping.lowerBoundSec
          : Math.max(
              form.rooflineMicroseconds(op, figures, roofline) * 1e-6,
              flops > 0 ? flops / operatorPeak(op, figures) : 0,
            );
      const value = Math.max(floor, mapping.seconds);
      const spread = spreadOf(op, mapping, value, chip);
      const lowSeconds = Math.max(floor, spread.low);
      const run = {
        seconds: value,
        lowSeconds,
        highSeconds: spread.high,
        flops,
        bytes,
        provenance: 'analytic' as const,
      };
      const design = organisationOf(chip);
      const designed = design === null ? null : designedKernel(op, mapping, run, chip, design);
      const stretch = designed?.stretch ?? 1;
      return {
        seconds: {
          value: value * stretch,
          low: lowSeconds * stretch,
          high: run.highSeconds * stretch,
          provenance: 'analytic',
        },
        joules: designed?.joules ?? kernelJoules(op, run, chip),
        bound: mapping.bound,
        flops,
        bytes,
        family: form.family === 'other' ? op.kind : form.family,
        parts: designed?.parts ?? [],
      };
    },
  };
}
