import { dtypeLayout } from '../../workloads/operators/dtype.js';
import type { RowwiseOperator } from '../../workloads/operators/operator.js';
import { normSum } from '../roofline/gemm-time.js';
import { operatorBytes, operatorFlops } from '../roofline/operator-work.js';
import type { MappingMachine } from './machine/mapping-machine.js';
import { OVERLAP, residentShare } from './map-product.js';
import { boundOf, type Mapping } from './mapping.js';

/** Threads that share a row, and blocks of them that a core holds (2048 threads on every data-centre GPU since Volta). */
const ROW_THREADS = 1024;
const ROWS_PER_UNIT = 2;

/**
 * Row-wise kernels of one shape in a row as a single fused kernel: intermediate rows stay on chip, so only the first
 * input, each further operand and the last output move.
 */
export function mapRowwise(chain: readonly RowwiseOperator[], machine: MappingMachine): Mapping {
  let ops = 0;
  let bytes = 0;
  for (const [i, op] of chain.entries()) {
    ops += operatorFlops(op);
    // Within a chain each link would write its rows and the next read them again.
    bytes += operatorBytes(op) - (i > 0 ? 2 * op.m * op.n * dtypeLayout(op.dtype).activationBytes : 0);
  }
  const stream = mapStream(ops, machine.vectorOpsPerSec, bytes, machine.streamBytesPerSec, machine);
  const rowsSec = chain.reduce((least, op) => Math.max(least, rowBlocksSec(op, machine)), 0);
  const work = normSum(stream.seconds - stream.busySec.fixed, rowsSec, OVERLAP);
  const busySec = { ...stream.busySec, compute: Math.max(stream.busySec.compute, rowsSec) };
  return { ...stream, seconds: stream.busySec.fixed + work, busySec, bound: boundOf(busySec) };
}

/**
 * Seconds of kernels that give each row to a block of threads: one element a thread and load, so that a row takes a load's
 * latency for every 1024 elements. Norms and softmax come past a second time, from the cache, and meet in between.
 */
function rowBlocksSec(op: RowwiseOperator, machine: MappingMachine): number {
  const { dramLatencySec, cacheLatencySec } = machine;
  if (!machine.threads) return 0;
  const turns = Math.ceil(op.m / (ROWS_PER_UNIT * machine.units));
  const loads = Math.ceil(op.n / ROW_THREADS);
  switch (op.kind) {
    case 'norm':
    case 'softmax':
      return turns * (loads * (dramLatencySec + cacheLatencySec) + 2 * cacheLatencySec);
    case 'rope':
      return turns * loads * dramLatencySec;
    case 'activation':
      return op.op === 'silu_mul' ? turns * loads * dramLatencySec : 0;
    case 'elementwise':
      return 0;
  }
}

/** Work without reuse: arithmetic and traffic overlap, what fits in cache comes from there, a launch comes on top. */
export function mapStream(
  ops: number,
  opsPerSec: number,
  bytes: number,
  bytesPerSec: number,
  machine: MappingMachine,
): Mapping {
  const dramBytes = (1 - residentShare(bytes, machine)) * bytes;
  const compute = ops > 0 ? ops / opsPerSec : 0;
  const busySec = {
    compute,
    cache: bytes / machine.cacheBytesPerSec,
    dram: dramBytes / bytesPerSec,
    fixed: machine.launchSec,
  };
  const work = Math.max(busySec.compute, busySec.cache, busySec.dram);
  return {
    seconds: busySec.fixed + work,
    tile: { rows: 1, columns: 1, depth: 1, split: 1 },
    clockShare: 1,
    loadLatencySec: machine.dramLatencySec,
    trafficBytes: { dram: dramBytes, cache: bytes, local: bytes, sums: 0 },
    busySec,
    bound: boundOf(busySec),
    datapath: 'vector',
    utilisation: compute / (busySec.fixed + work),
    lowerBoundSec: work,
    candidates: 1,
  };
}
