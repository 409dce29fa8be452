import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtinCatalog, type Chip, parseChipFile, resolveChip } from '../../../src/chips/index.js';
import { chipDistance } from '../../../src/kernels/compose/variant-cost-model.js';
import { physicalFormFor } from '../../../src/kernels/forms/form-table.js';
import { createDefaultCostModel, deviceFigures, isRefusal } from '../../../src/kernels/index.js';
import type { GemmOperator, Operator } from '../../../src/workloads/operators/operator.js';
import { describeCostModel } from '../cost-model-conformance.js';

const catalog = builtinCatalog();
const h100 = resolveChip(catalog, 'h100-sxm');
const model = createDefaultCostModel();
const gemm = (m: number, n: number, k: number): GemmOperator => ({ kind: 'gemm', m, n, k, dtype: 'bf16' });
const variant = (text: string): Chip => parseChipFile('v.yaml', `extends: h100-sxm\n${text}`, 'v');

function cost(op: Operator, chip: Chip) {
  const result = model.estimate(op, { chip, count: 1, topology: 'single' }, { weightCopies: 6 });
  if (isRefusal(result)) throw new Error(result.refused);
  return result.seconds;
}

describeCostModel('the model of variants', model, variant('clock: +7 %\ncache: { capacity: x2 }\nname: faster'));

const factor = fc.double({ min: 0.25, max: 4, noNaN: true });
const better = fc.double({ min: 1, max: 2, noNaN: true });
const extent = fc.integer({ min: 0, max: 13 }).chain((lg) => fc.integer({ min: 2 ** lg, max: 2 ** (lg + 1) - 1 }));
const operator: fc.Arbitrary<Operator> = fc
  .tuple(fc.integer({ min: 0, max: 2 }), extent, extent, extent)
  .map(([kind, m, n, k]): Operator => {
    const heads = { heads: 32, kvHeads: 8, headDim: 128, window: 0, dtype: 'bf16', kvDtype: 'bf16' } as const;
    if (kind === 0) return { kind: 'attention_decode', batch: 1 + (m % 64), kvLen: n, ...heads };
    if (kind === 1) return { kind: 'norm', op: 'rmsnorm', m, n, dtype: 'bf16' };
    return gemm(m, n, k);
  });
const resource = fc.constantFrom('clock', 'bandwidth', 'cache');

describe('I6: variants obey physics', () => {
  const changed = (clock: number, bandwidth: number, cache: number) =>
    variant(
      `clock: x${clock.toFixed(4)}\nmemory: { bandwidth: x${bandwidth.toFixed(4)} }\ncache: { capacity: x${cache.toFixed(4)} }`,
    );

  it('a better part never costs time, whatever the variant is already, and nothing beats the roofline', () => {
    fc.assert(
      fc.property(operator, factor, factor, factor, resource, better, (op, clock, bandwidth, cache, which, gain) => {
        const before = changed(clock, bandwidth, cache);
        const after = changed(
          which === 'clock' ? clock * gain : clock,
          which === 'bandwidth' ? bandwidth * gain : bandwidth,
          which === 'cache' ? cache * gain : cache,
        );
        expect(cost(op, after).value).toBeLessThanOrEqual(cost(op, before).value * (1 + 1e-9));
        const roofline = physicalFormFor(op, '').rooflineMicroseconds(op, deviceFigures(after), {
          exec: 'graph',
          weightCopies: 6,
          library: '',
          variant: '',
        });
        expect(cost(op, after).low).toBeGreaterThanOrEqual(roofline * 1e-6 * (1 - 1e-9));
      }),
      { numRuns: 150 },
    );
  });
});

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
    expect(() => parseChipFile('v.yaml', text, 'v')).toThrow(/v\.yaml:3.*A key appears twice/);
    expect(() => parseChipFile('v.yaml', text, 'v')).toThrow(/v\.yaml:4.*"fast"/);
  });
});
