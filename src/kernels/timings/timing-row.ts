import type { Operator } from '../../workloads/operators/operator.js';
import type { ExecMode } from '../roofline/exec-mode.js';

/** One measured kernel: what ran, where, how it was timed and where the figure is from. */
export interface TimingRow {
  /** Device as the table names it. */
  readonly device: string;
  readonly operator: Operator;
  /** The table's `op` column, such as linear, gemm_NT, rmsnorm, gqa. */
  readonly variant: string;
  readonly exec: ExecMode;
  readonly microseconds: number;
  /** Mean board power in W; null outside `*-sustained` rows. */
  readonly powerW: number | null;
  readonly powerLimitW: number | null;
  /** The kernel the framework chose, as the source names it. */
  readonly kernelSource: string;
  readonly framework: string;
  readonly frameworkVersion: string;
  /** Key of the public table that the row is from. */
  readonly source: string;
  /** Line in the file, the header being line 1. */
  readonly line: number;
}
