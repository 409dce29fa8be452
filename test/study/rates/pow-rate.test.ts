import { describe, expect, it } from '@jest/globals';
import { builtinCatalog } from '../../../src/chips/index.js';
import { bundledCalibrations, createCalibratedCostModel } from '../../../src/kernels/index.js';
import {
  asicAdvantage,
  leaveOneOut,
  POW_PROTOCOLS,
  type PowRate,
  powRate,
  SHA256_SLOTS,
  sustainedShare,
  validatePow,
} from '../../../src/study/rates/index.js';

const model = createCalibratedCostModel(bundledCalibrations());
const rateOf = (protocol: string, chip: string): PowRate => {
  const rate = powRate(protocol, builtinCatalog().chips.get(chip)!, model);
  if ('refused' in rate) throw new Error(rate.refused);
  return rate;
};

describe('validation against real machines', () => {
  const [pearl, ethash, sha256, miners] = validatePow() as [
    ReturnType<typeof validatePow>[number],
    ...ReturnType<typeof validatePow>,
  ];

  it('predicts the measured Pearl cards with a median error of at most 10 %, none above 20 %', () => {
    expect(pearl.rows.filter(({ gated }) => gated)).toHaveLength(10);
    expect(pearl.medianError).toBeLessThanOrEqual(0.1);
    expect(pearl.worstError).toBeLessThanOrEqual(0.2);
    expect(pearl.rows.find(({ name }) => name === 'NVIDIA RTX 3060')!.remark).toMatch(
      'above the published boost clock',
    );
  });

  it('shows the 3090 fleet mean and the H100 claim as doubtful without counting them', () => {
    const doubtful = pearl.rows.filter(({ gated }) => !gated);
    expect(doubtful.map(({ name }) => name)).toEqual(['NVIDIA RTX 3090', 'NVIDIA H100 SXM5']);
    for (const { remark } of doubtful) expect(remark).toMatch('doubtful');
  });

  it('puts a 3090 within 8 % of its Ethash rates, never above its stock bandwidth', () => {
    expect(ethash!.worstError).toBeLessThanOrEqual(0.08);
    expect(rateOf('ethash', 'rtx-3090').unitsPerSec.value * 8192).toBeLessThanOrEqual(936e9);
    expect(rateOf('ethash', 'rtx-3090').bound).toBe('memory');
  });

  it('predicts SHA-256 on a 4090 within 3 % from the slots of a 3090', () => {
    expect(SHA256_SLOTS).toBeCloseTo(950, 0);
    expect(sha256!.worstError).toBeLessThanOrEqual(0.03);
  });

  it('predicts a left-out Antminer generation with a median error of at most 25 %, its voltage as an interval', () => {
    expect(miners!.medianError).toBeLessThanOrEqual(0.25);
    for (const { volts } of leaveOneOut()) {
      expect(volts.low < volts.value && volts.value < volts.high).toBe(true);
      // Mining chips run near threshold: above the sub-threshold region and below nominal supply.
      expect(volts.value).toBeGreaterThan(0.2);
      expect(volts.value).toBeLessThan(0.75);
    }
  });
});

describe('powRate', () => {
  it('shows that a B300 has lost nearly all its int8 path', () => {
    const ratio = rateOf('pearl', 'b300-sxm').unitsPerSec.value / rateOf('pearl', 'b200-sxm').unitsPerSec.value;
    expect(ratio).toBeLessThan(0.12);
    expect(rateOf('pearl', 'b300-sxm').unitsPerSec.value).toBeLessThan(rateOf('pearl', 'rtx-3080').unitsPerSec.value);
  });

  it('leaves a chip out of the share that predicts it', () => {
    expect(sustainedShare('rtx-3060').high).toBeLessThan(sustainedShare(null).high);
  });

  it('charges merged mining 2 r / k more products and calls the rest useful', () => {
    const pure = rateOf('pearl', 'rtx-4090');
    const merged = rateOf('pearl-merged', 'rtx-4090');
    expect(pure.unitsPerSec.value / merged.unitsPerSec.value).toBeCloseTo(1 + (2 * 128) / 4096, 10);
    expect(pure.usefulShare).toBe(0);
    expect(merged.usefulShare).toBeGreaterThan(0.9);
    expect(merged.usefulShare).toBeLessThan(1 / (1 + (2 * 128) / 4096));
  });

  it('orders every interval and stays within the board limit', () => {
    for (const { name, rate } of POW_PROTOCOLS) {
      if (rate === null || rate.kind === 'gonka') continue;
      for (const chip of builtinCatalog().chips.values()) {
        const result = powRate(name, chip, model);
        if ('refused' in result) continue;
        for (const band of [result.unitsPerSec, result.watts, result.joulesPerUnit]) {
          expect(band.low <= band.value && band.value <= band.high && band.low > 0).toBe(true);
        }
        expect(result.watts.high).toBeLessThanOrEqual(chip.tdpW.value);
      }
    }
  });

  it('runs Gonka PoC v1 where 35.5 GB fit and refuses with the sum where not', () => {
    const rate = rateOf('gonka-v1', 'h100-sxm');
    // 9.08 TFLOP a nonce against a dense fp16 peak of 989 TFLOP/s.
    expect(rate.unitsPerSec.high).toBeLessThanOrEqual(989 / 9.08);
    expect(powRate('gonka-v1', builtinCatalog().chips.get('rtx-4090')!, model)).toEqual({
      refused: expect.stringMatching('35.5 GB'),
    });
  });

  it('refuses unknown protocols', () => {
    expect(() => rateOf('nonsense', 'h100-sxm')).toThrow('pow list');
    expect(() => rateOf('toploc', 'h100-sxm')).toThrow('pow list');
  });
});

describe('asicAdvantage', () => {
  it('is hundreds to thousands for SHA-256d and a few for memory-bound work', () => {
    const sha = asicAdvantage('sha256d', 5, model).perJoule;
    expect(sha.value).toBeGreaterThan(500);
    expect(sha.value).toBeLessThan(5000);
    for (const protocol of ['ethash', 'progpow', 'pearl']) {
      const { perJoule } = asicAdvantage(protocol, 5, model);
      expect(perJoule.value).toBeGreaterThan(1);
      expect(perJoule.value).toBeLessThan(4);
    }
  });

  it('says why where no ASIC can be drawn', () => {
    expect(asicAdvantage('randomx', 5, model).perJoule).toEqual({ value: null, reason: expect.any(String) });
    expect(asicAdvantage('sha256d', 5, model).perDollar).toEqual({ value: null, reason: expect.any(String) });
  });
});
