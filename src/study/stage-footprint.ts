import { dtypeLayout } from '../workloads/dtype.js';
import type { LlmArchitecture } from '../workloads/llm-architecture.js';
import {
  type FootprintOptions,
  type FootprintPart,
  type MemoryFootprint,
  memoryFootprint,
} from '../workloads/memory-footprint.js';
import { parameterTensors, tensorDtype } from '../workloads/parameter-tensors.js';

/** Share of a chip's memory that serving keeps free for the runtime, its buffers and fragmentation (vLLM's default is 0.1). */
export const RESERVE_SHARE = 0.1;

/**
 * What the fullest chip of the fullest pipeline stage must hold: its layers' weights and cache, and the embedding or the
 * head, whichever is larger, since they live in different stages.
 */
export function stageFootprint(model: LlmArchitecture, options: FootprintOptions, pipeline: number): MemoryFootprint {
  const whole = memoryFootprint(model, options);
  if (pipeline === 1) return whole;
  const ends = parameterTensors(model)
    .filter((tensor) => tensor.role === 'embedding' || tensor.role === 'head')
    .map(
      (tensor) =>
        (tensor.elements * dtypeLayout(tensorDtype(tensor.tensorClass, options.dtypes)).weightBytes) / options.tp,
    );
  const bothEnds = ends.reduce((sum, bytes) => sum + bytes, 0);
  const largerEnd = Math.max(0, ...ends);
  const layers = model.layers.length;
  const layersOfStage = Math.ceil(layers / pipeline);
  const share = layersOfStage / layers;
  const parts = whole.parts.map((part): FootprintPart => {
    switch (part.name) {
      case 'weights':
        return {
          ...part,
          bytes: (part.bytes - bothEnds) * share + largerEnd,
          arithmetic: `${layersOfStage} of ${layers} layers and one end of: ${part.arithmetic}`,
        };
      case 'KV cache':
      case 'recurrent states':
        return {
          ...part,
          bytes: part.bytes * share,
          arithmetic: `${layersOfStage} of ${layers} layers of: ${part.arithmetic}`,
        };
      default:
        return part;
    }
  });
  return { parts, totalBytes: parts.reduce((sum, part) => sum + part.bytes, 0) };
}
