import { pow } from '../../foundation/numeric/portable-math.js';

/** Parts of board power as shares of its limit, and how each grows with its use. */
export interface PowerShares {
  /** Drawn while any kernel runs. */
  readonly base: number;
  /** With every core at work. */
  readonly activity: number;
  readonly activityExponent: number;
  /** At full main-memory bandwidth. */
  readonly memory: number;
  readonly memoryExponent: number;
  /** At the full rate of the datapath. */
  readonly compute: number;
  readonly computeExponent: number;
}

/** How much of a chip a kernel uses, each 0 to 1. */
export interface PowerUse {
  readonly activity: number;
  readonly memory: number;
  readonly compute: number;
}

/** Large kernels run at the limit to within this share (B200 rows above 300 us: 980 to 995 W of 1000 W). */
export const LIMIT_REACHED = 0.995;

/** Mean board power of a kernel as a share of the board's limit. */
export function powerShare(shares: PowerShares, use: PowerUse): number {
  const { base, activity, activityExponent, memory, memoryExponent, compute, computeExponent } = shares;
  const share =
    base +
    activity * grown(use.activity, activityExponent) +
    memory * grown(use.memory, memoryExponent) +
    compute * grown(use.compute, computeExponent);
  return Math.min(LIMIT_REACHED, share);
}

function grown(use: number, exponent: number): number {
  if (use <= 0) return 0;
  return pow(Math.min(1, use), exponent);
}
