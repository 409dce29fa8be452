import { describe, expect, it } from '@jest/globals';
import { isUserError } from '../../../src/foundation/index.js';
import {
  architectureFileSchema,
  builtinModels,
  countParameters,
  kvBytesPerSequence,
  resolveModel,
} from '../../../src/workloads/index.js';

const catalog = builtinModels();

describe('the model catalog', () => {
  it('finds a model by id, name or alias in any case', () => {
    for (const name of ['llama-3.1-8b', 'Llama-3.1-8B', 'META-LLAMA-3.1-8B'])
      expect(resolveModel(name, catalog).id).toBe('llama-3.1-8b');
  });

  it('proposes near names for one that does not exist', () => {
    let caught: unknown = null;
    try {
      resolveModel('lama-3.1-8b', catalog);
    } catch (error) {
      caught = error;
    }
    expect(isUserError(caught)).toBe(true);
    expect(String(caught)).toContain('Did you mean llama-3.1-8b');
  });

  it('names each model once, aliases included', () => {
    const names = [...catalog.values()].flatMap((model) => [
      ...new Set([model.id, model.name, ...model.aliases].map((name) => name.toLowerCase())),
    ]);
    expect(new Set(names).size).toBe(names.length);
  });

  // Parameters as published by the vendors in their model cards.
  it.each([
    ['llama-3.1-8b', 8.03e9, 8.03e9],
    ['llama-3.1-70b', 70.55e9, 70.55e9],
    ['qwen3-30b-a3b', 30.53e9, 3.35e9],
    ['mixtral-8x7b', 46.7e9, 12.88e9],
    ['deepseek-v3', 671.03e9, 37.55e9],
    ['gpt-oss-120b', 116.79e9, 5.71e9],
    ['gpt-3-175b', 174.59e9, 174.59e9],
  ])('gives %s its published size', (id, total, active) => {
    const counted = countParameters(resolveModel(id, catalog));
    expect(Math.abs(counted.total / total - 1)).toBeLessThan(2e-3);
    expect(Math.abs(counted.active / active - 1)).toBeLessThan(2e-3);
  });

  it('caches 128 KiB a token for Llama-3.1-8B and 576 numbers a layer for DeepSeek-V3', () => {
    expect(kvBytesPerSequence(resolveModel('llama-3.1-8b', catalog), 'bf16', 1, 1)).toBe(131072);
    expect(kvBytesPerSequence(resolveModel('deepseek-v3', catalog), 'bf16', 1, 1)).toBe(61 * 576 * 2);
  });
});

describe('a model description', () => {
  const file = {
    name: 'tiny',
    family: 'test',
    source: 'made up for this test',
    confidence: 'low',
    hidden: 64,
    vocab: 100,
    tiedEmbeddings: true,
    maxContext: 128,
    blocks: {
      layer: {
        mixer: { kind: 'gqa', heads: 4, kvHeads: 2, headDim: 16 },
        feedForward: { kind: 'moe', experts: 4, topk: 2, inter: 32 },
      },
    },
    layers: [{ blocks: ['layer'], repeat: 2 }],
  };

  it('names every fault at once', () => {
    const faulty = {
      ...file,
      blocks: {
        layer: {
          mixer: { ...file.blocks.layer.mixer, kvHeads: 3 },
          feedForward: { ...file.blocks.layer.feedForward, topk: 5 },
        },
        empty: {},
      },
      layers: [{ blocks: ['layer', 'ghost'] }],
    };
    const messages = architectureFileSchema.safeParse(faulty).error?.issues.map((issue) => issue.message) ?? [];
    expect(messages).toHaveLength(4);
    expect(messages.join(' ')).toMatch(/ghost.*3 key-value heads.*5 of 4 experts.*mixer, a feedForward or both/);
  });

  it('refuses a misspelt key, a negative size and a stack without end', () => {
    expect(architectureFileSchema.safeParse(file).success).toBe(true);
    expect(architectureFileSchema.safeParse({ ...file, hiden: 64 }).success).toBe(false);
    expect(architectureFileSchema.safeParse({ ...file, hidden: -64 }).success).toBe(false);
    const endless = Array.from({ length: 4096 }, () => ({ blocks: ['layer'], repeat: 4096 }));
    expect(architectureFileSchema.safeParse({ ...file, layers: endless }).success).toBe(false);
  });
});
