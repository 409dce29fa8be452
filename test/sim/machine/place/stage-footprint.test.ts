import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stageFootprints } from '../../../../src/sim/machine/place/stage-footprint.js';
import {
  builtinModels,
  dtypeLayout,
  kvDtypeBytes,
  type LlmArchitecture,
  uniformDtypes,
} from '../../../../src/workloads/index.js';
import { parameterTensors, tensorDtype } from '../../../../src/workloads/models/parameter-tensors.js';

const models = [...builtinModels().values()];
const dtypes = uniformDtypes('bf16', null);
const ranks = fc.constantFrom(1, 2, 4, 8);
const BATCH = 64;
const CONTEXT = 4096;

interface Ranks {
  readonly tp: number;
  readonly ep: number;
  readonly cp: number;
  readonly pp: number;
}

/** A part summed over every chip of a replica. */
function overAllChips(model: LlmArchitecture, name: string, { tp, ep, cp, pp }: Ranks): number {
  const options = { dtypes, batch: BATCH, contextTokens: CONTEXT, stepTokens: 1, tp, ep, cp, reserveBytes: 0 };
  const stages = stageFootprints(model, options, pp);
  const bytes = stages.flatMap(({ parts }) => parts.filter((part) => part.name === name).map((part) => part.bytes));
  return bytes.reduce((sum, one) => sum + one, 0) * tp * ep * cp;
}

/** What the chips hold together: each tensor once for every rank that repeats it. */
function weightsWithCopies(model: LlmArchitecture, { tp, ep, cp, pp }: Ranks): number {
  return parameterTensors(model).reduce((sum, tensor) => {
    const { split, kvHeads, tensorClass, role } = tensor;
    const alongTensor = { ranks: 1, whole: tp, 'kv-heads': Math.max(1, tp / kvHeads) }[split];
    const alongExpert = tensorClass === 'experts' ? 1 : ep;
    const ends = role === 'embedding' && model.tiedEmbeddings && pp > 1 ? 2 : 1;
    const bytes = tensor.elements * dtypeLayout(tensorDtype(tensorClass, dtypes)).weightBytes;
    return sum + bytes * alongTensor * alongExpert * cp * ends;
  }, 0);
}

function cacheWithCopies(model: LlmArchitecture, { tp }: Ranks): number {
  const bytes = kvDtypeBytes(dtypes.kv);
  return model.layers.reduce((sum, { mixer }) => {
    if (mixer?.kind === 'gqa') {
      const tokens = mixer.window === 0 ? CONTEXT : Math.min(CONTEXT, mixer.window);
      return sum + 2 * BATCH * tokens * mixer.kvHeads * mixer.headDim * bytes * Math.max(1, tp / mixer.kvHeads);
    }
    if (mixer?.kind !== 'mla') return sum;
    const indexer = mixer.indexer === null ? 0 : mixer.indexer.headDim;
    return sum + BATCH * CONTEXT * ((mixer.latentDim + mixer.ropeDim) * bytes + indexer) * tp;
  }, 0);
}

describe('memory of all chips', () => {
  it('adds up to the weights and caches of the model, each as often as ranks repeat it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...models),
        fc.record({ tp: ranks, ep: ranks, cp: ranks, pp: fc.integer({ min: 1, max: 12 }) }),
        (model, placement) => {
          fc.pre(placement.pp <= model.layers.length);
          expect(overAllChips(model, 'weights', placement) / weightsWithCopies(model, placement)).toBeCloseTo(1, 9);
          const cache = cacheWithCopies(model, placement);
          if (cache > 0) expect(overAllChips(model, 'KV cache', placement) / cache).toBeCloseTo(1, 9);
        },
      ),
      { numRuns: 120 },
    );
  });

  it('holds logits in the last stage only', () => {
    const model = models.find(({ id }) => id === 'llama-3.1-8b')!;
    const options = { dtypes, batch: 8, contextTokens: 64, stepTokens: 8, tp: 1, ep: 1, cp: 1, reserveBytes: 0 };
    const [first, last] = stageFootprints(model, options, 2).map(
      ({ parts }) => parts.find(({ name }) => name === 'activations')!.bytes,
    );
    expect(last! - first!).toBe(8 * model.vocab * 2);
  });
});
