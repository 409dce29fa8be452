import type { ChipDesign } from '../chip/chip-design.js';
import { REGULATOR_EFFICIENCY } from './power-constants.js';

/** Supply at a clock: straight line between the points of the table; the nearest point outside. 1 where there is no table. */
export function supplyVolts(design: Pick<ChipDesign, 'voltages'>, clockHz: number): number {
  const { voltages } = design;
  if (voltages.length === 0) return 1;
  const above = voltages.findIndex((point) => point.clockHz >= clockHz);
  if (above === -1) return voltages.at(-1)!.volts;
  const upper = voltages[above]!;
  if (above === 0) return upper.volts;
  const lower = voltages[above - 1]!;
  const share = (clockHz - lower.clockHz) / (upper.clockHz - lower.clockHz);
  return lower.volts + share * (upper.volts - lower.volts);
}

/**
 * The fastest clock at which board power stays within the cap of a design: dynamic power goes with clock x supply squared,
 * leakage with supply squared. Null without a cap or where the full clock fits. The slowest clock is the first of the voltage table,
 * or a tenth of the nominal one without a table.
 *
 * @example
 * clockUnderCap({ clockHz: 1.5e9, voltages: [], powerCapW: 300 }, { dynamicW: 300, leakageW: 30 }) // 1.2e9
 */
export function clockUnderCap(
  design: Pick<ChipDesign, 'clockHz' | 'voltages' | 'powerCapW'>,
  atFullClock: { readonly dynamicW: number; readonly leakageW: number },
): number | null {
  const { powerCapW, clockHz } = design;
  if (powerCapW === null) return null;
  const nominal = supplyVolts(design, clockHz);
  const boardW = (hertz: number) => {
    const ratio = supplyVolts(design, hertz) / nominal;
    const drawn = (atFullClock.dynamicW * (hertz / clockHz) + atFullClock.leakageW) * ratio * ratio;
    return drawn / REGULATOR_EFFICIENCY.value;
  };
  if (boardW(clockHz) <= powerCapW) return null;
  let low = Math.min(clockHz, design.voltages[0]?.clockHz ?? clockHz / 10);
  if (boardW(low) > powerCapW) return null;
  let high = clockHz;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (boardW(middle) <= powerCapW) low = middle;
    else high = middle;
  }
  return low;
}
