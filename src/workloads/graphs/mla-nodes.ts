import type { MlaMixer } from '../models/llm-architecture.js';
import { projection, rowwise, type Step } from './step.js';

/**
 * Nodes of multi-head latent attention after the norm `input`; returns the output projection. Prefill expands the
 * latent of every key into heads; decode multiplies the expansion into queries and outputs instead (absorbed form).
 */
export function mlaNodes(step: Step, prefix: string, mixer: MlaMixer, input: number): number {
  const { builder, model, tokens, dtypes } = step;
  const { heads, latentDim, nopeDim, ropeDim, valueDim, queryRank } = mixer;
  const add = builder.add.bind(builder, prefix);
  const cached = latentDim + ropeDim;
  const down = add('latent_down', projection(step, (queryRank ?? 0) + cached, model.hidden, dtypes.mixer), [input]);
  const latent = add('latent_norm', rowwise(step, 'norm', model.norm, tokens, latentDim), [down]);
  const queryInput =
    queryRank === null ? input : add('query_norm', rowwise(step, 'norm', model.norm, tokens, queryRank), [down]);
  const queryWidth = heads * (nopeDim + ropeDim);
  const query = add('query_up', projection(step, queryWidth, queryRank ?? model.hidden, dtypes.mixer), [queryInput]);
  const rope = add('latent_rope', rowwise(step, 'rope', 'rope', tokens, (heads + 1) * ropeDim), [down, query]);
  const selected = mixer.indexer === null ? [] : indexerNodes(step, prefix, mixer, input, queryInput);
  const inputs = [rope, latent, ...selected];
  const out = projection(step, model.hidden, heads * valueDim, dtypes.mixer);
  if (step.phase === 'prefill') {
    const expansion = {
      ...projection(step, heads * (nopeDim + valueDim), latentDim, dtypes.mixer),
      m: step.batch * step.kvLen,
    };
    const expanded = add('latent_up', expansion, [latent]);
    const attention = add(
      'attention',
      {
        kind: 'mla_prefill',
        batch: step.batch,
        qLen: step.qLen,
        kvLen: step.kvLen,
        heads,
        qkDim: nopeDim + ropeDim,
        valueDim,
        selectedKeys: mixer.indexer?.topk ?? 0,
        dtype: dtypes.activations,
      },
      [expanded, ...inputs],
    );
    return add('mixer_out', out, [attention]);
  }
  const absorb = { kind: 'batched_gemm', batch: heads, m: tokens, dtype: dtypes.activations } as const;
  const absorbed = add('absorb_query', { ...absorb, n: latentDim, k: nopeDim }, [query]);
  const attention = add(
    'attention',
    {
      kind: 'mla_decode',
      batch: step.batch,
      kvLen: mixer.indexer === null ? step.kvLen : Math.min(step.kvLen, mixer.indexer.topk),
      heads,
      latentDim,
      ropeDim,
      dtype: dtypes.activations,
      kvDtype: dtypes.kv,
    },
    [absorbed, ...inputs],
  );
  const value = add('absorb_value', { ...absorb, n: valueDim, k: latentDim }, [attention]);
  return add('mixer_out', out, [value]);
}

/**
 * Scores of every cached token against the indexer's small heads, which share one cached fp8 key (DeepSeek-V3.2 report,
 * section 2.1). Scoring keys of width d has the operations and the key traffic of attention over width d/2.
 */
function indexerNodes(step: Step, prefix: string, mixer: MlaMixer, input: number, queryInput: number): number[] {
  const { builder, model, dtypes } = step;
  if (mixer.indexer === null) return [];
  const { heads, headDim } = mixer.indexer;
  const add = builder.add.bind(builder, prefix);
  const query = projection(step, heads * headDim, mixer.queryRank ?? model.hidden, dtypes.mixer);
  const queries = add('indexer_query', query, [queryInput]);
  const keys = add('indexer_key', projection(step, headDim + heads, model.hidden, dtypes.mixer), [input]);
  const shape = {
    batch: step.batch,
    kvLen: step.kvLen,
    heads,
    kvHeads: 1,
    headDim: headDim / 2,
    window: 0,
    dtype: dtypes.activations,
    kvDtype: 'fp8',
  } as const;
  const scores = add(
    'indexer_scores',
    step.phase === 'prefill'
      ? { kind: 'attention_prefill', ...shape, qLen: step.qLen }
      : { kind: 'attention_decode', ...shape },
    [queries, keys],
  );
  return [scores];
}
