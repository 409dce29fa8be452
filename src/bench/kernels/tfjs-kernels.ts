import * as tf from '@tensorflow/tfjs-core';
import type { AttentionDecodeOperator, AttentionPrefillOperator } from '../../workloads/operators/operator.js';
import { type KernelCase, LAYER } from './kernel-case.js';

/** A kernel with its inputs in place: `call` runs it once and gives its output, which the caller disposes. */
export interface PreparedKernel {
  call(): tf.Tensor;
  dispose(): void;
}

const EPSILON = 1e-6;

/** Puts the inputs of a case on the backend that is set; null where TensorFlow.js has no such kernel. */
export function prepareTfjs(kernel: KernelCase): PreparedKernel | null {
  if (kernel.layerContext !== null) return prepareLayer(kernel.layerContext);
  const op = kernel.operator!;
  switch (op.kind) {
    case 'gemm':
      return rotating(
        [fill([op.m, op.k])],
        weightCopies(op.m, op.k * op.n),
        () => [fill([op.k, op.n])],
        ([a, b]) => tf.matMul(a!, b!),
      );
    case 'batched_gemm':
      return prepared([fill([op.batch, op.m, op.k]), fill([op.batch, op.k, op.n])], ([a, b]) => tf.matMul(a!, b!));
    case 'attention_decode':
    case 'attention_prefill':
      return prepareAttention(op);
    case 'norm':
      return prepared([fill([op.m, op.n]), fill([op.n])], ([x, w]) => rmsNorm(x!, w!));
    case 'activation':
      return prepared([fill([op.m, 2 * op.n])], ([x]) => siluMul(x as tf.Tensor2D));
    case 'rope':
      return prepared([fill([op.m, op.n]), fill([op.n]), fill([op.n])], ([x, c, s]) => rope(x as tf.Tensor2D, c!, s!));
    case 'elementwise':
      return prepared([fill([op.m, op.n]), fill([op.m, op.n])], ([a, b]) => tf.add(a!, b!));
    case 'softmax':
      return prepared([fill([op.m, op.n])], ([x]) => tf.softmax(x!));
    default:
      return null;
  }
}

function prepared(inputs: tf.Tensor[], run: (inputs: tf.Tensor[]) => tf.Tensor): PreparedKernel {
  return { call: () => tf.tidy(() => run(inputs)), dispose: () => tf.dispose(inputs) };
}

/** Bytes that pass between two uses of a weight in the measured layer: all of its weights. */
const LAYER_BYTES = 64 * 2 ** 20;

/**
 * Weights of products with few rows come from memory in a model, because the rest of the layer was used in between:
 * so many copies take turns. Large products reuse one, since computing decides their time.
 */
function weightCopies(rows: number, elements: number): number {
  return rows > 16 ? 1 : copiesOf(4 * elements);
}

function copiesOf(bytes: number): number {
  return Math.max(1, Math.min(32, Math.ceil(LAYER_BYTES / bytes)));
}

/** A kernel whose last inputs take turns; each set is used once here, because the first use packs weights. */
function rotating(
  fixed: tf.Tensor[],
  copies: number,
  makeSet: () => tf.Tensor[],
  run: (inputs: tf.Tensor[]) => tf.Tensor,
): PreparedKernel {
  const sets = Array.from({ length: copies }, () => [...fixed, ...makeSet()]);
  for (const set of sets) tf.tidy(() => run(set)).dispose();
  let next = 0;
  return {
    call: () => tf.tidy(() => run(sets[next++ % copies]!)),
    dispose: () => tf.dispose(sets),
  };
}

let pool = new Float32Array(0);

/** Values in (-1, 1) without structure that a kernel could take a shortcut on; the same each time. */
function fill(shape: number[]): tf.Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  if (pool.length < size) {
    pool = new Float32Array(size);
    for (let i = 0, state = 1; i < size; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      pool[i] = state / 2 ** 31;
    }
  }
  return tf.tensor(pool.slice(0, size), shape);
}

function rmsNorm(x: tf.Tensor, weight: tf.Tensor): tf.Tensor {
  const scale = tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), EPSILON));
  return tf.mul(tf.mul(x, scale), weight);
}

