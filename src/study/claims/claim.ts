/** A figure that a claim rests on. */
export interface ClaimInput {
  readonly name: string;
  readonly unit: string;
  readonly low: number;
  /** Null where nothing says which value of the range is the likely one. */
  readonly best: number | null;
  readonly high: number;
  readonly source: string;
}

/** What a result must be for the claim to hold. */
export type ClaimTest =
  | { readonly kind: 'at-least'; readonly value: number }
  | { readonly kind: 'at-most'; readonly value: number }
  | { readonly kind: 'about'; readonly value: number; readonly factor: number };

/** A quantitative claim made for proof-of-work AI, with the arithmetic that decides it. */
export interface Claim {
  readonly id: string;
  /** The claim as it is made. */
  readonly claim: string;
  readonly madeBy: string;
  /** What is recomputed, with its unit. */
  readonly quantity: string;
  readonly unit: string;
  readonly test: ClaimTest;
  readonly inputs: readonly ClaimInput[];
  readonly compute: (values: readonly number[]) => number;
  /** What the arithmetic does not decide. */
  readonly remark: string;
}

export type Verdict =
  | 'supported for all inputs'
  | 'supported at the best inputs, not for all'
  | 'not supported at the best inputs, but for some'
  | 'not supported for any inputs'
  | 'open: inputs that are not known decide';

/** How one input alone decides a verdict. */
export interface VerdictFlip {
  readonly input: string;
  /**
   * Value at which the verdict turns with the others at their best, or at their high end where they have none; null if
   * none within a factor of a million.
   */
  readonly turnsAt: number | null;
  readonly withinRange: boolean;
}

export interface ClaimVerdict {
  readonly id: string;
  readonly claim: string;
  readonly madeBy: string;
  readonly quantity: string;
  readonly unit: string;
  readonly test: ClaimTest;
  readonly result: { readonly low: number; readonly best: number | null; readonly high: number };
  readonly verdict: Verdict;
  readonly inputs: readonly ClaimInput[];
  readonly flips: readonly VerdictFlip[];
  readonly remark: string;
}

/** Whether a result bears the claim out. */
export function holds(test: ClaimTest, result: number): boolean {
  switch (test.kind) {
    case 'at-least':
      return result >= test.value;
    case 'at-most':
      return result <= test.value;
    case 'about':
      return result >= test.value / test.factor && result <= test.value * test.factor;
    default:
      return test satisfies never;
  }
}

/**
 * Recomputes a claim at the best inputs and at every corner of their ranges, and finds for each input the value at which
 * the verdict would turn. The extremes are at corners because every formula is monotone in each input. Where an input
 * has no best value there is no best result, and unless all inputs agree the claim stays open.
 */
export function judge(claim: Claim): ClaimVerdict {
  const corners: number[] = [];
  for (let corner = 0; corner < 1 << claim.inputs.length; corner++) {
    corners.push(claim.compute(claim.inputs.map((input, i) => ((corner >> i) & 1 ? input.high : input.low))));
  }
  const known = claim.inputs.every((input) => input.best !== null);
  const start = claim.inputs.map((input) => input.best ?? input.high);
  const best = known ? claim.compute(start) : null;
  const results = best === null ? corners : [best, ...corners];
  const low = Math.min(...results);
  const high = Math.max(...results);
  return {
    id: claim.id,
    claim: claim.claim,
    madeBy: claim.madeBy,
    quantity: claim.quantity,
    unit: claim.unit,
    test: claim.test,
    result: { low, best, high },
    verdict: verdictOf(claim.test, results, best),
    inputs: claim.inputs,
    flips: claim.inputs.map((input, i) => flipOf(claim, start, i, input, holds(claim.test, claim.compute(start)))),
    remark: claim.remark,
  };
}

function verdictOf(test: ClaimTest, results: readonly number[], best: number | null): Verdict {
  if (results.every((value) => holds(test, value))) return 'supported for all inputs';
  // Between the ends every value is reached, so a target inside the range counts even if no corner meets it.
  const anywhere = overlaps(test, Math.min(...results), Math.max(...results));
  if (!anywhere) return 'not supported for any inputs';
  if (best === null) return 'open: inputs that are not known decide';
  return holds(test, best)
    ? 'supported at the best inputs, not for all'
    : 'not supported at the best inputs, but for some';
}

function overlaps(test: ClaimTest, low: number, high: number): boolean {
  if (test.kind === 'at-least') return high >= test.value;
  if (test.kind === 'at-most') return low <= test.value;
  return high >= test.value / test.factor && low <= test.value * test.factor;
}

const STEP = 1.02;
const MOST_STEPS = 700;

/** Walks outward from where the input stands in steps of 2 % until the verdict turns, then halves the last step. */
function flipOf(claim: Claim, start: readonly number[], i: number, input: ClaimInput, atStart: boolean): VerdictFlip {
  const at = (value: number) =>
    holds(claim.test, claim.compute(start.map((other, k) => (k === i ? value : other)))) !== atStart;
  let nearest: number | null = null;
  for (const direction of [STEP, 1 / STEP]) {
    let value = start[i]!;
    for (let step = 0; step < MOST_STEPS; step++) {
      const next = value * direction;
      if (at(next)) {
        let same = value;
        let turned = next;
        for (let half = 0; half < 40; half++) {
          const middle = 0.5 * (same + turned);
          if (at(middle)) turned = middle;
          else same = middle;
        }
        if (nearest === null || better(turned, nearest, input, start[i]!)) nearest = turned;
        break;
      }
      value = next;
    }
  }
  return {
    input: input.name,
    turnsAt: nearest,
    withinRange: nearest !== null && nearest >= input.low && nearest <= input.high,
  };
}

/** A turning point inside the input's range comes before one outside it, then the nearer one. */
function better(candidate: number, current: number, input: ClaimInput, start: number): boolean {
  const inside = (value: number) => value >= input.low && value <= input.high;
  if (inside(candidate) !== inside(current)) return inside(candidate);
  return distance(candidate, start) < distance(current, start);
}

function distance(a: number, b: number): number {
  return a > b ? a / b : b / a;
}
