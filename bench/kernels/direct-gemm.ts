import { loadavg } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { kernelSuite } from '../../src/bench/kernels/kernel-case.js';
import { openBackend } from '../../src/bench/kernels/tfjs-backend.js';
import { median } from '../../src/stats/median.js';
import { quantiles } from '../../src/stats/quantile.js';

/**
 * What the harness says of a product of 1024^3 on tfjs-wasm beside a direct call of matMul and data(), in turns, both in CPU time:
 * `tsx bench/kernels/direct-gemm.ts [PAIRS]`.
 */
const SIDE = 1024;
const [pairs = '25'] = process.argv.slice(2);

const backend = await openBackend('tfjs-wasm');
if ('unavailable' in backend) throw new Error(backend.unavailable);
const kernel = kernelSuite(true).find(({ name }) => name === `gemm ${SIDE}x${SIDE}x${SIDE}`)!;
const timed = (await backend.prepare(kernel))!;
const a = tf.randomUniform([SIDE, SIDE], -1, 1, 'float32', 1);
const b = tf.randomUniform([SIDE, SIDE], -1, 1, 'float32', 2);

async function direct(): Promise<number> {
  const before = process.cpuUsage();
  const product = tf.matMul(a, b);
  await product.data();
  const { user, system } = process.cpuUsage(before);
  product.dispose();
  return (user + system) / 1e6;
}

const harness: number[] = [];
const plain: number[] = [];
for (let i = -2; i < Number(pairs); i++) {
  const one = i % 2 === 0 ? await timed.seconds(1) : await direct();
  const other = i % 2 === 0 ? await direct() : await timed.seconds(1);
  if (i < 0) continue;
  harness.push(i % 2 === 0 ? one : other);
  plain.push(i % 2 === 0 ? other : one);
}
const rate = (seconds: number) => ((2 * SIDE ** 3) / seconds / 1e9).toFixed(1);
const [low, middle, high] = quantiles(
  harness.map((value, i) => value / plain[i]!),
  [0.25, 0.5, 0.75],
) as [number, number, number];
console.log(
  `harness ${rate(median(harness))} GFLOP/s, direct ${rate(median(plain))} GFLOP/s; harness over direct: median of ` +
    `${pairs} pairs ${middle.toFixed(3)} (quartiles ${low.toFixed(3)} .. ${high.toFixed(3)}); least over least ` +
    `${(Math.min(...harness) / Math.min(...plain)).toFixed(3)}; load ${loadavg()[0]!.toFixed(1)}`,
);
await timed.dispose();
