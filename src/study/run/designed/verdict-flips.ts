import { exp, ln } from '../../../foundation/numeric/portable-math.js';
import { type DesignedInput, simulateDesigned } from '../../../pow-model/market/design/index.js';
import { DESIGN_UNCERTAINTIES } from './design-uncertainties.js';

/** Whether two payments bring forth the same chip, and the value of each input alone at which that turns. */
export interface ChipVerdict {
  readonly sameChip: boolean;
  readonly flips: readonly {
    readonly input: string;
    readonly from: number;
    readonly to: number;
    /** First value on the way from `from` to `to` at which the verdict is the other one; null if it never is. */
    readonly turnsAt: number | null;
    /** The turn in words; empty if there is none. */
    readonly phrase: string;
  }[];
}

interface Walk {
  readonly input: string;
  readonly from: number;
  readonly to: number;
  readonly phrase: (value: number) => string;
  readonly at: (value: number) => { readonly market: DesignedInput; readonly scale: number };
}

const STEPS = 40;
/** Overlap at which outside demand is tried where the file has none. */
const TRIED_OVERLAP = 0.3;

/** Tries each input alone over its range, both ways from where the scenario is, on a logarithmic scale. */
export function chipVerdict(base: DesignedInput, firstUsdPerYear: number, secondUsdPerYear: number): ChipVerdict {
  const same = ({ market, scale }: ReturnType<Walk['at']>) => {
    const chip = (usd: number) => simulateDesigned({ ...market, workUsdPerYear: usd * scale }).generationLabel;
    return chip(firstUsdPerYear) === chip(secondUsdPerYear);
  };
  const sameChip = same({ market: base, scale: 1 });
  return {
    sameChip,
    flips: walksOf(base).map(({ input, from, to, at, phrase }) => {
      for (let step = 1; step <= STEPS; step++) {
        const value = exp(ln(from) + (step / STEPS) * (ln(to) - ln(from)));
        if (same(at(value)) !== sameChip) return { input, from, to, turnsAt: value, phrase: phrase(value) };
      }
      return { input, from, to, turnsAt: null, phrase: '' };
    }),
  };
}

function walksOf(base: DesignedInput): Walk[] {
  const overlap = base.overlap > 0 ? base.overlap : TRIED_OVERLAP;
  const walks: Walk[] = [
    ...[20, 1 / 20].map((to) => ({
      input: 'emission value, factor',
      from: 1,
      to,
      phrase: (factor: number) => `${two(factor)} times the emission value`,
      at: (scale: number) => ({ market: base, scale }),
    })),
    {
      input: `outside demand at an overlap of ${overlap}, USD a year`,
      from: Math.max(1e6, base.outsideUsdPerYear),
      to: 1e12,
      phrase: (usd: number) => `outside demand of ${two(usd / 1e9)} B$ a year at an overlap of ${overlap}`,
      at: (outsideUsdPerYear: number) => ({ market: { ...base, overlap, outsideUsdPerYear }, scale: 1 }),
    },
  ];
  for (const one of DESIGN_UNCERTAINTIES) {
    const start = one.base(base);
    for (const to of [one.high, one.low]) {
      walks.push({
        input: one.name,
        from: start,
        to,
        phrase: (value) => `${one.name} at ${two(value)} (${one.meaning})`,
        at: (value) => ({ market: one.apply(base, value), scale: 1 }),
      });
    }
  }
  return walks;
}

function two(value: number): number {
  return Number(value.toPrecision(2));
}
