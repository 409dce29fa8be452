// Polynomials of fdlibm's k_sin.c and k_cos.c (Sun Microsystems, 1993; see NOTICE).
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;
const TWO_OVER_PI = 0.6366197723675814;
/** Beyond this many quarter turns the reduced angle has lost its digits. */
const LARGEST = 2 ** 20 * 1.5;

/**
 * Sine of x in radians, absolute error about 1e-16, for |x| up to 1.5 million; NaN beyond, where the reduction that is
 * used here would lose digits.
 *
 * @example
 * sin(0.5) // 0.479425538604203
 */
export function sin(x: number): number {
  return quarterTurns(x, 0);
}

/**
 * Cosine of x in radians, with the range and error of `sin`.
 *
 * @example
 * cos(0.5) // 0.8775825618903728
 */
export function cos(x: number): number {
  return quarterTurns(x, 1);
}

function quarterTurns(x: number, ahead: 0 | 1): number {
  if (!(Math.abs(x) <= LARGEST)) return Number.NaN;
  const n = Math.round(x * TWO_OVER_PI);
  const r = x - n * HALF_PI_1 - n * HALF_PI_2 - n * HALF_PI_3;
  const quadrant = (n + ahead) & 3;
  const value = (quadrant & 1) === 0 ? reducedSine(r) : reducedCosine(r);
  return quadrant >= 2 ? -value : value;
}

function reducedSine(r: number): number {
  const z = r * r;
  const tail =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 + z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return r + r * z * (-0.16666666666666632 + z * tail);
}

function reducedCosine(r: number): number {
  const z = r * r;
  const tail =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (2.480158728947673e-5 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + z * tail);
}
