import { expect, it } from '@jest/globals';
import { builtinCatalog, resolveChip } from '../../../src/chips/index.js';
import { memoCostModel } from '../../../src/kernels/compose/memo-cost-model.js';
import { createDefaultCostModel, isRefusal, parseTimings } from '../../../src/kernels/index.js';
import { PLAIN_WAY } from '../../../src/sim/machine/pass/inference-pass.js';
import { machineOf } from '../../../src/sim/machine/place/machine-of.js';
import { simulateInference } from '../../../src/sim/machine/simulate-inference.js';
import {
  builtinModels,
  type CollectiveOperator,
  decodeGraph,
  resolveModel,
  tensorParallel,
} from '../../../src/workloads/index.js';
import { describeWithShared } from '../describe-with-shared.js';

const FILE = 'timings/H100-SXM/comm.csv';

describeWithShared('decode of Llama-3.1-70B over H100s', [FILE], (shared) => {
  const chip = resolveChip(builtinCatalog(), 'h100-sxm');
  const architecture = resolveModel('llama-3.1-70b', builtinModels());
  const model = memoCostModel(createDefaultCostModel());
  const rows = parseTimings(shared.text(FILE), FILE, () => true).rows.flatMap(({ operator, exec, microseconds }) =>
    'ranks' in operator ? [{ operator, exec, microseconds }] : [],
  );

  /** Seconds between the measured sizes on both sides: in a captured graph where that was timed, else by nccl-tests. */
  function measured({ kind, ranks, bytes }: CollectiveOperator): number {
    for (const exec of ['graph', 'nccl-tests']) {
      const points = rows
        .filter((row) => row.exec === exec && row.operator.kind === kind && row.operator.ranks === ranks)
        .map((row) => ({ x: Math.log(row.operator.bytes), y: Math.log(row.microseconds * 1e-6) }))
        .sort((a, b) => a.x - b.x);
      const above = points.findIndex(({ x }) => x >= Math.log(bytes));
      if (above <= 0) continue;
      const [a, b] = [points[above - 1]!, points[above]!];
      return Math.exp(a.y + ((b.y - a.y) * (Math.log(bytes) - a.x)) / (b.x - a.x));
    }
    throw new Error(`no rows on both sides of ${kind} of ${bytes} bytes over ${ranks} ranks`);
  }

  it.each([
    [2, 1],
    [2, 8],
    [4, 1],
    [4, 32],
    [8, 1],
    [8, 32],
    [8, 128],
  ])('TP%i, batch %i: is the sum of calibrated kernels and measured collectives within 5 %%', (tensor, batch) => {
    const pass = { batch, contextTokens: 1024, dtype: 'bf16', kvDtype: null } as const;
    const answer = simulateInference(
      {
        machine: machineOf(chip, { tp: tensor, batch }),
        contextTokens: pass.contextTokens,
        architecture,
        phase: 'decode',
        inputTokens: 1,
        outputTokens: 1,
        hosts: { gapSec: 0, powerW: 0 },
        way: PLAIN_WAY,
        onlyLayers: null,
      },
      model,
    );
    if ('refused' in answer) throw new Error(answer.refused);
    let sum = 0;
    for (const { op } of tensorParallel(decodeGraph(architecture, pass), tensor).nodes) {
      if ('ranks' in op) {
        sum += measured(op);
        continue;
      }
      const cost = model.estimate(op, { chip, count: tensor, topology: 'switch' }, { weightCopies: 6 });
      if (isRefusal(cost)) throw new Error(cost.refused);
      sum += cost.seconds.value;
    }
    expect(Math.abs(answer.kernelSeconds.value / sum - 1)).toBeLessThan(0.05);
  });
});
