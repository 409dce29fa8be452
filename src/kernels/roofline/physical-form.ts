import type { Operator } from '../../workloads/operators/operator.js';
import type { DeviceFigures } from './device-figures.js';
import type { ExecMode } from './exec-mode.js';

/** One parameter of a physical form: positive, fitted as its logarithm with a Gaussian prior inside hard bounds. */
export interface ParameterSpec {
  readonly name: string;
  readonly unit: string;
  readonly meaning: string;
  /** Centre of the prior. */
  readonly typical: number;
  /** Standard deviation of the prior in ln. */
  readonly lnSd: number;
  readonly low: number;
  readonly high: number;
}

/** What decides a kernel's time beside its shape and its chip. */
export interface KernelContext {
  readonly exec: ExecMode;
  /** Distinct weight copies that are cycled through; 1 means a weight may stay in cache between calls. */
  readonly weightCopies: number;
  /** Key of the kernel library, such as `flash-attention-2`; kernels of one library behave alike on different chips. */
  readonly library: string;
  /** Variant of the operator as timing tables name it, such as `linear`, `gemm_NT`, `rmsnorm`. */
  readonly variant: string;
}

/**
 * A closed-form account of one family's time. All methods are pure and allocate nothing. With fixed parameters the time
 * never rises when the device's clock (with its peaks), bandwidth or cache capacity rises.
 */
export interface PhysicalForm<Op extends Operator = Operator> {
  /** Kernels of one family share a form and err together, such as `gemm` or `attention_decode`. */
  readonly family: string;
  readonly parameters: readonly ParameterSpec[];
  /** Microseconds of one call before the residual and the roofline floor; `parameters` in the order of the specs, not in ln. */
  microseconds(parameters: Float64Array, op: Op, device: DeviceFigures, context: KernelContext): number;
  /** The least time physics allows: operations at peak, and bytes at the bandwidth of the level that holds them. */
  rooflineMicroseconds(op: Op, device: DeviceFigures, context: KernelContext): number;
  /** Names of the numbers that the residual surface is a function of. */
  readonly featureNames: readonly string[];
  /**
   * Writes the features into `out`: log2 of the shape first, then numbers of the physical model. They are always taken
   * with the figures of the device that was calibrated, so that a residual depends on the operator alone.
   */
  features(parameters: Float64Array, op: Op, device: DeviceFigures, context: KernelContext, out: Float64Array): void;
}

/** A measured kernel as the fitter sees it. */
export interface FitRow<Op extends Operator = Operator> {
  readonly op: Op;
  readonly device: DeviceFigures;
  readonly context: KernelContext;
  readonly microseconds: number;
  /** Key of the public table that the row is from. */
  readonly source: string;
}
