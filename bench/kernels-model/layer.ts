import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from '../../src/stats/median.js';

// One layer of GPT-3 175B on four A100 (tensor 4, fp16): prefill of 8 x 2048 tokens and a decode step over 3072 keys, each in
// fresh processes. Needs a build (npm run build). The measured times are those of LLMCompass's figure data (2e015fd), of an
// eager implementation whose scores, softmax and values are kernels of their own.
const PROCESSES = Number(process.argv[2] ?? 9);
const MEASURED_MS = { prefill: 66.75, decode: 1.111 } as const;
const LLMCOMPASS = { prefill: '-2.1 % in 1575 s', decode: '-12.4 % in 77 s' } as const;

interface Run {
  readonly importMs: number;
  readonly coldMs: number;
  readonly coldCpuMs: number;
  readonly warmMs: number;
  readonly seconds: number;
  readonly groups: readonly { readonly group: string; readonly seconds: number }[];
}

const script = fileURLToPath(new URL('layer-process.mjs', import.meta.url));

for (const model of ['calibrated', 'mapping']) {
  for (const phase of ['prefill', 'decode'] as const) {
    const runs = Array.from(
      { length: PROCESSES },
      () => JSON.parse(execFileSync(process.execPath, [script, model, phase], { encoding: 'utf8' })) as Run,
    );
    const of = (pick: (run: Run) => number) => median(runs.map(pick)).toFixed(1);
    const milliseconds = runs[0]!.seconds * 1e3;
    const error = ((milliseconds / MEASURED_MS[phase] - 1) * 100).toFixed(1);
    console.log(
      `${model} ${phase}: cold ${of((run) => run.coldMs)} ms (CPU ${of((run) => run.coldCpuMs)} ms), warm ${of((run) => run.warmMs)} ms, imports ${of((run) => run.importMs)} ms; medians of ${PROCESSES} processes`,
    );
    console.log(
      `  layer ${milliseconds.toFixed(3)} ms, measured ${MEASURED_MS[phase]} ms: ${error} % (LLMCompass ${LLMCOMPASS[phase]})`,
    );
    const groups = runs[0]!.groups.map(({ group, seconds }) => `${group} ${(seconds * 1e6).toFixed(1)}`);
    console.log(`  us by group: ${groups.join(', ')}`);
  }
}
