// One fresh process of `layer.ts`: imports, then one step of a GPT-3 layer with every cache empty, then the same warm.
// Prints JSON. Arguments: calibrated | mapping, prefill | decode.

import { performance } from 'node:perf_hooks';
import { config } from 'zod';

// As the command line does: schemas are used once here.
config({ jitless: true });

const importStart = performance.now();
const { builtinCatalog, resolveChip } = await import('../../dist/chips/index.js');
const { builtinModels, resolveModel } = await import('../../dist/workloads/index.js');
const { createDefaultCostModel, createMappingCostModel } = await import('../../dist/kernels/index.js');
const { PLAIN_WAY } = await import('../../dist/sim/machine/pass/inference-pass.js');
const { machineOf } = await import('../../dist/sim/machine/place/machine-of.js');
const { simulateInference } = await import('../../dist/sim/machine/simulate-inference.js');
const importMs = performance.now() - importStart;
const [, , white, phase] = process.argv;

/** As a caller does it who has nothing yet: chip and model from the catalog, a new cost model, placement, graph, events. */
function step(model) {
  const answer = simulateInference(
    {
      machine: machineOf(resolveChip(builtinCatalog(), 'a100-sxm-80gb'), {
        dtype: 'fp16',
        kvDtype: null,
        batch: 8,
        tensor: 4,
        pipeline: 1,
      }),
      architecture: resolveModel('gpt-3-175b', builtinModels()),
      phase,
      contextTokens: 3072,
      inputTokens: 2048,
      outputTokens: 1,
      hosts: { gapSec: 0, powerW: 0 },
      way: PLAIN_WAY,
      onlyLayers: 1,
    },
    model ?? (white === 'mapping' ? createMappingCostModel() : createDefaultCostModel()),
  );
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
}

const cpuBefore = process.cpuUsage();
const coldStart = performance.now();
const { kernelSeconds, groups } = step(null);
const coldMs = performance.now() - coldStart;
const { user, system } = process.cpuUsage(cpuBefore);
const kept = white === 'mapping' ? createMappingCostModel() : createDefaultCostModel();
for (let i = 0; i < 20; i++) step(kept);
const warm = Array.from({ length: 21 }, () => {
  const start = performance.now();
  step(kept);
  return performance.now() - start;
}).sort((a, b) => a - b);
const seconds = kernelSeconds.value;
console.log(JSON.stringify({ importMs, coldMs, coldCpuMs: (user + system) / 1000, warmMs: warm[10], seconds, groups }));
