import { describe, expect, it } from '@jest/globals';
import {
  builtinModels,
  chooseDtypes,
  formatFootprint,
  memoryFootprint,
  resolveModel,
  uniformDtypes,
  weightBytes,
} from '../../../src/workloads/index.js';

const catalog = builtinModels();
const llama = resolveModel('llama-3.1-8b', catalog);
const shape = { batch: 4, contextTokens: 2048, stepTokens: 4, tp: 1, ep: 1, cp: 1, reserveBytes: 1e9 };

describe('memoryFootprint', () => {
  it('is two bytes a parameter, 128 KiB a cached token, activations and reserve', () => {
    const footprint = memoryFootprint(llama, { dtypes: uniformDtypes('bf16', null), ...shape });
    const bytes = Object.fromEntries(footprint.parts.map((part) => [part.name, part.bytes]));
    expect(bytes.weights).toBe(2 * 8030261248);
    expect(bytes['KV cache']).toBe(131072 * 4 * 2048);
    expect(bytes.reserve).toBe(1e9);
    expect(footprint.totalBytes).toBe(footprint.parts.reduce((sum, part) => sum + part.bytes, 0));
  });

  it('says the sum in words for a refusal', () => {
    const footprint = memoryFootprint(llama, { dtypes: uniformDtypes('bf16', null), ...shape });
    expect(formatFootprint(footprint, 16e9)).toMatch(/^weights 16\.06 GB .* \+ KV cache 1\.07 GB .* of 16\.00 GB$/);
  });

  it('fits Llama-3.1-8B in int4 into 8 GB', () => {
    expect(weightBytes(llama, uniformDtypes('int4', null))).toBeLessThan(5.1e9);
  });

  it('stores the experts of gpt-oss-120b as published, at four and a quarter bits', () => {
    const model = resolveModel('gpt-oss-120b', catalog);
    const experts = 36 * 128 * 3 * 2880 * 2880;
    const rest = 2 * (116.79e9 - experts);
    expect(weightBytes(model, chooseDtypes(model.dtypes, null, null)) / (experts * (4.25 / 8) + rest)).toBeCloseTo(
      1,
      3,
    );
  });

  it('caches no more than a window where a layer slides', () => {
    const model = resolveModel('mistral-7b-v0.1', catalog);
    const cache = (contextTokens: number) =>
      memoryFootprint(model, { dtypes: uniformDtypes('bf16', null), ...shape, contextTokens }).parts.find(
        (part) => part.name === 'KV cache',
      )?.bytes;
    expect(cache(32768)).toBe(cache(4096));
    expect(cache(2048)).toBe((cache(4096) ?? 0) / 2);
  });
});
