import type { Chip } from '../../chips/chip/chip.js';
import { energyPerAction } from '../../chips/power/energy-per-action.js';
import type { KernelCost } from '../../kernels/roofline/cost-model.js';
import { dtypeLayout } from '../../workloads/operators/dtype.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { type KernelSpan, wholePicoseconds } from './chip-trace.js';
import type { TileBins } from './tile-recorder.js';
import type { TraceEvent } from './trace-event.js';

/** Where an operator lies in the trace. */
export interface Placed {
  readonly pid: number;
  readonly name: string;
  readonly span: KernelSpan;
  readonly usPerTick: number;
}

/**
 * Bandwidth, waiting and power over an operator's time. The operator's joules are spread over it: idle power all the time,
 * the rest as the node's energies of arithmetic, cache and main memory divide it among what the tiles do when; what would
 * pass the board's limit there is spread evenly.
 */
export function tileCounters(
  bins: TileBins,
  op: Operator,
  cost: KernelCost,
  chip: Chip,
  { pid, span, usPerTick }: Placed,
): TraceEvent[] {
  const count = bins.dramBytes.length;
  const binUs = bins.ticks * usPerTick;
  const watts = binWatts(bins, op, cost, chip, span.durationUs * 1e-6);
  const events: TraceEvent[] = [];
  const counter = (name: string, key: string, value: (bin: number) => number) => {
    let shown = Number.NaN;
    for (let bin = 0; bin <= count; bin++) {
      const now = bin === count || binUs <= 0 ? 0 : Math.round(value(bin) * 1e3) / 1e3;
      if (now === shown) continue;
      shown = now;
      events.push({
        ph: 'C',
        name,
        pid,
        tid: 0,
        ts: wholePicoseconds(span.startUs + bin * binUs),
        args: { [key]: now },
      });
    }
  };
  counter('main memory, GB/s', 'moved', (bin) => bins.dramBytes[bin]! / binUs / 1e3);
  counter('shared cache, GB/s', 'moved', (bin) => bins.cacheBytes[bin]! / binUs / 1e3);
  counter('queue depth of main memory', 'pieces', (bin) => bins.waitTicks[bin]! / bins.ticks);
  counter('power, W', 'power', (bin) => watts[bin]!);
  return events;
}

function binWatts(bins: TileBins, op: Operator, cost: KernelCost, chip: Chip, seconds: number): Float64Array {
  const energies = energyPerAction(chip);
  const rate = op.kind === 'hash' ? 'fp32' : dtypeLayout(op.dtype).rate;
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const moved = [
    [bins.workTicks, cost.flops * energies.matrixJoulesPerOp[rate].value],
    [bins.dramBytes, sum(bins.dramBytes) * energies.mainMemoryJoulesPerByte.value],
    [bins.cacheBytes, sum(bins.cacheBytes) * energies.sramJoulesPerByte.value],
  ] as const;
  const idleW = Math.min(chip.idleW.value, cost.joules.value / seconds);
  const dynamic = cost.joules.value - idleW * seconds;
  const weights = moved.reduce((total, [, joules]) => total + joules, 0);
  const binSec = seconds / bins.dramBytes.length;
  const watts = Float64Array.from(bins.dramBytes, (_, bin) => {
    const shares = moved.reduce((total, [values, joules]) => {
      const all = sum(values);
      return total + (all > 0 && weights > 0 ? (joules / weights) * (values[bin]! / all) : 0);
    }, 0);
    return idleW + (dynamic * shares) / binSec;
  });
  return spreadExcess(watts, chip.tdpW.value);
}

/** Moves what lies above the limit to bins below it; a mean at the limit or above stays as it is. */
function spreadExcess(watts: Float64Array, limitW: number): Float64Array {
  const room = watts.reduce((sum, value) => sum + Math.max(0, limitW - value), 0);
  const excess = watts.reduce((sum, value) => sum + Math.max(0, value - limitW), 0);
  if (excess === 0 || excess > room) return watts;
  return watts.map((value) => (value > limitW ? limitW : value + (excess * (limitW - value)) / room));
}
