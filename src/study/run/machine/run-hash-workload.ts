import { exactly, scaleBand } from '../../../foundation/quantity/band-arithmetic.js';
import type { Band, Estimate } from '../../../foundation/quantity/estimate.js';
import { absent } from '../../../foundation/quantity/reasoned.js';
import { HASH_ALGORITHMS } from '../../../workloads/pow/hash-graphs.js';
import { powRate } from '../../rates/pow-rate.js';
import type { StudyContext, StudyMachine } from './study-machine.js';
import type { HashWorkload } from './workload.js';
import type { WorkloadResult } from './workload-result.js';

/** A hash function on every chip of the machine side by side: the rate, power and energy of `pow rate`, times the chips. */
export function runHashWorkload(machine: StudyMachine, workload: HashWorkload, context: StudyContext): WorkloadResult {
  const rate = powRate(workload.algorithm, machine.spec.chip, context.model);
  const noTokens = absent('Hashing serves no tokens.');
  const common = {
    workload: workload.id,
    workUnit: 'hash' as const,
    tokensPerSec: noTokens,
    joulesPerToken: noTokens,
    producerUsdPerMillionTokens: noTokens,
    makerUsdPerMillionTokens: noTokens,
    latency: noTokens,
    usefulShare: 0,
  };
  if ('refused' in rate) {
    const none = absent(rate.refused);
    return { ...common, phases: [], workPerSec: none, joulesPerWorkUnit: none, powerW: none, notes: [rate.refused] };
  }
  const { count } = machine.placement;
  const workPerSec = scaleBand(rate.unitsPerSec, count);
  const powerW = scaleBand(rate.watts, count);
  const { intOpsPerHash, offChipBytesPerHash } = HASH_ALGORITHMS[workload.algorithm];
  return {
    ...common,
    phases: [
      {
        phase: 'hashing',
        seconds: analytic(exactly(1)),
        joules: analytic(powerW),
        tokens: null,
        flops: workPerSec.value * intOpsPerHash,
        bytes: workPerSec.value * offChipBytesPerHash,
        groups: [{ group: 'hash', seconds: 1 }],
        fingerprint: '',
      },
    ],
    workPerSec,
    joulesPerWorkUnit: rate.joulesPerUnit,
    powerW,
    notes: [...rate.notes],
  };
}

function analytic(band: Band): Estimate {
  return { ...band, provenance: 'analytic' };
}
