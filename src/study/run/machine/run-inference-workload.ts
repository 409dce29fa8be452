import { DESIGN_VOLUME } from '../../../chips/silicon/design-volume.js';
import { plainBand, scaleBand } from '../../../foundation/quantity/band-arithmetic.js';
import { addEstimates, perEstimate, scaleEstimate } from '../../../foundation/quantity/estimate-arithmetic.js';
import { absent, isAbsent } from '../../../foundation/quantity/reasoned.js';
import { isRefusal } from '../../../kernels/roofline/cost-model.js';
import { microbatchSize, NO_REWRITE, type RankRewrite } from '../../../sim/machine/pass/inference-pass.js';
import { inferencePlace } from '../../../sim/machine/place/inference-place.js';
import { DECODE_SAMPLES } from '../../../sim/machine/place/machine-defaults.js';
import { machineRates } from '../../../sim/machine/place/machine-rates.js';
import { type RequestRun, simulateRequest } from '../../../sim/machine/request/inference-request.js';
import { requestLatency } from '../../../sim/machine/request/request-latency.js';
import { tokenCost } from '../../../sim/machine/token-cost.js';
import type { Graph } from '../../../workloads/graphs/graph.js';
import type { Dtype } from '../../../workloads/operators/dtype.js';
import { pearlGraph } from '../../../workloads/pow/pearl-graph.js';
import { PEARL_TILE, patternPeriod } from '../../../workloads/pow/pearl-rules.js';
import type { StudyContext, StudyMachine } from './study-machine.js';
import type { InferenceWorkload, MatmulPowWorkload } from './workload.js';
import type { PhaseReport, WorkloadResult } from './workload-result.js';

/** Passes between two headers: Pearl's block time of 194 s holds many passes, so weights are hashed once for all. */
const PASSES_PER_JOB = 1000;

/** Serves the workload's requests back to back on a machine; the work is the tokens. */
export function runInferenceWorkload(
  machine: StudyMachine,
  workload: InferenceWorkload,
  context: StudyContext,
): WorkloadResult {
  const run = request(machine, workload, machine.spec.dtype, NO_REWRITE, context);
  if (isRefusal(run)) return refusal(workload.id, 'token', run.refused);
  const figures = figuresOf(machine, run, context).reported;
  return {
    ...figures,
    workload: workload.id,
    workUnit: 'token',
    workPerSec: figures.tokensPerSec,
    joulesPerWorkUnit: figures.joulesPerToken,
    usefulShare: 1,
    notes: [],
  };
}

/** Serves the same requests with every product that the rules allow mined on the way; the work is multiply-accumulates. */
export function runMatmulPowWorkload(
  machine: StudyMachine,
  workload: MatmulPowWorkload,
  context: StudyContext,
): WorkloadResult {
  const dtype: Dtype = 'int8';
  const mine: RankRewrite = (graph: Graph) =>
    pearlGraph(graph, { config: { ...PEARL_TILE, rank: workload.rank }, passesPerJob: PASSES_PER_JOB });
  const run = request(machine, workload.inside, dtype, mine, context);
  if (isRefusal(run)) return refusal(workload.id, 'mac', run.refused);
  const { reported: figures, rates } = figuresOf(machine, run, context);
  const units = (run.prefillWorkUnits + run.decodeWorkUnits) * machine.placement.replicas;
  const notes = [miningNote(run, machine)];
  if (units === 0) return { ...refusal(workload.id, 'mac', notes[0]!), phases: figures.phases };
  const workPerSec = perEstimate(units, rates.seconds);
  return {
    ...figures,
    workload: workload.id,
    workUnit: 'mac',
    workPerSec: plainBand(workPerSec),
    joulesPerWorkUnit: scaleBand(rates.joules, 1 / units),
    usefulShare: run.usefulShare,
    notes,
  };
}

