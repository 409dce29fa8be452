import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, type Chip, resolveChip } from '../../../src/chips/index.js';
import { isVariantText, parseVariantFile } from '../../../src/chips/variant/parse-variant.js';
import { createDefaultCostModel, isRefusal } from '../../../src/kernels/index.js';
import { chipDistance } from '../../../src/kernels/variant/variant-cost-model.js';
import type { GemmOperator } from '../../../src/workloads/operator.js';

const catalog = builtinCatalog();
const h100 = resolveChip(catalog, 'h100-sxm');
const model = createDefaultCostModel();
const gemm = (m: number, n: number, k: number): GemmOperator => ({ kind: 'gemm', m, n, k, dtype: 'bf16' });
const variant = (text: string): Chip =>
  parseVariantFile('v.yaml', `extends: h100-sxm\n${text}`, 'v', (name) => resolveChip(catalog, name));

function cost(op: GemmOperator, chip: Chip) {
  const result = model.estimate(op, { chip, count: 1, topology: 'single' }, { weightCopies: 6 });
  if (isRefusal(result)) throw new Error(result.refused);
  return result.seconds;
}

describe('the cost of a variant', () => {
  it('is that of its parent where nothing that matters to kernels differs', () => {
    const cheaper = variant('price: 10000 USD');
    expect(cheaper.variantOf?.id).toBe('h100-sxm');
    expect(chipDistance(cheaper, h100)).toBe(0);
    expect(cost(gemm(64, 8192, 8192), cheaper).value).toBeCloseTo(cost(gemm(64, 8192, 8192), h100).value, 9);
  });

  it('falls with bandwidth where the parent waits for memory, and hardly where it computes', () => {
    const wider = variant('memory: { bandwidth: +30 % }');
    const gain = (op: GemmOperator) => cost(op, h100).value / cost(op, wider).value;
    expect(gain(gemm(1, 16384, 16384))).toBeGreaterThan(1.2);
    expect(gain(gemm(1, 16384, 16384))).toBeLessThanOrEqual(1.31);
    expect(gain(gemm(8192, 8192, 8192))).toBeLessThan(1.05);
  });

  it('is transferred, with an interval that widens with the distance', () => {
    const width = (chip: Chip) => {
      const { low, high, provenance } = cost(gemm(64, 8192, 8192), chip);
      if (chip !== h100) expect(provenance).toBe('transferred');
      return high / low;
    };
    const near = width(variant('memory: { bandwidth: +10 % }'));
    expect(near).toBeGreaterThan(width(h100));
    expect(width(variant('memory: { bandwidth: x2 }'))).toBeGreaterThan(near);
  });
});

describe('a variant that says two things about one figure', () => {
  it('is refused as a variant, with the line of the second', () => {
    const text = 'extends: h100-sxm\nclock: +10 %\nclock: x2\nmemory: { bandwidth: fast }\n';
    expect(isVariantText('v.yaml', text)).toBe(true);
    expect(() => parseVariantFile('v.yaml', text, 'v', () => h100)).toThrow(/v\.yaml:3.*A key appears twice/);
    expect(() => parseVariantFile('v.yaml', text, 'v', () => h100)).toThrow(/v\.yaml:4.*"fast"/);
  });
});
