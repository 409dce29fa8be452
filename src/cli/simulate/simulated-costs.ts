import { UserError } from '../../foundation/errors/user-error.js';
import { parseQuantity } from '../../foundation/quantity/units.js';
import { memoCostModel } from '../../kernels/compose/memo-cost-model.js';
import { type CostModel, createDefaultCostModel, launchedCostModel } from '../../kernels/index.js';
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
  const costs = memoCostModel(timings === undefined ? model : await measuredFirst(model, timings));
  return gapSec === 0 ? costs : launchedCostModel(costs, gapSec);
}

/** Tables of timings are read by a parser that no other run needs. */
async function measuredFirst(model: CostModel, timings: string): Promise<CostModel> {
  const { withTimings } = await import('../inputs/with-timings.js');
  return withTimings(model, timings);
}

/** As in a study file. */
const MOST_HOST_GAP_SEC = 10;
/** Far above any launch, and so short that the gaps of a large graph stay within the clock of a run. */
const MOST_KERNEL_GAP_SEC = 0.01;

/** Reads `--host-gap`; null where it is not given. */
export function hostGapSec(text: string | undefined): number | null {
  return text === undefined ? null : waitOf(text, '--host-gap', MOST_HOST_GAP_SEC);
}

/** Reads `--kernel-gap`. */
export function kernelGapSec(text: string): number {
  return waitOf(text, '--kernel-gap', MOST_KERNEL_GAP_SEC);
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