function siluMul(x: tf.Tensor2D): tf.Tensor {
  const [rows, width] = x.shape;
  const gate = tf.slice(x, [0, 0], [rows, width / 2]);
  const up = tf.slice(x, [0, width / 2], [rows, width / 2]);
  return tf.mul(tf.mul(gate, tf.sigmoid(gate)), up);
}

function rope(x: tf.Tensor2D, cos: tf.Tensor, sin: tf.Tensor): tf.Tensor {
  const [rows, width] = x.shape;
  const first = tf.slice(x, [0, 0], [rows, width / 2]);
  const second = tf.slice(x, [0, width / 2], [rows, width / 2]);
  const turned = tf.concat([tf.neg(second), first], 1);
  return tf.add(tf.mul(x, cos), tf.mul(turned, sin));
}

/** Query heads that share a key head are rows of one product, so keys and values are read once. */
function attend(query: tf.Tensor, keys: tf.Tensor, values: tf.Tensor, mask: tf.Tensor | null): tf.Tensor {
  const scores = tf.mul(tf.matMul(query, keys, false, true), LAYER.headDim ** -0.5);
  return tf.matMul(tf.softmax(mask === null ? scores : tf.add(scores, mask)), values);
}

function prepareAttention(op: AttentionDecodeOperator | AttentionPrefillOperator): PreparedKernel {
  const queries = op.kind === 'attention_prefill' ? op.qLen : 1;
  const groups = op.batch * op.kvHeads;
  const rows = (op.heads / op.kvHeads) * queries;
  const inputs = [fill([groups, rows, op.headDim])];
  if (op.kind === 'attention_prefill') {
    const mask = Float32Array.from({ length: rows * op.kvLen }, (_, i) =>
      i % op.kvLen <= Math.floor(i / op.kvLen) % queries ? 0 : -1e9,
    );
    inputs.push(
      fill([groups, op.kvLen, op.headDim]),
      fill([groups, op.kvLen, op.headDim]),
      tf.tensor(mask, [rows, op.kvLen]),
    );
  }
  if (op.kind === 'attention_prefill') return prepared(inputs, ([q, k, v, mask]) => attend(q!, k!, v!, mask ?? null));
  const cache = [groups, op.kvLen, op.headDim];
  const copies = copiesOf(8 * groups * op.kvLen * op.headDim);
  return rotating(
    [inputs[0]!],
    copies,
    () => [fill(cache), fill(cache)],
    ([q, k, v]) => attend(q!, k!, v!, null),
  );
}

/** One decode layer: the operators of the model's graph in its order, on a cache that holds the new token already. */
function prepareLayer(context: number): PreparedKernel {
  const { hidden, heads, kvHeads, headDim, inter } = LAYER;
  const width = (heads + kvHeads) * headDim;
  const inputs = [
    fill([1, hidden]),
    fill([hidden]),
    fill([hidden, (heads + 2 * kvHeads) * headDim]),
    fill([headDim]),
    fill([width]),
    fill([kvHeads, context, headDim]),
    fill([kvHeads, context, headDim]),
    fill([heads * headDim, hidden]),
    fill([hidden, 2 * inter]),
    fill([inter, hidden]),
  ];
  return prepared(inputs, ([x, norm, qkvWeight, headNorm, angles, keys, values, out, gateUp, down]) => {
    const qkv = tf.matMul(rmsNorm(x!, norm!), qkvWeight!);
    const queryKey = tf.reshape(tf.slice(qkv, [0, 0], [1, width]), [heads + kvHeads, headDim]);
    const normed = tf.reshape(rmsNorm(queryKey, headNorm!), [1, width]) as tf.Tensor2D;
    const turned = rope(normed, angles!, angles!);
    const query = tf.reshape(tf.slice(turned, [0, 0], [1, heads * headDim]), [kvHeads, heads / kvHeads, headDim]);
    const mixed = tf.reshape(attend(query, keys!, values!, null), [1, heads * headDim]);
    const middle = tf.add(x!, tf.matMul(mixed, out!));
    const active = siluMul(tf.matMul(rmsNorm(middle, norm!), gateUp!) as tf.Tensor2D);
    return tf.add(middle, tf.matMul(active, down!));
  });
}
