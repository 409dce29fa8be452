import type { LlmArchitecture, Mixer } from '../models/llm-architecture.js';
import { kvDtypeBytes } from '../operators/kv-dtype.js';
import type { KvDtype } from '../operators/operator.js';
import { kvHeadsPerRank } from './shard-rules.js';

/**
 * Bytes of the KV cache of one sequence of `contextTokens` on one of `tp` ranks. A window holds no more tokens than it is
 * wide. With one token it is what a token adds while no window is full.
 *
 * @example
 * kvBytesPerSequence(resolveModel('llama-3.1-8b', builtinModels()), 'bf16', 1, 1) // 131072
 */
export function kvBytesPerSequence(model: LlmArchitecture, kv: KvDtype, contextTokens: number, tp: number): number {
  return model.layers.reduce((sum, { mixer }) => sum + layerKvBytes(mixer, kv, contextTokens, tp), 0);
}

function layerKvBytes(mixer: Mixer | null, kv: KvDtype, contextTokens: number, tp: number): number {
  const elementBytes = kvDtypeBytes(kv);
  if (mixer?.kind === 'gqa') {
    const tokens = mixer.window === 0 ? contextTokens : Math.min(contextTokens, mixer.window);
    return 2 * tokens * kvHeadsPerRank(mixer.kvHeads, tp) * mixer.headDim * elementBytes;
  }
  if (mixer?.kind === 'mla') {
    // One latent serves all heads, so every rank holds it whole; the indexer caches one fp8 key a token.
    const indexerBytes = mixer.indexer === null ? 0 : mixer.indexer.headDim * kvDtypeBytes('fp8');
    return contextTokens * ((mixer.latentDim + mixer.ropeDim) * elementBytes + indexerBytes);
  }
  return 0;
}
