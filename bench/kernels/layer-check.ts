import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../../src/stats/median.js';

/**
 * Describes this host as a chip and predicts with it the decode layer that the same run measured, as a user would on the
 * command line: `tsx bench/kernels/layer-check.ts COUNT [options of bench run]`; needs `npm run build`.
 */
const LAYER = 'decode layer qwen3-0.6b 1x512';
const cli = fileURLToPath(new URL('../../bin/siliconomics.js', import.meta.url));

const [count = '1', ...options] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'siliconomics-layer-'));

function siliconomics(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`siliconomics ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

try {
  for (let i = 0; i < Number(count); i++) {
    const started = performance.now();
    siliconomics('bench', 'run', '--as-chip', '--out', 'run.json', '--quiet', ...options);
    const seconds = (performance.now() - started) / 1000;
    const { metrics } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as {
      metrics: { name: string; samples: number[] }[];
    };
    const measured = median(metrics.find(({ name }) => name === LAYER)!.samples);
    const setting = ['--model', 'qwen3-0.6b', '--dtype', 'fp32', '--layers', '1', '--batch', '1', '--context', '512'];
    const { kernelSeconds } = JSON.parse(siliconomics('simulate', '--chip', 'local', ...setting, '--json'));
    const predicted = kernelSeconds.value;
    console.log(
      `${i + 1}: predicted ${(predicted * 1e3).toFixed(2)} ms (${(kernelSeconds.low * 1e3).toFixed(2)} .. ${(kernelSeconds.high * 1e3).toFixed(2)}), ` +
        `measured ${(measured * 1e3).toFixed(2)} ms, ${((predicted / measured - 1) * 100).toFixed(1)} %; ` +
        `bench run took ${seconds.toFixed(0)} s, load ${loadavg()[0]!.toFixed(1)}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
