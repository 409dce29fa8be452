import type { LlmArchitecture } from '../../../workloads/models/llm-architecture.js';
import {
  type FootprintOptions,
  type MemoryFootprint,
  memoryFootprint,
} from '../../../workloads/placement/memory-footprint.js';
import { stageOfLayer } from '../../../workloads/placement/pipeline-parallel.js';

/** Share of a chip's memory that serving keeps free for the runtime, its buffers and fragmentation (vLLM's default is 0.1). */
export const RESERVE_SHARE = 0.1;

/**
 * What a chip of each pipeline stage must hold: the weights and caches of its layers, the embedding in the first stage, final
 * norm and head in the last. Over all stages they add up to the model, and a copy of the embedding where the head shares it.
 */
export function stageFootprints(model: LlmArchitecture, options: FootprintOptions, pp: number): MemoryFootprint[] {
  const layers = model.layers.length;
  return Array.from({ length: pp }, (_, stage) => {
    const own = model.layers.filter((_layer, index) => stageOfLayer(index, layers, pp) === stage);
    const ends = { first: stage === 0, last: stage === pp - 1 };
    return memoryFootprint({ ...model, layers: own }, options, ends);
  });
}

/** The fullest chip of the fullest stage. */
export function stageFootprint(model: LlmArchitecture, options: FootprintOptions, pp: number): MemoryFootprint {
  return stageFootprints(model, options, pp).reduce((most, one) => (one.totalBytes > most.totalBytes ? one : most));
}
