import type { ExactMetric } from '../../src/bench/index.js';
import { builtinCatalog, findChip } from '../../src/chips/index.js';
import { canonicalJson } from '../../src/foundation/record/canonical-json.js';
import { bundledCalibrations, createCalibratedCostModel } from '../../src/kernels/index.js';
import { bitcoinRetarget } from '../../src/pow-model/protocols/bitcoin/bitcoin-retarget.js';
import { bitcoinSubsidy } from '../../src/pow-model/protocols/bitcoin/bitcoin-subsidy.js';
import { taoBlockEmission } from '../../src/pow-model/protocols/bittensor/tao-block-emission.js';
import { compressBlock } from '../../src/pow-model/protocols/pearl/blake3-compress.js';
import { pearlSubsidy } from '../../src/pow-model/protocols/pearl/pearl-subsidy.js';
import { PRIORITY, Simulator } from '../../src/sim/engine/index.js';
import { PLAIN_WAY } from '../../src/sim/machine/pass/inference-pass.js';
import { machineOf } from '../../src/sim/machine/place/machine-of.js';
import { simulateInference } from '../../src/sim/machine/simulate-inference.js';
import { builtinModels, resolveModel } from '../../src/workloads/models/model-catalog.js';
import { sha256dGraph } from '../../src/workloads/pow/sha256d-graph.js';

/** Outputs of every layer of the model that a change must not move unnoticed; the same bits on every machine. */
export function modelOutputs(): ExactMetric[] {
  return [
    ...inferenceOutputs(),
    text('hash graph of SHA-256d', canonicalJson(sha256dGraph(1000))),
    text('engine fingerprint', engineFingerprint()),
    ...[0, 209_999, 210_000, 840_000].map((height) =>
      text(`bitcoin subsidy ${height}`, String(bitcoinSubsidy(height))),
    ),
    ...[1, 650_000].map((height) => text(`pearl subsidy ${height}`, String(pearlSubsidy(height)))),
    ...[0n, 10_500_000_000_000_000n].map((rao) => text(`tao emission at ${rao}`, String(taoBlockEmission(rao)))),
    ...[1, 604_800, 9_999_999].map((actualSeconds) =>
      text(
        `bitcoin retarget ${actualSeconds}`,
        String(bitcoinRetarget({ previousTarget: 1n << 200n, actualSeconds, powLimit: 1n << 224n })),
      ),
    ),
    text('BLAKE3 compression', blake3()),
  ];
}

const text = (name: string, value: string): ExactMetric => ({
  kind: 'exact',
  name,
  unit: '',
  value,
  relativeTolerance: 0,
});

function inferenceOutputs(): ExactMetric[] {
  const model = createCalibratedCostModel(bundledCalibrations());
  const cases = [
    ['h100-sxm', 'llama-3.1-8b', 'bf16', 'decode'],
    ['a100-sxm-80gb', 'qwen3-0.6b', 'bf16', 'prefill'],
    ['epyc-9965', 'qwen3-0.6b', 'fp32', 'decode'],
    ['hypo-7nm-lpddr', 'llama-3.1-8b', 'fp8', 'decode'],
  ] as const;
  return cases.flatMap(([chipName, modelName, dtype, phase]) => {
    const answer = simulateInference(
      {
        machine: machineOf(findChip(builtinCatalog(), chipName)!, {
          dtype,
          kvDtype: null,
          batch: 4,
          tp: 1,
          pp: 1,
        }),
        architecture: resolveModel(modelName, builtinModels()),
        phase,
        contextTokens: 1000,
        inputTokens: 500,
        outputTokens: 10,
        hosts: { gapSec: 0.001, powerW: 0 },
        way: PLAIN_WAY,
        onlyLayers: null,
      },
      model,
    );
    const name = `${modelName} ${phase} in ${dtype} on ${chipName}`;
    if ('refused' in answer) return [text(name, answer.refused)];
    const number = (what: string, unit: string, value: number): ExactMetric => ({
      kind: 'exact',
      name: `${name}: ${what}`,
      unit,
      value,
      relativeTolerance: 0,
    });
    return [
      number('time', 's', answer.kernelSeconds.value),
      number('energy', 'J', answer.kernelJoules.value),
      number('operations', 'flop', answer.flops),
      number('traffic', 'B', answer.bytes),
      text(`${name}: fingerprint`, answer.fingerprint),
    ];
  });
}

/** Events of all classes at equal ticks, so that their order is part of the result. */
function engineFingerprint(): string {
  const simulator = new Simulator({ fingerprint: true });
  let order = '';
  const classes = Object.entries(PRIORITY);
  const handlers = classes.map(([name]) =>
    simulator.register(name, (tick) => {
      order += `${name[0]}${tick} `;
    }),
  );
  for (let tick = 1; tick <= 5; tick++)
    for (let i = classes.length - 1; i >= 0; i--) simulator.schedule(10 * tick, classes[i]![1], handlers[i]!, tick);
  simulator.run();
  return `${simulator.fingerprint()} ${order}`;
}

function blake3(): string {
  const chain = new Int32Array(8);
  compressBlock(
    chain,
    0,
    Int32Array.from({ length: 16 }, (_, i) => i),
    0,
    7,
    64,
    11,
    chain,
    0,
  );
  return [...chain].join(' ');
}
