import { bandOfEnds, plainBand, scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import { perEstimate, scaleEstimate } from '../../foundation/quantity/estimate-arithmetic.js';
import { isRefusal } from '../../kernels/roofline/cost-model.js';
import { DEFAULT_RUN_OPTIONS, runGraph } from '../../sim/chip/run-graph.js';
import { sha256dGraph } from '../../workloads/pow/sha256d-graph.js';
import type { StudyContext, StudyMachine } from '../files/study-machine.js';
import type { WorkloadResult } from '../outcome/study-outcome.js';

/** Hashes of one simulated launch: enough to fill any chip, so that the launch itself does not count. */
const HASHES_PER_LAUNCH = 1e9;

/** SHA-256d on every chip of the machine side by side. */
export function runHashWorkload(machine: StudyMachine, workload: string, context: StudyContext): WorkloadResult {
  const work = sha256dGraph(HASHES_PER_LAUNCH);
  const single = { chip: machine.spec.chip, count: 1, topology: 'single' as const };
  const run = runGraph(work.graph, single, context.model, DEFAULT_RUN_OPTIONS);
  const noTokens = { value: null, reason: 'Hashing serves no tokens.' } as const;
  const common = {
    workload,
    workUnit: 'hash' as const,
    tokensPerSec: noTokens,
    joulesPerToken: noTokens,
    producerUsdPerMillionTokens: noTokens,
    usefulShare: 0,
  };
  if (isRefusal(run)) {
    const none = { value: null, reason: run.refused } as const;
    return { ...common, phases: [], workPerSec: none, joulesPerWorkUnit: none, powerW: none, notes: [run.refused] };
  }
  const { count } = machine.placement;
  const limit = machine.spec.chip.tdpW.value * count;
  const powerW = bandOfEnds((end) => Math.min(limit, (run.joules[end] * count) / run.seconds.value));
  return {
    ...common,
    phases: [
      {
        phase: 'hashing',
        seconds: run.seconds,
        joules: scaleEstimate(run.joules, count),
        tokens: null,
        flops: run.flops * count,
        bytes: run.bytes * count,
        groups: [...run.groups].map(([group, seconds]) => ({ group, seconds })),
        fingerprint: run.fingerprint,
      },
    ],
    workPerSec: plainBand(perEstimate(work.workUnits * count, run.seconds)),
    joulesPerWorkUnit: scaleBand(run.joules, 1 / work.workUnits),
    powerW,
    notes: [...work.notes],
  };
}
