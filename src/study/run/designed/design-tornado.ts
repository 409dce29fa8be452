import { type DesignedInput, simulateDesigned } from '../../../pow-model/market/design/index.js';
import { DESIGN_UNCERTAINTIES } from './design-uncertainties.js';

/** What one input alone does to the compute of one payment over that of another. */
export interface TornadoBar {
  readonly input: string;
  readonly low: number;
  readonly high: number;
  readonly ratioAtLow: number;
  readonly ratioAtHigh: number;
}

/** The ratio in the scenario itself and with each input at the ends of its range, widest first. */
export interface Tornado {
  readonly ratio: number;
  readonly bars: readonly TornadoBar[];
}

export function designTornado(base: DesignedInput, firstUsdPerYear: number, secondUsdPerYear: number): Tornado {
  const ratioOf = (market: DesignedInput) =>
    simulateDesigned({ ...market, workUsdPerYear: firstUsdPerYear }).workPerSec /
    simulateDesigned({ ...market, workUsdPerYear: secondUsdPerYear }).workPerSec;
  const bars = DESIGN_UNCERTAINTIES.map(({ name, low, high, apply }) => ({
    input: name,
    low,
    high,
    ratioAtLow: ratioOf(apply(base, low)),
    ratioAtHigh: ratioOf(apply(base, high)),
  }));
  const width = ({ ratioAtLow, ratioAtHigh }: TornadoBar) =>
    Math.max(ratioAtLow / ratioAtHigh, ratioAtHigh / ratioAtLow);
  return { ratio: ratioOf(base), bars: bars.sort((a, b) => width(b) - width(a)) };
}
