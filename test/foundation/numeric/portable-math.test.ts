import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  betaI,
  cos,
  erf,
  erfc,
  exp,
  expm1,
  gammaP,
  lgamma,
  ln,
  log1p,
  log2,
  log10,
  normalCdf,
  normalQuantile,
  pow,
  sin,
  studentTCdf,
  tanh,
} from '../../../src/foundation/numeric/portable-math.js';

const view = new DataView(new ArrayBuffer(8));

function orderedBits(x: number): bigint {
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

function ulpsApart(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  const distance = orderedBits(a) - orderedBits(b);
  return Number(distance < 0n ? -distance : distance);
}

const anyDouble = fc.double({ noNaN: false });

describe('elementary functions', () => {
  it.each([
    ['exp', exp, Math.exp, 1, fc.double({ min: -760, max: 720 })],
    ['expm1', expm1, Math.expm1, 1, fc.double({ min: -60, max: 720 })],
    ['ln', ln, Math.log, 1, fc.double({ min: 0 })],
    ['log1p', log1p, Math.log1p, 2, fc.double({ min: -1 })],
    ['log2', log2, Math.log2, 2, fc.double({ min: 0 })],
    ['log10', log10, Math.log10, 3, fc.double({ min: 0 })],
    ['tanh', tanh, Math.tanh, 4, fc.double({ min: -30, max: 30 })],
  ] as const)('%s agrees with the engine within a few ulp', (_name, own, platform, tolerance, inputs) => {
    fc.assert(
      fc.property(fc.oneof(anyDouble, inputs), (x) => ulpsApart(own(x), platform(x)) <= tolerance),
      { seed: 1, numRuns: 3000 },
    );
  });

  it('pow agrees with the engine within 2 ulp, special cases included', () => {
    const special = fc.constantFrom(0, -0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 1e300, Infinity, -Infinity, NaN, 5e-324);
    const x = fc.oneof(special, anyDouble, fc.double({ min: 0, max: 1e6 }));
    const y = fc.oneof(special, anyDouble, fc.double({ min: -40, max: 40 }), fc.integer({ min: -20, max: 20 }));
    fc.assert(
      fc.property(x, y, (a, b) => ulpsApart(pow(a, b), a ** b) <= 2),
      { seed: 2, numRuns: 10_000 },
    );
  });

  it('keeps its bits: values recorded once must never change', () => {
    expect([exp(2), exp(-0.1), ln(7), ln(0.3), pow(1.1, 0.9), log1p(1e-10), expm1(1e-10), tanh(0.5)]).toEqual([
      7.38905609893065, 0.9048374180359595, 1.9459101490553132, -1.2039728043259361, 1.089565684035974,
      9.999999999500001e-11, 1.00000000005e-10, 0.46211715726000974,
    ]);
  });

  it('gives exact powers of two and ten', () => {
    expect([log2(1024), log2(2 ** -30), log10(1e12), log10(1e-3), pow(2, 100)]).toEqual([
      10,
      -30,
      12,
      expect.closeTo(-3, 14),
      2 ** 100,
    ]);
  });
});

describe('sine and cosine', () => {
  it('agree with the engine to 2e-16 up to 1.5 million radians and refuse more', () => {
    const angle = fc.oneof(
      fc.double({ min: -10, max: 10, noNaN: true }),
      fc.double({ min: -1.5e6, max: 1.5e6, noNaN: true }),
    );
    fc.assert(
      fc.property(angle, (x) => Math.abs(sin(x) - Math.sin(x)) < 2.3e-16 && Math.abs(cos(x) - Math.cos(x)) < 2.3e-16),
      { seed: 6, numRuns: 3000 },
    );
    expect(sin(1e9)).toBeNaN();
    expect([sin(0.5), cos(0.5)]).toEqual([0.479425538604203, 0.8775825618903728]);
  });
});

describe('error function and normal distribution', () => {
  // Reference: C99 erf and erfc.
  it.each([
    [-3, -0.9999779095030014, 1.9999779095030015],
    [-0.3, -0.3286267594591274, 1.3286267594591274],
    [0.5, 0.5204998778130465, 0.4795001221869535],
    [0.9, 0.7969082124228322, 0.20309178757716786],
    [2, 0.9953222650189527, 0.004677734981047265],
    [5, 0.9999999999984626, 1.5374597944280351e-12],
    [7, 1, 4.183825607779414e-23],
  ])('erf and erfc at %d match the reference within 2 ulp', (x, erfX, erfcX) => {
    expect(ulpsApart(erf(x), erfX)).toBeLessThanOrEqual(2);
    expect(ulpsApart(erfc(x), erfcX)).toBeLessThanOrEqual(2);
  });

  it('normalCdf gives the textbook 97.5 % point', () => {
    expect(normalCdf(1.96)).toBeCloseTo(0.9750021048517795, 15);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
  });

  it('normalQuantile inverts normalCdf over the whole range', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 6, noNaN: true }), (z) => {
        const tolerance = 1e-14 + (1e-16 / exp(-0.5 * z * z)) * 5;
        return Math.abs(normalQuantile(normalCdf(z)) - z) <= tolerance * Math.max(1, Math.abs(z));
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  it('normalQuantile reaches far tails and refuses what is no probability', () => {
    // Reference: AS 241 value at 1e-300.
    expect(normalQuantile(1e-300)).toBeCloseTo(-37.0470962993612, 12);
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(normalQuantile(-0.1)).toBeNaN();
    expect(normalQuantile(NaN)).toBeNaN();
  });
});

describe('gamma and beta functions', () => {
  it('lgamma at integers is the logarithm of the factorial', () => {
    let lnFactorial = 0;
    for (let n = 1; n <= 170; n++) {
      expect(lgamma(n)).toBeCloseTo(lnFactorial, 11);
      lnFactorial += ln(n);
    }
  });

  it('lgamma(1/2) is ln(pi)/2', () => {
    expect(lgamma(0.5)).toBeCloseTo(0.5 * ln(Math.PI), 14);
  });

  it('gammaP of an integer shape is a Poisson tail', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.01, max: 120, noNaN: true }), (shape, x) => {
        let term = exp(-x);
        let below = term;
        for (let k = 1; k < shape; k++) {
          term *= x / k;
          below += term;
        }
        return Math.abs(gammaP(shape, x) - (1 - below)) < 1e-12;
      }),
      { seed: 4 },
    );
  });

  it('betaI of integer parameters is a binomial tail', () => {
    expect(betaI(0.5, 2, 3)).toBeCloseTo(0.6875, 14);
    expect(betaI(0.3, 1, 1)).toBeCloseTo(0.3, 14);
    expect(betaI(0.9, 4, 1)).toBeCloseTo(0.9 ** 4, 14);
  });

  it('betaI is symmetric: I_x(a, b) + I_1-x(b, a) = 1', () => {
    const shape = fc.double({ min: 0.1, max: 500, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), shape, shape, (x, a, b) => {
        return Math.abs(betaI(x, a, b) + betaI(1 - x, b, a) - 1) < 1e-10;
      }),
      { seed: 5 },
    );
  });

  it('studentTCdf gives the tabulated 97.5 % point of 10 degrees of freedom', () => {
    expect(studentTCdf(2.228138851986275, 10)).toBeCloseTo(0.975, 12);
    expect(studentTCdf(-2.228138851986275, 10)).toBeCloseTo(0.025, 12);
  });
});
