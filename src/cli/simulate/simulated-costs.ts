import { UserError } from '../../foundation/errors/user-error.js';
import { parseQuantity } from '../../foundation/quantity/units.js';
import { type CostModel, createDefaultCostModel } from '../../kernels/index.js';
import { runCosts } from '../../sim/simulate/run-simulation.js';
import { SIMULATE_LIMITS } from '../../sim/simulate/simulate-options.js';
import { calibrationsFor } from '../inputs/resolve-calibrations.js';

export interface CostArguments {
  readonly chip: string;
  readonly timings?: string | undefined;
}

/** What a run charges for its kernels: `modelled`, else the default model; measured rows before it; the host's gaps after it. */
export async function simulatedCosts(
  { chip, timings }: CostArguments,
  modelled: CostModel | null,
  gapSec: number,
): Promise<CostModel> {
  const model = modelled ?? createDefaultCostModel(calibrationsFor(chip));
  return runCosts(timings === undefined ? model : await measuredFirst(model, timings), gapSec);
}

/** Tables of timings are read by a parser that no other run needs. */
async function measuredFirst(model: CostModel, timings: string): Promise<CostModel> {
  const { withTimings } = await import('../inputs/with-timings.js');
  return withTimings(model, timings);
}

/** Reads `--host-gap`; null where it is not given. */
export function hostGapSec(text: string | undefined): number | null {
  return text === undefined ? null : waitOf(text, '--host-gap', SIMULATE_LIMITS.hostGapSec.high);
}

/** Reads `--kernel-gap`. */
export function kernelGapSec(text: string): number {
  return waitOf(text, '--kernel-gap', SIMULATE_LIMITS.kernelGapSec.high);
}

function waitOf(text: string, path: string, most: number): number {
  const seconds = parseQuantity(text, 'seconds', path);
  if (seconds >= 0 && seconds <= most) return seconds;
  const found = `It must be a time from 0 to ${most} s; found ${JSON.stringify(text)}.`;
  throw new UserError([
    {
      code: 'bad-option',
      file: 'command line',
      line: null,
      path,
      found,
      fix: 'Give a time in this range, such as "5 us".',
    },
  ]);
}