/** Which phases mine, in one sentence. */
function miningNote(run: RequestRun, machine: StudyMachine): string {
  const rows = patternPeriod(PEARL_TILE.rowsPattern);
  const { batchPerReplica, pp, ep } = machine.placement;
  const perMicrobatch = microbatchSize(batchPerReplica, machine.spec.microbatches ?? pp, ep) / ep;
  if (run.prefillWorkUnits > 0 && run.decodeWorkUnits > 0) {
    return `Prefill and decode mine: a decode step has ${perMicrobatch} rows, the row pattern spans ${rows}.`;
  }
  if (run.prefillWorkUnits > 0) {
    return `Only prefill mines: a decode step has ${perMicrobatch} rows, fewer than the ${rows} that the row pattern spans.`;
  }
  return 'No phase mines: no product satisfies the rules.';
}

function request(
  machine: StudyMachine,
  workload: InferenceWorkload,
  dtype: Dtype,
  rewrite: RankRewrite,
  context: StudyContext,
) {
  const { placement, spec } = machine;
  return simulateRequest(
    inferencePlace(placement, spec, context.model),
    {
      architecture: workload.architecture,
      dtype,
      kvDtype: spec.kvDtype,
      batch: placement.batchPerReplica,
      inputTokens: workload.inputTokens,
      outputTokens: workload.outputTokens,
    },
    rewrite,
    DECODE_SAMPLES,
  );
}

/** Latency, rates, energy and cost of the whole machine. */
function figuresOf(machine: StudyMachine, run: RequestRun, { scenario }: StudyContext) {
  const { placement, spec } = machine;
  const totals = {
    seconds: addEstimates(run.prefill.seconds, run.decodeSeconds),
    joules: addEstimates(run.prefill.joules, run.decodeJoules),
    passes: run.passes,
    tokens: spec.batch * run.outputTokens,
  };
  const rates = machineRates(totals, spec.chip, placement, { gapSec: scenario.hostGap, powerW: 0 });
  const cost = tokenCost(rates, spec.chip, placement.count, {
    volume: DESIGN_VOLUME.value,
    usdPerKwh: scenario.electricity,
    pue: scenario.pue,
    lifetimeYears: null,
    load: 1,
  });
  const { producer, maker } = cost;
  const reported = {
    phases: phaseReports(run, placement.batchPerReplica, placement.replicas),
    latency: requestLatency(run, scenario.hostGap),
    tokensPerSec: plainBand(rates.tokensPerSecond),
    joulesPerToken: plainBand(rates.joulesPerToken),
    powerW: rates.powerW,
    producerUsdPerMillionTokens: isAbsent(producer) ? producer : producer.totalUsd,
    makerUsdPerMillionTokens: isAbsent(maker) ? maker : maker.totalUsd,
  };
  return { reported, rates };
}

function phaseReports(run: RequestRun, batch: number, replicas: number): PhaseReport[] {
  const groups = (map: ReadonlyMap<string, number>) => [...map].map(([group, seconds]) => ({ group, seconds }));
  const { prefill, middleStep } = run;
  const report = (phase: 'prefill' | 'decode', pass: typeof prefill, tokens: number): PhaseReport => ({
    phase,
    seconds: pass.seconds,
    joules: scaleEstimate(pass.joules, replicas),
    tokens: tokens * replicas,
    flops: pass.flops * replicas,
    bytes: pass.bytes * replicas,
    groups: groups(pass.groups),
    fingerprint: pass.fingerprint,
  });
  return [report('prefill', prefill, batch), report('decode', middleStep, batch)];
}

function refusal(workload: string, workUnit: 'mac' | 'token', reason: string): WorkloadResult {
  const none = absent(reason);
  return {
    workload,
    phases: [],
    workUnit,
    workPerSec: none,
    tokensPerSec: none,
    joulesPerToken: none,
    joulesPerWorkUnit: none,
    powerW: none,
    producerUsdPerMillionTokens: none,
    makerUsdPerMillionTokens: none,
    latency: none,
    usefulShare: 0,
    notes: [reason],
  };
}
