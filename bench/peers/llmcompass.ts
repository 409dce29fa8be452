import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtinCatalog, resolveChip, usualNetwork } from '../../src/chips/index.js';
import {
  collectiveTime,
  createDefaultCostModel,
  createMappingCostModel,
  parseTimings,
} from '../../src/kernels/index.js';
import { PLAIN_WAY } from '../../src/sim/machine/pass/inference-pass.js';
import { machineOf } from '../../src/sim/machine/place/machine-of.js';
import { simulateInference } from '../../src/sim/machine/simulate-inference.js';
import { median } from '../../src/stats/median.js';
import { builtinModels, resolveModel } from '../../src/workloads/index.js';

// Beside LLMCompass (PrincetonUniversity/LLMCompass@2e015fd). It is no package of PyPI and is not run here: its layer times and
// run times are quoted from runs of that commit on two shared EPYC cores; its all-reduce is its closed form, computed here.
// Argument: folder of timing tables, for all-reduces measured on A100.

const QUOTED = {
  prefill: { measuredMs: 66.75, llmCompassError: '-2.1 %', llmCompassSeconds: 1575 },
  decode: { measuredMs: 1.111, llmCompassError: '-12.4 %', llmCompassSeconds: 77 },
} as const;

const chip = resolveChip(builtinCatalog(), 'a100-sxm-80gb');
const architecture = resolveModel('gpt-3-175b', builtinModels());
const question = {
  machine: machineOf(chip, { dtype: 'fp16', kvDtype: null, batch: 8, tp: 4, pp: 1 }),
  architecture,
  contextTokens: 3072,
  inputTokens: 2048,
  outputTokens: 1,
  hosts: { gapSec: 0, powerW: 0 },
  way: PLAIN_WAY,
  onlyLayers: 1,
} as const;

console.log('GPT-3 175B layer on four A100, fp16, batch 8 (LLMCompass and measured times quoted)');
for (const phase of ['prefill', 'decode'] as const) {
  const { measuredMs, llmCompassError, llmCompassSeconds } = QUOTED[phase];
  for (const [name, model] of [
    ['calibrated', createDefaultCostModel()],
    ['white box', createMappingCostModel()],
  ] as const) {
    const start = performance.now();
    const answer = simulateInference({ ...question, phase }, model);
    const took = performance.now() - start;
    if ('refused' in answer) throw new Error(answer.refused);
    const milliseconds = answer.kernelSeconds.value * 1e3;
    const error = ((milliseconds / measuredMs - 1) * 100).toFixed(1);
    console.log(
      `${phase}, ${name}: ${milliseconds.toFixed(3)} ms in ${took.toFixed(0)} ms; measured ${measuredMs} ms, error ${error} %; LLMCompass ${llmCompassError} in ${llmCompassSeconds} s`,
    );
  }
}

/** LLMCompass's all-reduce on its A100 node: 12 links of 25 GB/s a direction, 8.92 us, packets of 256 B with 16 B heads. */
function llmCompassAllReduce(bytes: number, ranks: number, topology: 'fully connected' | 'ring'): number {
  const part = bytes / ranks;
  const packed = 16 + Math.ceil(part / 256) * 16 + part;
  const inside = bytes / 5120 / 1.41e9;
  const rate = 300e9;
  if (topology === 'ring') return 2 * (ranks - 1) * (8.92e-6 + packed / rate) + inside;
  const edge = rate / (ranks - 1);
  return (ranks - 1) * (8.92e-6 + packed / (2 * edge)) + packed / edge + inside;
}

const [, , folder] = process.argv;
if (folder !== undefined) {
  const file = join(folder, 'A100-SXM-80GB', 'comm.csv');
  const { rows } = parseTimings(readFileSync(file, 'utf8'), file, () => true);
  const usual = usualNetwork(chip, 8);
  if (usual === null) throw new Error('an A100 has links');
  const network = { ...usual, node: { ...usual.node, algorithms: ['ring', 'double tree'] } };
  const errors = new Map<string, number[]>();
  for (const { operator: op, exec, microseconds } of rows) {
    if (exec !== 'nccl-tests' || op.kind !== 'all_reduce') continue;
    const measured = microseconds * 1e-6;
    const note = (name: string, seconds: number) => {
      errors.set(name, [...(errors.get(name) ?? []), Math.abs(seconds / measured - 1)]);
    };
    note('closed form here', collectiveTime(op, network, 1).seconds.value);
    note('LLMCompass, fully connected', llmCompassAllReduce(op.bytes, op.ranks, 'fully connected'));
    note('LLMCompass, ring', llmCompassAllReduce(op.bytes, op.ranks, 'ring'));
  }
  console.log('\nall-reduce of 2, 4 and 8 A100 against nccl-tests, absolute error: median, largest');
  for (const [name, all] of errors) {
    const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
    console.log(`${name}: ${percent(median(all))}, ${percent(Math.max(...all))} (${all.length} sizes)`);
  }
}
