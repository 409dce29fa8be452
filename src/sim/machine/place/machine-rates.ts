import type { Chip } from '../../../chips/chip/chip.js';
import { bandOfEnds } from '../../../foundation/quantity/band-arithmetic.js';
import type { Band, Estimate } from '../../../foundation/quantity/estimate.js';
import { perEstimate, scaleEstimate, shiftEstimate } from '../../../foundation/quantity/estimate-arithmetic.js';
import type { PlacedMachine } from './place-machine.js';

/** The passes of one replica without its host, and the tokens that all replicas read or produce in them. */
export interface PassTotals {
  readonly seconds: Estimate;
  readonly joules: Estimate;
  readonly passes: number;
  readonly tokens: number;
}

/** The hosts beside the chips. */
export interface Hosts {
  /** Wait of each pass, at idle power of the chips. */
  readonly gapSec: number;
  /** Of the hosts of all nodes together, all the time. */
  readonly powerW: number;
}

/** What the host adds: its wait between passes, at idle power of the chips, and its own power all the time. */
export interface HostGap {
  readonly secondsPerPass: number;
  readonly passes: number;
  readonly seconds: number;
  readonly joules: number;
}

/** Time, energy and rates of a whole machine with its hosts. */
export interface MachineRates {
  readonly hostGap: HostGap;
  readonly seconds: Estimate;
  readonly joules: Estimate;
  readonly joulesPerToken: Estimate;
  readonly tokensPerSecond: Estimate;
  readonly tokensPerJoule: Estimate;
  /** Mean power; its ends never pass the limit of the chips and the hosts. */
  readonly powerW: Band;
}

/** The only formula of joules per token and tokens per second of a machine. */
export function machineRates(
  totals: PassTotals,
  chip: Pick<Chip, 'idleW' | 'tdpW'>,
  placement: Pick<PlacedMachine, 'count' | 'replicas'>,
  hosts: Hosts,
): MachineRates {
  const gapSec = hosts.gapSec * totals.passes;
  const seconds = shiftEstimate(totals.seconds, gapSec);
  const hostJoules = gapSec * chip.idleW.value * placement.count + seconds.value * hosts.powerW;
  const joules = shiftEstimate(scaleEstimate(totals.joules, placement.replicas), hostJoules);
  const joulesPerToken = scaleEstimate(joules, 1 / totals.tokens);
  const mostW = chip.tdpW.value * placement.count + hosts.powerW;
  return {
    hostGap: { secondsPerPass: hosts.gapSec, passes: totals.passes, seconds: gapSec, joules: hostJoules },
    seconds,
    joules,
    joulesPerToken,
    tokensPerSecond: perEstimate(totals.tokens, seconds),
    tokensPerJoule: perEstimate(1, joulesPerToken),
    powerW: bandOfEnds((end) => Math.min(mostW, joules[end] / seconds.value)),
  };
}
