import { exp, ln } from '../../../foundation/numeric/portable-math.js';
import type { Operator } from '../../../workloads/operators/operator.js';
import type { FitRow, ParameterSpec, PhysicalForm } from '../../roofline/physical-form.js';
import { solveSymmetric } from './solve-symmetric.js';

/** Errors below this in ln count squared, above it linearly: a hiccup in a table must not bend a fit. */
const HUBER_LN = 0.08;
const ITERATIONS = 18;
/** Step of the numeric derivative in ln; large enough to see past the kinks of the tile choice. */
const DERIVATIVE_LN = 1e-3;

/** Centre and spread of each parameter before any row is seen, in ln. */
export interface Prior {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

export interface FitResult {
  /** In the order of the form's parameters. */
  readonly parameters: Float64Array;
  readonly cost: number;
  readonly iterations: number;
}

/** The prior that the parameter specifications state. */
export function specPrior(specs: readonly ParameterSpec[]): Prior {
  return {
    mean: Float64Array.from(specs, (spec) => ln(spec.typical)),
    sd: Float64Array.from(specs, (spec) => spec.lnSd),
  };
}

/**
 * Fits the parameters of a form to measured kernels: pseudo-Huber loss on ln(predicted / measured), Gaussian priors on
 * the ln-parameters, box bounds. Levenberg-Marquardt with a numeric Jacobian and at most 18 steps; parameters at a
 * bound that the gradient pushes outwards are held. Deterministic: the order of the rows is the only order.
 */
export function fitForm<Op extends Operator>(
  form: PhysicalForm<Op>,
  rows: readonly FitRow<Op>[],
  prior: Prior = specPrior(form.parameters),
): FitResult {
  const specs = form.parameters;
  const size = specs.length;
  const low = Float64Array.from(specs, (spec) => ln(spec.low));
  const high = Float64Array.from(specs, (spec) => ln(spec.high));
  const theta = Float64Array.from(prior.mean, (mean, i) => clamp(mean, low[i]!, high[i]!));
  const measured = Float64Array.from(rows, (row) => ln(row.microseconds));
  const values = new Float64Array(size);

  const residuals = (at: Float64Array, out: Float64Array): void => {
    for (let i = 0; i < size; i++) values[i] = exp(at[i]!);
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r]!;
      out[r] = ln(form.microseconds(values, row.op, row.device, row.context)) - measured[r]!;
    }
  };
  const costOf = (at: Float64Array, errors: Float64Array): number => {
    let cost = 0;
    for (let r = 0; r < errors.length; r++) {
      const z = errors[r]! / HUBER_LN;
      cost += 2 * (Math.sqrt(1 + z * z) - 1);
    }
    for (let i = 0; i < size; i++) {
      const z = (at[i]! - prior.mean[i]!) / prior.sd[i]!;
      cost += z * z;
    }
    return cost;
  };

  let errors = new Float64Array(rows.length);
  let trialErrors = new Float64Array(rows.length);
  const shifted = new Float64Array(rows.length);
  const jacobian = Array.from({ length: size }, () => new Float64Array(rows.length));
  residuals(theta, errors);
  let cost = costOf(theta, errors);
  let damping = 1e-2;
  let iteration = 0;
  while (iteration < ITERATIONS) {
    iteration++;
    for (let i = 0; i < size; i++) {
      const kept = theta[i]!;
      const step = kept + DERIVATIVE_LN > high[i]! ? -DERIVATIVE_LN : DERIVATIVE_LN;
      theta[i] = kept + step;
      residuals(theta, shifted);
      theta[i] = kept;
      const column = jacobian[i]!;
      for (let r = 0; r < rows.length; r++) column[r] = (shifted[r]! - errors[r]!) / step;
    }
    const { hessian, gradient } = normalEquations(jacobian, errors, theta, prior);
    let accepted = false;
    for (let attempt = 0; attempt < 6 && !accepted; attempt++) {
      const trial = boundedStep(hessian, gradient, theta, low, high, damping);
      residuals(trial, trialErrors);
      const trialCost = costOf(trial, trialErrors);
      if (trialCost < cost) {
        accepted = true;
        const gain = cost - trialCost;
        theta.set(trial);
        cost = trialCost;
        [errors, trialErrors] = [trialErrors, errors];
        damping = Math.max(1e-6, damping / 4);
        if (gain < 1e-5 * cost) iteration = ITERATIONS;
      } else {
        damping *= 6;
      }
    }
    if (!accepted) break;
  }
  return { parameters: Float64Array.from(theta, (value) => exp(value)), cost, iterations: iteration };
}

/** Gauss-Newton matrix and gradient of the robust loss plus the prior. */
function normalEquations(
  jacobian: readonly Float64Array[],
  errors: Float64Array,
  theta: Float64Array,
  prior: Prior,
): { hessian: Float64Array; gradient: Float64Array } {
  const size = jacobian.length;
  const hessian = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  const weights = Float64Array.from(errors, (error) => {
    const z = error / HUBER_LN;
    return 1 / (HUBER_LN * HUBER_LN * Math.sqrt(1 + z * z));
  });
  for (let i = 0; i < size; i++) {
    const a = jacobian[i]!;
    const invVariance = 1 / (prior.sd[i]! * prior.sd[i]!);
    let slope = (theta[i]! - prior.mean[i]!) * invVariance;
    for (let r = 0; r < errors.length; r++) slope += weights[r]! * a[r]! * errors[r]!;
    gradient[i] = slope;
    for (let j = 0; j <= i; j++) {
      const b = jacobian[j]!;
      let sum = i === j ? invVariance : 0;
      for (let r = 0; r < errors.length; r++) sum += weights[r]! * a[r]! * b[r]!;
      hessian[i * size + j] = sum;
      hessian[j * size + i] = sum;
    }
  }
  return { hessian, gradient };
}

/** One damped step inside the box: parameters held at a bound leave the system. */
function boundedStep(
  hessian: Float64Array,
  gradient: Float64Array,
  theta: Float64Array,
  low: Float64Array,
  high: Float64Array,
  damping: number,
): Float64Array {
  const size = theta.length;
  const free: number[] = [];
  for (let i = 0; i < size; i++) {
    const held = (theta[i]! <= low[i]! && gradient[i]! > 0) || (theta[i]! >= high[i]! && gradient[i]! < 0);
    if (!held) free.push(i);
  }
  const n = free.length;
  const matrix = new Float64Array(n * n);
  const step = new Float64Array(n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) matrix[a * n + b] = hessian[free[a]! * size + free[b]!]!;
    matrix[a * n + a] = matrix[a * n + a]! * (1 + damping);
    step[a] = -gradient[free[a]!]!;
  }
  const trial = Float64Array.from(theta);
  if (!solveSymmetric(matrix, step, n)) return trial;
  for (let a = 0; a < n; a++) {
    const i = free[a]!;
    trial[i] = clamp(theta[i]! + clamp(step[a]!, -1.5, 1.5), low[i]!, high[i]!);
  }
  return trial;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
