import { expect, it } from '@jest/globals';
import {
  builtinModels,
  countParameters,
  decodeGraph,
  importHuggingFace,
  kvBytesPerSequence,
  resolveModel,
} from '../../../src/workloads/index.js';
import { describeWithShared } from '../describe-with-shared.js';

/** Samples that the catalog has too, from the same configs. */
const TWINS: Readonly<Record<string, string>> = {
  'MiniMaxAI--MiniMax-M2.5.json': 'minimax-m2.5',
  'Qwen--Qwen3-30B-A3B.json': 'qwen3-30b-a3b',
  'Qwen--Qwen3-32B.json': 'qwen3-32b',
  'deepseek-ai--DeepSeek-V3.json': 'deepseek-v3',
  'meta-llama--Meta-Llama-3.1-70B.json': 'llama-3.1-70b',
  'meta-llama--Meta-Llama-3.1-8B.json': 'llama-3.1-8b',
  'mistralai--Mixtral-8x7B-v0.1.json': 'mixtral-8x7b',
  'openai--gpt-oss-120b.json': 'gpt-oss-120b',
};

/** Sizes in the models' names: total and active parameters in 1e9. */
const NAMED: Readonly<Record<string, readonly [number, number]>> = {
  'Qwen--Qwen3.5-397B-A17B.json': [397, 17],
  'google--gemma-4-26B-A4B.json': [26, 4],
  'moonshotai--Kimi-K2.5.json': [1026, 32],
  'nvidia--NVIDIA-Nemotron-3-Nano-30B-A3B-BF16.json': [30, 3],
  'nvidia--GLM-5-NVFP4.json': [744, 40],
};

const FOLDER = 'samples/huggingface';

describeWithShared(`configs of ${FOLDER}`, [FOLDER], (shared) => {
  const files = shared.list(FOLDER).filter((name) => name.endsWith('.json'));
  const read = (name: string) => importHuggingFace(name, name, shared.text(`${FOLDER}/${name}`));

  it('are all covered below', () => {
    expect(files.filter((name) => TWINS[name] === undefined && NAMED[name] === undefined)).toEqual([]);
  });

  it.each(Object.entries(TWINS))('%s imports as the catalog describes %s', (name, id) => {
    const imported = read(name);
    const twin = resolveModel(id, builtinModels());
    expect(imported.layers).toEqual(twin.layers);
    expect(imported.dtypes).toEqual(twin.dtypes);
    expect(countParameters(imported)).toEqual(countParameters(twin));
    expect(kvBytesPerSequence(imported, 'bf16', 1, 1)).toBe(kvBytesPerSequence(twin, 'bf16', 1, 1));
  });

  it.each(Object.entries(NAMED))('%s has about the size in its name, %j', (name, [total, active]) => {
    const counted = countParameters(read(name));
    expect(Math.abs(counted.total / 1e9 / total - 1)).toBeLessThan(0.06);
    expect(Math.abs(counted.active / 1e9 / active - 1)).toBeLessThan(0.25);
    const graph = decodeGraph(read(name), { batch: 2, contextTokens: 4096, dtype: null, kvDtype: null });
    expect(graph.nodes.length).toBeGreaterThan(100);
  });
});
