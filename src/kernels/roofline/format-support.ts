import type { Chip } from '../../chips/chip/chip.js';
import { organisationOf } from '../../chips/chip/organisation-of.js';
import { type Dtype, dtypeLayout } from '../../workloads/operators/dtype.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { deviceFigures } from './chip-figures.js';
import type { DeviceFigures } from './device-figures.js';
import { operatorFlops } from './operator-work.js';
import { operatorPeak } from './three-regime-form.js';

/**
 * Why a chip cannot run a format as its cells are described, or null: sparse weights need cells that skip that pattern,
 * block formats on a floor plan need cells that take scales at least as often. Chips without floor plan are not known to skip.
 */
export function formatRefusal(chip: Chip, dtype: Dtype): string | null {
  const { sparsity, blockElements } = dtypeLayout(dtype);
  const design = organisationOf(chip);
  if (sparsity !== null && skipFactor(chip, dtype) === 1)
    return `${chip.id} is not described to skip ${sparsity.kept} of ${sparsity.of} weights, which ${dtype} needs.`;
  if (blockElements === null || design === null) return null;
  const block = design.arrays.blockElements;
  if (block !== null && blockElements % block === 0) return null;
  return `The cells of ${chip.id} take no scale for each ${blockElements} elements, which ${dtype} needs.`;
}

/** Times the dense rate that a format's products finish at: M / N where the cells skip N of M, else 1. */
export function skipFactor(chip: Chip, dtype: Dtype): number {
  const { sparsity } = dtypeLayout(dtype);
  const cells = organisationOf(chip)?.arrays.sparsity ?? null;
  if (sparsity === null || cells === null || cells.kept !== sparsity.kept || cells.of !== sparsity.of) return 1;
  return sparsity.of / sparsity.kept;
}

/** The figures of a chip with the matrix rates of a format: those of skipped weights count as done. */
export function figuresFor(chip: Chip, dtype: Dtype): DeviceFigures {
  const figures = deviceFigures(chip);
  const factor = skipFactor(chip, dtype);
  if (factor === 1) return figures;
  const { rate } = dtypeLayout(dtype);
  return {
    ...figures,
    matrixOpsPerSec: { ...figures.matrixOpsPerSec, [rate]: factor * figures.matrixOpsPerSec[rate] },
  };
}

/** Why a chip cannot run an operator, or null: no link, cells that lack the format, or no datapath for it. */
export function operatorRefusal(op: Operator, chip: Chip, figures: DeviceFigures): string | null {
  if ('ranks' in op)
    return figures.linkBytesPerSec > 0 ? null : `${chip.id} has no link to other chips, so it cannot run ${op.kind}.`;
  const unsupported = op.kind === 'hash' ? null : formatRefusal(chip, op.dtype);
  if (unsupported !== null) return unsupported;
  if (operatorFlops(op) === 0 || operatorPeak(op, figures) > 0) return null;
  if (op.kind === 'hash' || (op.kind === 'vector' && op.arithmetic === 'int32'))
    return `${chip.id} has no stated 32-bit integer rate, so hash rates cannot be estimated.`;
  return `${chip.id} has no ${dtypeLayout(op.dtype).rate} datapath, which ${op.kind} in ${op.dtype} needs.`;
}
