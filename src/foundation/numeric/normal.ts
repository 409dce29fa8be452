import { exp } from './exp.js';
import { clearLowWord } from './float-bits.js';
import { ln } from './ln.js';

/** The value at x of a polynomial, lowest coefficient first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + coefficients[i]!;
  return value;
}

// Intervals and coefficients of fdlibm's s_erf.c (Sun Microsystems, 1993; see NOTICE).
const ERF_AT_1 = 0.8450629115104675;
const SMALL = [
  [0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -2.3763016656650163e-5],
  [1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -3.960228278775368e-6],
] as const;
const AROUND_1 = [
  [
    -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
    0.035478304325618236, -0.002166375594868791,
  ],
  [
    1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
    0.011984499846799107,
  ],
] as const;
const BELOW_2_86 = [
  [
    -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
    -184.60509290671104, -81.2874355063066, -9.814329344169145,
  ],
  [
    1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
    108.63500554177944, 6.570249770319282, -0.0604244152148581,
  ],
] as const;
const ABOVE_2_86 = [
  [
    -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
    -1025.0951316110772, -483.5191916086514,
  ],
  [
    1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
    474.52854120695537, -22.44095244658582,
  ],
] as const;

/** erfc(x) for x >= 1.25. */
function erfcTail(x: number): number {
  if (x > 28) return 0;
  const [p, q] = x < 1 / 0.35 ? BELOW_2_86 : ABOVE_2_86;
  const s = 1 / (x * x);
  const z = clearLowWord(x);
  return (exp(-z * z - 0.5625) * exp((z - x) * (z + x) + polynomial(p, s) / polynomial(q, s))) / x;
}

/** erf(x) for |x| < 0.84375. */
function erfSmall(x: number): number {
  const z = x * x;
  return x + x * (polynomial(SMALL[0], z) / polynomial(SMALL[1], z));
}

/**
 * Error function, within 1 ulp.
 *
 * @example
 * erf(0.5) // 0.5204998778130465
 */
export function erf(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < 0.84375) return erfSmall(x);
  const value = magnitude < 1.25 ? ERF_AT_1 + erfAround1(magnitude) : magnitude >= 6 ? 1 : 1 - erfcTail(magnitude);
  return x < 0 ? -value : Number.isNaN(x) ? x : value;
}

function erfAround1(magnitude: number): number {
  const s = magnitude - 1;
  return polynomial(AROUND_1[0], s) / polynomial(AROUND_1[1], s);
}

/**
 * Complementary error function 1 - erf(x) with full relative precision in the tail.
 *
 * @example
 * erfc(3) // 0.000022090496998585438
 */
export function erfc(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < 0.84375) return x < 0.25 ? 1 - erfSmall(x) : 0.5 - (erfSmall(x) - 0.5);
  if (Number.isNaN(x)) return x;
  const tail = magnitude < 1.25 ? 1 - ERF_AT_1 - erfAround1(magnitude) : erfcTail(magnitude);
  return x < 0 ? 2 - tail : tail;
}

/**
 * Probability that a standard normal variable is at most z.
 *
 * @example
 * normalCdf(1.96) // 0.9750021048517795
 */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z * Math.SQRT1_2);
}

// M. J. Wichura, Algorithm AS 241: The percentage points of the normal distribution, Applied Statistics 37 (1988), PPND16.
const CENTRE = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
] as const;
const TAIL = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
] as const;
const FAR_TAIL = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
] as const;

/**
 * The z below which a standard normal variable lies with probability p; relative error about 1e-16.
 * -Infinity at 0, Infinity at 1, NaN outside.
 *
 * @example
 * normalQuantile(0.975) // 1.9599639845400536
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE[0], r)) / polynomial(CENTRE[1], r);
  }
  const r = Math.sqrt(-ln(q < 0 ? p : 1 - p));
  const [a, b] = r <= 5 ? TAIL : FAR_TAIL;
  const t = r <= 5 ? r - 1.6 : r - 5;
  const z = polynomial(a, t) / polynomial(b, t);
  return q < 0 ? -z : z;
}
