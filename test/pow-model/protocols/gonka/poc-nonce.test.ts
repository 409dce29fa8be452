import { describe, expect, it } from '@jest/globals';
import {
  gonkaDistance,
  gonkaNonceDistance,
  gonkaTarget,
  gonkaValidNonces,
  gonkaWinProbability,
  toyTransformer,
} from '../../../../src/pow-model/index.js';

const shape = { dim: 16, layers: 2, heads: 2, hidden: 32, vocab: 64 };
const job = {
  blockHash: 'block',
  publicKey: 'key',
  positions: 4,
  transformer: toyTransformer('block', shape),
};

describe('the win rule of Gonka PoC v1', () => {
  it('measures distances between points of the unit sphere', () => {
    const target = gonkaTarget('block', 64);
    expect(target.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 12);
    const identity = Uint32Array.from({ length: 64 }, (_, i) => i);
    expect(
      gonkaDistance(
        target.map((value) => 7 * value),
        target,
        identity,
      ),
    ).toBeCloseTo(0, 12);
    expect(
      gonkaDistance(
        target.map((value) => -value),
        target,
        identity,
      ),
    ).toBeCloseTo(2, 12);
  });

  it('admits nonces as often as the cap of the sphere says', () => {
    const radius = 1.3;
    const nonces = 2000;
    const valid = gonkaValidNonces(job, 0, nonces, radius);
    const chance = gonkaWinProbability(shape.vocab, radius);
    const error = Math.sqrt((chance * (1 - chance)) / nonces);
    expect(Math.abs(valid.length / nonces - chance)).toBeLessThan(3 * error);
  });
});

describe('the toy forward pass', () => {
  it('is reproducible and depends on block, key, nonce and radius', () => {
    const distance = gonkaNonceDistance(job, 3);
    expect(gonkaNonceDistance({ ...job, transformer: toyTransformer('block', shape) }, 3)).toBe(distance);
    expect(gonkaNonceDistance(job, 4)).not.toBe(distance);
    expect(gonkaNonceDistance({ ...job, publicKey: 'other' }, 3)).not.toBe(distance);
    expect(gonkaNonceDistance({ ...job, transformer: toyTransformer('another', shape) }, 3)).not.toBe(distance);
  });

  it('refuses shapes that are no transformer or too large for a toy', () => {
    expect(() => toyTransformer('x', { ...shape, heads: 3 })).toThrow('transformer-shape');
    expect(() => toyTransformer('x', { ...shape, dim: 1792, hidden: 49_152 })).toThrow('transformer-size');
  });
});
