import { normal } from '../../../foundation/numeric/distributions/index.js';
import { exp, pow } from '../../../foundation/numeric/portable-math.js';
import { createStream } from '../../../foundation/numeric/random-stream.js';
import { ruleViolation } from '../rule-violation.js';

/** Size of a Llama-shaped network; the main network runs dim 1792, 64 layers, 64 heads, hidden 49,152, vocab 8196. */
export interface TransformerShape {
  readonly dim: number;
  readonly layers: number;
  readonly heads: number;
  readonly hidden: number;
  readonly vocab: number;
}

interface Layer {
  readonly query: Float64Array;
  readonly key: Float64Array;
  readonly value: Float64Array;
  readonly output: Float64Array;
  readonly gate: Float64Array;
  readonly up: Float64Array;
  readonly down: Float64Array;
}

export interface ToyTransformer {
  readonly shape: TransformerShape;
  readonly layers: readonly Layer[];
  readonly head: Float64Array;
}

const WEIGHT_DEVIATION = 0.02;
const ROPE_BASE = 10_000;
const NORM_EPSILON = 1e-5;
const MAX_PARAMETERS = 20_000_000;

/**
 * Random weights from N(0, 0.02^2) named by the block hash. The deployed network draws them with numpy's generator; these
 * come from the named streams of this package, so nonces agree with the chain in law and not in value.
 */
export function toyTransformer(blockHash: string, shape: TransformerShape): ToyTransformer {
  const { dim, layers, heads, hidden, vocab } = shape;
  const parameters = layers * (4 * dim * dim + 3 * dim * hidden) + dim * vocab;
  if (![dim, layers, heads, hidden, vocab].every((size) => Number.isInteger(size) && size >= 1) || dim % (2 * heads)) {
    throw ruleViolation('transformer-shape', 'shape', `dim ${dim}, heads ${heads}.`, 'Give an even number a head.');
  }
  if (parameters > MAX_PARAMETERS) {
    throw ruleViolation('transformer-size', 'shape', `${parameters} parameters.`, `Give at most ${MAX_PARAMETERS}.`);
  }
  const draw = (name: string, entries: number) => {
    const stream = createStream(blockHash, `gonka/${name}`);
    return Float64Array.from({ length: entries }, () => normal(stream, 0, WEIGHT_DEVIATION));
  };
  return {
    shape,
    layers: Array.from({ length: layers }, (_, i) => ({
      query: draw(`${i}/q`, dim * dim),
      key: draw(`${i}/k`, dim * dim),
      value: draw(`${i}/v`, dim * dim),
      output: draw(`${i}/o`, dim * dim),
      gate: draw(`${i}/gate`, dim * hidden),
      up: draw(`${i}/up`, dim * hidden),
      down: draw(`${i}/down`, dim * hidden),
    })),
    head: draw('head', dim * vocab),
  };
}

/** Rows of `input` (rows x inner) times `weight` (outer x inner), rows x outer. */
function project(input: Float64Array, inner: number, weight: Float64Array): Float64Array {
  const rows = input.length / inner;
  const outer = weight.length / inner;
  const result = new Float64Array(rows * outer);
  for (let row = 0; row < rows; row++) {
    for (let out = 0; out < outer; out++) {
      let sum = 0;
      for (let i = 0; i < inner; i++) sum += input[row * inner + i]! * weight[out * inner + i]!;
      result[row * outer + out] = sum;
    }
  }
  return result;
}

function rmsNorm(input: Float64Array, dim: number): Float64Array {
  const result = new Float64Array(input.length);
  for (let at = 0; at < input.length; at += dim) {
    let squares = 0;
    for (let i = 0; i < dim; i++) squares += input[at + i]! * input[at + i]!;
    const scale = 1 / Math.sqrt(squares / dim + NORM_EPSILON);
    for (let i = 0; i < dim; i++) result[at + i] = input[at + i]! * scale;
  }
  return result;
}

/** Cosine and sine of an angle of at most 1 by their series, whose terms vanish within double precision. */
function rotation(angle: number): [number, number] {
  let [cos, sin, term] = [0, 0, 1];
  for (let i = 1; i <= 24; i++) {
    if (i % 2 === 1) cos += i % 4 === 1 ? term : -term;
    else sin += i % 4 === 2 ? term : -term;
    term = (term * angle) / i;
  }
  return [cos, sin];
}

/** Rotates pairs of every head by position x base^(-2 i / head dim), turning step by step. */
function rotate(input: Float64Array, dim: number, headDim: number): void {
  for (let pair = 0; pair < headDim / 2; pair++) {
    const [stepCos, stepSin] = rotation(pow(ROPE_BASE, (-2 * pair) / headDim));
    let [cos, sin] = [1, 0];
    for (let at = 0; at < input.length; at += dim) {
      for (let head = 0; head < dim; head += headDim) {
        const [i, j] = [at + head + 2 * pair, at + head + 2 * pair + 1];
        const [x, y] = [input[i]!, input[j]!];
        input[i] = x * cos - y * sin;
        input[j] = x * sin + y * cos;
      }
      [cos, sin] = [cos * stepCos - sin * stepSin, cos * stepSin + sin * stepCos];
    }
  }
}

/** Causal attention of all heads; positions x dim. */
function attend(
  query: Float64Array,
  key: Float64Array,
  value: Float64Array,
  dim: number,
  headDim: number,
): Float64Array {
  const positions = query.length / dim;
  const result = new Float64Array(query.length);
  const scores = new Float64Array(positions);
  for (let head = 0; head < dim; head += headDim) {
    for (let at = 0; at < positions; at++) {
      let largest = Number.NEGATIVE_INFINITY;
      for (let seen = 0; seen <= at; seen++) {
        let dot = 0;
        for (let i = 0; i < headDim; i++) dot += query[at * dim + head + i]! * key[seen * dim + head + i]!;
        scores[seen] = dot / Math.sqrt(headDim);
        if (scores[seen]! > largest) largest = scores[seen]!;
      }
      let total = 0;
      for (let seen = 0; seen <= at; seen++) {
        scores[seen] = exp(scores[seen]! - largest);
        total += scores[seen]!;
      }
      for (let seen = 0; seen <= at; seen++) {
        const share = scores[seen]! / total;
        for (let i = 0; i < headDim; i++) result[at * dim + head + i]! += share * value[seen * dim + head + i]!;
      }
    }
  }
  return result;
}

/** Logits of the last position for embeddings given as positions x dim. */
export function lastLogits({ shape, layers, head }: ToyTransformer, embeddings: Float64Array): Float64Array {
  const { dim, heads, hidden } = shape;
  const headDim = dim / heads;
  const state = embeddings.slice();
  const add = (delta: Float64Array) => {
    for (let i = 0; i < state.length; i++) state[i]! += delta[i]!;
  };
  for (const layer of layers) {
    const normed = rmsNorm(state, dim);
    const query = project(normed, dim, layer.query);
    const key = project(normed, dim, layer.key);
    rotate(query, dim, headDim);
    rotate(key, dim, headDim);
    const attended = attend(query, key, project(normed, dim, layer.value), dim, headDim);
    add(project(attended, dim, layer.output));
    const again = rmsNorm(state, dim);
    const gate = project(again, dim, layer.gate);
    const up = project(again, dim, layer.up);
    for (let i = 0; i < gate.length; i++) gate[i] = (gate[i]! / (1 + exp(-gate[i]!))) * up[i]!;
    add(project(gate, hidden, layer.down));
  }
  return project(rmsNorm(state.slice(-dim), dim), dim, head);
}
