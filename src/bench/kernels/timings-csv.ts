import { TIMING_COLUMNS, type TimingColumn } from '../../kernels/timings/timing-schema.js';
import type { Operator } from '../../workloads/operators/operator.js';
import type { SuiteRun } from './run-suite.js';

/** The medians of a run as rows of the timing tables, which calibration reads. Whole layers have no row. */
export function timingsCsv(run: SuiteRun, device: string): string {
  const lines = [TIMING_COLUMNS.join(',')];
  for (const { kernel, summary } of run.results) {
    if (kernel?.operator == null) continue;
    const cells: Partial<Record<TimingColumn, string | number>> = {
      ...shapeCells(kernel.operator),
      device,
      latency_us: Number((summary.seconds.value * 1e6).toPrecision(6)),
      exec: 'eager',
      kernel_source: run.backend,
      framework: 'tfjs',
      framework_version: run.backendVersion,
      source: 'siliconomics bench run',
      licence: 'own measurement',
    };
    lines.push(TIMING_COLUMNS.map((column) => String(cells[column] ?? '')).join(','));
  }
  return `${lines.join('\n')}\n`;
}

function shapeCells(op: Operator): Partial<Record<TimingColumn, string | number>> {
  switch (op.kind) {
    case 'gemm':
      return { kernel: op.kind, op: 'linear', dtype: op.dtype, m: op.m, n: op.n, k: op.k };
    case 'batched_gemm':
      return { kernel: op.kind, op: 'batched', dtype: op.dtype, batch: op.batch, m: op.m, n: op.n, k: op.k };
    case 'attention_decode':
    case 'attention_prefill':
      return {
        kernel: op.kind,
        op: 'gqa',
        dtype: op.dtype,
        kv_dtype: op.kvDtype,
        batch: op.batch,
        q_len: op.kind === 'attention_prefill' ? op.qLen : 1,
        kv_len: op.kvLen,
        heads: op.heads,
        kv_heads: op.kvHeads,
        head_dim: op.headDim,
        window: op.window,
      };
    case 'norm':
    case 'activation':
    case 'rope':
    case 'elementwise':
    case 'softmax':
      return { kernel: op.kind, op: op.op, dtype: op.dtype, m: op.m, n: op.n };
    default:
      throw new Error(`the suite has no ${op.kind}`);
  }
}
