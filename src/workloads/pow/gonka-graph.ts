import { prefillGraph } from '../graphs/llm-graph.js';
import type { LlmArchitecture, LlmLayer } from '../models/llm-architecture.js';
import { uniformDtypes } from '../operators/tensor-dtypes.js';
import type { WorkGraph } from './work-graph.js';

/** Parameter sets of Gonka's Proof of Compute v1 (gonka-ai/gonka@3120442). */
export type GonkaNetwork = 'mainnet' | 'testnet';

interface GonkaParams {
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  /** Width of the feed-forward part after rounding up to its multiple. */
  readonly inter: number;
  readonly vocab: number;
  readonly tokens: number;
}

// decentralized-api/mlnodeclient/poc.go and mlnode/packages/pow/src/pow/models/utils.py at that commit; the heads and
// vocabulary of the test network are unverified, and hardly move its cost.
const PARAMS: Readonly<Record<GonkaNetwork, GonkaParams>> = {
  mainnet: { hidden: 1792, layers: 64, heads: 64, inter: 49_152, vocab: 8196, tokens: 256 },
  testnet: { hidden: 1024, layers: 32, heads: 32, inter: 28_672, vocab: 8196, tokens: 128 },
};

/** The random-weight transformer that v1 runs: Llama-shaped, fp16, fed with random embeddings. */
export function gonkaPocModel(network: GonkaNetwork): LlmArchitecture {
  const { hidden, layers, heads, inter, vocab, tokens } = PARAMS[network];
  const layer: LlmLayer = {
    mixer: {
      kind: 'gqa',
      heads,
      kvHeads: heads,
      headDim: hidden / heads,
      window: 0,
      qkNorm: 'none',
      outputGate: false,
      keyIsValue: false,
    },
    feedForward: { kind: 'dense', inter, gated: true, activation: 'silu' },
  };
  return {
    id: `gonka-poc-v1-${network}`,
    name: `Gonka PoC v1 ${network}`,
    family: 'gonka-poc',
    aliases: [],
    source: 'gonka-ai/gonka@312044d:decentralized-api/mlnodeclient/poc.go',
    confidence: network === 'mainnet' ? 'high' : 'medium',
    notes: 'Random weights from the block hash.',
    hidden,
    vocab,
    tiedEmbeddings: false,
    maxContext: tokens,
    positions: 'rotary',
    norm: 'rmsnorm',
    postNorms: false,
    layers: Array.from({ length: layers }, () => layer),
    dtypes: uniformDtypes('fp16', null),
  };
}

/**
 * One batch of nonces: each is a forward pass over random embeddings whose last logits decide. None of it is useful.
 *
 * @example
 * gonkaPocGraph('mainnet', 100).workUnits // 100
 */
export function gonkaPocGraph(network: GonkaNetwork, nonces: number): WorkGraph {
  const model = gonkaPocModel(network);
  const shape = { batch: nonces, inputTokens: PARAMS[network].tokens, cachedTokens: 0 };
  return {
    graph: prefillGraph(model, { ...shape, dtype: 'fp16', kvDtype: null }),
    workUnit: 'nonce',
    workUnits: nonces,
    usefulShare: 0,
    notes: [
      'Drawing the embeddings runs on the host and is not counted; their read stands in as the embedding operator.',
      'About one nonce in 20 is valid (win probability 0.0506 at the published radius).',
    ],
  };
}
