import type { Chip } from '../../chips/index.js';
import { bundledCalibrations } from '../../kernels/index.js';

/** What the time of a kernel on a chip comes from. */
export type ChipKnowledge = 'measured kernels' | 'floor plan' | 'pipelines' | 'published figures';

/** The best source that the default cost model has for a chip. */
export function chipKnowledge(chip: Chip): ChipKnowledge {
  if (chip.design !== null) return 'floor plan';
  if (chip.fabric !== null && chip.fabric.pipelines.length > 0) return 'pipelines';
  return bundledCalibrations().some(({ device }) => device === chip.id) ? 'measured kernels' : 'published figures';
}
