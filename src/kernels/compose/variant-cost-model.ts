import type { Chip } from '../../chips/chip/chip.js';
import { exp, ln } from '../../foundation/numeric/portable-math.js';
import { kernelJoules } from '../energy/kernel-joules.js';
import { physicalFormFor } from '../forms/form-table.js';
import { deviceFigures } from '../roofline/chip-figures.js';
import { type CostModel, isRefusal, type KernelCost } from '../roofline/cost-model.js';
import { figuresFor } from '../roofline/format-support.js';

/** How far what the white box misses on a parent speaks for a variant. */
export interface VariantConstants {
  /** Part of it that holds on another architecture, whose kernels were written anew. */
  readonly acrossArchitectures: number;
  /** e-folds by which it fades for each e-fold that the variant changes the operator's time. */
  readonly fading: number;
  /** What one e-fold of difference between the chips adds to the half-width of the 90 % interval, in ln: of products. */
  readonly productWidening: number;
  /** The same of every other kernel, which libraries write anew for each generation. */
  readonly otherWidening: number;
}

/**
 * Chosen by bench/fidelity/variants.ts on the pairs of four measured chips; docs/chip-design.md gives the errors of
 * constants chosen on other chips.
 */
export const VARIANT_CONSTANTS: VariantConstants = {
  acrossArchitectures: 0.5,
  fading: 0.3,
  productWidening: 0.17,
  otherWidening: 0.45,
};

/**
 * The most of it that fades, in ln; the rest is carried in full. So the time of a variant rises and falls with the white
 * box's, and a better part never costs time.
 */
const MOST_FADING = 0.7;
/** A chain of variants is followed this far. */
const MOST_GENERATIONS = 16;

/**
 * How far apart two chips are: the largest difference of cores, clock, 16-bit rate, bandwidth, cache or board power, in ln. The factors
 * of a variant compound, but the estimate corrects for each: only what the correction misses is uncertain.
 */
export function chipDistance(a: Chip, b: Chip): number {
  const [x, y] = [deviceFigures(a), deviceFigures(b)];
  const pairs = [
    [x.smCount, y.smCount],
    [x.clockHz, y.clockHz],
    [x.matrixOpsPerSec.fp16, y.matrixOpsPerSec.fp16],
    [x.memoryBytesPerSec, y.memoryBytesPerSec],
    [x.l2Bytes, y.l2Bytes],
    [x.tdpW, y.tdpW],
  ] as const;
  return pairs.reduce((most, [p, q]) => (p > 0 && q > 0 ? Math.max(most, Math.abs(ln(p / q))) : most), 0);
}

/**
 * Costs variants operator by operator, and every other chip as `known` does: the white box on the variant, times a power of
 * known(parent) / whitebox(parent). The power is 1 where the variant changes nothing, so that it costs what its parent does;
 * it fades as the variant changes the operator's time, and across architectures only the part beyond the launch is
 * carried, and of that a share. The interval is the parent's, widened with the distance; provenance is `transferred`.
 *
 * @example createVariantCostModel(createCalibratedCostModel(bundledCalibrations()), createMappingCostModel())
 */
export function createVariantCostModel(
  known: CostModel,
  whiteBox: CostModel,
  constants: VariantConstants = VARIANT_CONSTANTS,
): CostModel {
  const estimate = (generation: number): CostModel['estimate'] => {
    return (op, system, context) => {
      const { chip } = system;
      const parent = chip.variantOf;
      if (parent === null) return known.estimate(op, system, context);
      if (generation >= MOST_GENERATIONS) return { refused: `${chip.id} is a variant of too many variants.` };
      const ofParent = { ...system, chip: parent };
      const base = estimate(generation + 1)(op, ofParent, context);
      const whiteParent = whiteBox.estimate(op, ofParent, context);
      const white = whiteBox.estimate(op, system, context);
      // A datapath that only the variant has leaves nothing to transfer.
      if (isRefusal(white) || isRefusal(base) || isRefusal(whiteParent)) return white;
      const correction = exp(carriedOver(parent, chip, base, whiteParent, white, constants));
      const ratio = (white.seconds.value * correction) / base.seconds.value;
      const figures = op.kind === 'hash' ? deviceFigures(chip) : figuresFor(chip, op.dtype);
      const form = physicalFormFor(op, '');
      const roofline = { exec: 'graph' as const, weightCopies: context.weightCopies, library: '', variant: '' };
      const floor = form.rooflineMicroseconds(op, figures, roofline) * 1e-6;
      const value = Math.max(floor, base.seconds.value * ratio);
      const isProduct = op.kind === 'gemm' || op.kind === 'batched_gemm';
      const perFold = isProduct ? constants.productWidening : constants.otherWidening;
      const widening = exp(perFold * chipDistance(chip, parent));
      const lowSeconds = Math.max(floor, Math.min(value, (base.seconds.low * ratio) / widening));
      const highSeconds = Math.max(value, base.seconds.high * ratio * widening);
      const { flops, bytes } = white;
      const run = { seconds: value, lowSeconds, highSeconds, flops, bytes, provenance: 'transferred' as const };
      return {
        seconds: { value, low: lowSeconds, high: highSeconds, provenance: 'transferred' },
        joules: kernelJoules(op, run, chip),
        bound: white.bound,
        flops,
        bytes,
        family: base.family,
        parts: [],
      };
    };
  };
  return { name: `${known.name} with variants`, estimate: estimate(0) };
}

/** ln of what the white box misses on the variant, as far as its parent tells. */
function carriedOver(
  parent: Chip,
  chip: Chip,
  base: KernelCost,
  whiteParent: KernelCost,
  white: KernelCost,
  { acrossArchitectures, fading }: VariantConstants,
): number {
  const missed = ln(base.seconds.value / whiteParent.seconds.value);
  const changed = Math.abs(ln(white.seconds.value / whiteParent.seconds.value));
  const fades = Math.min(MOST_FADING, Math.max(-MOST_FADING, missed));
  const fade = exp(-fading * changed);
  if (parent.architecture === chip.architecture) return missed - fades + fade * fades;
  const beyondLaunch = 1 - Math.min(1, chip.launchFloorSec.value / white.seconds.value);
  return acrossArchitectures * (missed - fades + fade * beyondLaunch * fades);
}
