import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { builtinCatalog, findChip, resolveChip } from '../../src/chips/index.js';
import { readTimings } from '../../src/cli/inputs/read-timings.js';
import { memoCostModel } from '../../src/kernels/compose/memo-cost-model.js';
import { kernelJoules } from '../../src/kernels/energy/kernel-joules.js';
import { bundledCalibrations, createCalibratedCostModel, deviceFigures } from '../../src/kernels/index.js';
import { seenDeviceErrors } from '../../src/kernels/validation/fidelity.js';
import { PLAIN_WAY } from '../../src/sim/machine/pass/inference-pass.js';
import { machineOf } from '../../src/sim/machine/place/machine-of.js';
import { simulateInference } from '../../src/sim/machine/simulate-inference.js';
import { median } from '../../src/stats/median.js';
import { builtinModels, resolveModel } from '../../src/workloads/models/model-catalog.js';
import { operatorCost } from '../../src/workloads/operators/operator-cost.js';

// Prints how far modelled joules are from measured ones: per kernel where board power was sampled, and per token of
// served requests, on which nothing was fitted.
const { values } = parseArgs({ options: { timings: { type: 'string' }, results: { type: 'string' } } });
const catalog = builtinCatalog();
const percent = (share: number) => (100 * share).toFixed(1);

if (values.timings !== undefined) await kernels(values.timings);
if (values.results !== undefined) requests(values.results);

/** Sustained kernels with sampled power: time held out by shape in five folds, joules from that time. */
async function kernels(folder: string): Promise<void> {
  const table = await readTimings(folder, (device) => findChip(catalog, device) !== null);
  const rows = table.rows.filter(({ powerW }) => powerW !== null);
  const errors = new Map<string, number[]>();
  for (const device of new Set(rows.map((row) => row.device))) {
    const chip = resolveChip(catalog, device);
    const own = rows.filter((row) => row.device === device);
    const measured = new Map(own.map((row) => [row.operator, row]));
    for (const { row, microseconds } of seenDeviceErrors(own, deviceFigures(chip))) {
      const { powerW, microseconds: time } = measured.get(row.op)!;
      const seconds = microseconds * 1e-6;
      const { flops, bytes } = operatorCost(row.op);
      const run = {
        seconds,
        lowSeconds: seconds,
        highSeconds: seconds,
        flops,
        bytes,
        provenance: 'calibrated' as const,
      };
      const error = Math.abs(kernelJoules(row.op, run, chip).value / (powerW! * time * 1e-6) - 1);
      const kind = `${row.op.kind} ${'dtype' in row.op ? row.op.dtype : ''}`;
      for (const key of [kind, 'all']) errors.set(key, [...(errors.get(key) ?? []), error]);
    }
  }
  console.log('joules of sustained kernels | rows | median APE % | MAPE %');
  for (const [key, list] of errors) {
    console.log(
      `${key} | ${list.length} | ${percent(median(list))} | ${percent(list.reduce((sum, e) => sum + e, 0) / list.length)}`,
    );
  }
}

/** Tokens per joule of served requests: kernels as simulated, the rest of the measured time at idle power. */
function requests(file: string): void {
  const records: Record<string, string>[] = parse(readFileSync(file, 'utf8'), { columns: true });
  const names: Readonly<Record<string, string>> = { 'Llama-2-7b-hf': 'llama-2-7b', 'Meta-Llama-3-8B': 'llama-3.1-8b' };
  const model = memoCostModel(createCalibratedCostModel(bundledCalibrations()));
  const errors: Record<string, { whole: number[]; kernels: number[] }> = {};
  for (const record of records) {
    const chipName = /\b([AH]100) GPU \(with power\)/.exec(record.device!)?.[1];
    const architecture = names[record.model!];
    if (chipName === undefined || architecture === undefined || record.tokens_per_j === '') continue;
    const chip = resolveChip(catalog, chipName === 'A100' ? 'a100-sxm-80gb' : 'h100-sxm');
    const batch = Number(record.batch);
    const answer = simulateInference(
      {
        machine: machineOf(chip, { dtype: 'bf16', kvDtype: null, batch, tp: 1, pp: 1 }),
        architecture: resolveModel(architecture, builtinModels()),
        phase: 'request',
        contextTokens: 0,
        inputTokens: Number(record.input_len),
        outputTokens: Number(record.output_len),
        hosts: { gapSec: 0, powerW: 0 },
        way: PLAIN_WAY,
        onlyLayers: null,
      },
      model,
    );
    if ('refused' in answer) {
      console.log(`${record.device}, ${record.model}, batch ${batch}: ${answer.refused.slice(0, 90)}`);
      continue;
    }
    const tokens = batch * Number(record.output_len);
    const measuredSeconds = tokens / Number(record.output_tokens_per_s);
    const idle = chip.idleW.value * Math.max(0, measuredSeconds - answer.kernelSeconds.value);
    const measured = Number(record.tokens_per_j);
    const whole = tokens / (answer.kernelJoules.value + idle);
    const pure = tokens / answer.kernelJoules.value;
    errors[record.basis!] ??= { whole: [], kernels: [] };
    errors[record.basis!]!.whole.push(Math.abs(whole / measured - 1));
    errors[record.basis!]!.kernels.push(Math.abs(pure / measured - 1));
    console.log(
      `${chip.id} ${architecture} ${record.basis} batch ${batch}: measured ${measured}, model ${whole.toFixed(2)}, kernels alone ${pure.toFixed(2)} tokens/J`,
    );
  }
  for (const [basis, { whole, kernels: pure }] of Object.entries(errors)) {
    console.log(
      `${basis} | ${whole.length} rows | median APE ${percent(median(whole))} % | kernels alone ${percent(median(pure))} %`,
    );
  }
  const fitted = Object.entries(errors).filter(([basis]) => !basis.includes('MII'));
  console.log(
    `vLLM and TensorRT-LLM together: median APE ${percent(median(fitted.flatMap(([, { whole }]) => whole)))} %`,
  );
}
