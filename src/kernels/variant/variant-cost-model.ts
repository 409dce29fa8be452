import type { Chip } from '../../chips/chip.js';
import { exp, ln } from '../../foundation/portable-math.js';
import { deviceFigures } from '../calibrated/chip-figures.js';
import { physicalFormFor } from '../calibrated/form-table.js';
import { type CostModel, isRefusal } from '../cost-model.js';
import { kernelJoules } from '../energy/kernel-joules.js';

/**
 * What one e-fold of difference between variant and parent adds to the half-width of the 90 % interval, in ln: chosen so
 * that a chip at the distance of the next generation is as uncertain as one estimated from foreign fits (0.65).
 */
const WIDENING = 0.6;
/** A chain of variants is followed this far. */
const MOST_GENERATIONS = 16;

/**
 * How far apart two chips are: the largest difference of cores, clock, 16-bit rate, bandwidth or cache, in ln. The factors
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
  ] as const;
  return pairs.reduce((most, [p, q]) => (p > 0 && q > 0 ? Math.max(most, Math.abs(ln(p / q))) : most), 0);
}

/**
 * Costs variants operator by operator, and every other chip as `known` does: the white box on the variant times
 * (known(parent) / whitebox(parent)) ^ exp(-distance), so that what the white box misses on the parent counts in full for a
 * near variant and hardly for a foreign chip; a variant that changes nothing costs what its parent does. The interval is
 * the parent's, widened with the distance; provenance is `transferred`.
 *
 * @example createVariantCostModel(createCalibratedCostModel(bundledCalibrations()), createMappingCostModel())
 */
export function createVariantCostModel(known: CostModel, whiteBox: CostModel): CostModel {
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
      const distance = chipDistance(chip, parent);
      // Of what the white box misses on the parent, a near variant shares all and a foreign chip little.
      const correction = exp(exp(-distance) * ln(base.seconds.value / whiteParent.seconds.value));
      const ratio = (white.seconds.value * correction) / base.seconds.value;
      const figures = deviceFigures(chip);
      const form = physicalFormFor(op, '');
      const roofline = { exec: 'graph' as const, weightCopies: context.weightCopies, library: '', variant: '' };
      const floor = form.rooflineMicroseconds(op, figures, roofline) * 1e-6;
      const value = Math.max(floor, base.seconds.value * ratio);
      const widening = exp(WIDENING * distance);
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
