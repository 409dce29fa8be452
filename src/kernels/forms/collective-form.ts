import { log2, pow } from '../../foundation/numeric/portable-math.js';
import type { CollectiveOperator } from '../../workloads/operators/operator.js';
import type { DeviceFigures } from '../roofline/device-figures.js';
import { normSum } from '../roofline/gemm-time.js';
import { operatorBytes } from '../roofline/operator-work.js';
import { parameterSpec as spec } from '../roofline/parameter-spec.js';
import type { KernelContext, ParameterSpec, PhysicalForm } from '../roofline/physical-form.js';

const COLLECTIVE = {
  latency: 0,
  latencyRanks: 1,
  protocol: 2,
  eta: 3,
  bandwidthRanks: 4,
  norm: 5,
  hop: 6,
  direct: 7,
  twoShot: 8,
} as const;

/** Centres are what the fits of four devices and five collectives share, widths how far they differ. */
const PARAMETERS: readonly ParameterSpec[] = [
  spec('a0', 'us', 'time of an empty message between two ranks', [7, 0.6], [0.5, 200]),
  spec('da', '1', 'one more than the exponent of the ranks in that time', [1.4, 0.25], [1, 3]),
  spec(
    'g',
    'us^0.5',
    'protocol overhead: its time is g times the square root of the link time',
    [4.5, 0.6],
    [0.05, 60],
  ),
  spec('eta', '1', 'share of the link bandwidth that two ranks reach', [0.7, 0.2], [0.02, 1]),
  spec('dn', '1', 'one more than the exponent of the ranks in the link time', [0.9, 0.3], [0.5, 4]),
  spec(
    'p',
    '1',
    'exponent of the norm that joins latency and the rest: 1 adds, infinity hides the latency',
    [1.5, 0.3],
    [0.7, 6],
  ),
  spec('hop', '1', 'more link time where ranks do not all share one direct path', [1, 0.4], [0.5, 20]),
  spec('es', '1', 'share of the link bandwidth that direct loads from peers reach', [0.6, 0.25], [0.05, 1]),
  spec('a2', 'us', 'second exchange of a two-shot all-reduce', [4, 0.5], [0.1, 60]),
];

/** Microseconds of the bytes one rank must send at the link's full rate. */
function linkMicroseconds(op: CollectiveOperator, device: DeviceFigures): number {
  return device.linkBytesPerSec > 0 ? (operatorBytes(op) / device.linkBytesPerSec) * 1e6 : Number.POSITIVE_INFINITY;
}

/** Messages from this size on go to NCCL (vLLM `custom_all_reduce.py`, max_size). */
const CUSTOM_LIMIT_BYTES = 8 * 1024 * 1024;

/** Largest message that each rank sums alone, by ranks (vLLM `custom_all_reduce.cuh`); two ranks always do. */
function oneShotLimitBytes(ranks: number): number {
  if (ranks <= 2) return Number.POSITIVE_INFINITY;
  return ranks <= 4 ? 512 * 1024 : 256 * 1024;
}

/** vLLM's own all-reduce reads the peers' memory directly, where all ranks see each other. */
function readsPeers(op: CollectiveOperator, device: DeviceFigures, context: KernelContext): boolean {
  return (
    context.library === 'vllm-custom-all-reduce' &&
    op.kind === 'all_reduce' &&
    op.bytes < CUSTOM_LIMIT_BYTES &&
    (op.ranks === 2 || device.linkKind !== 'pcie')
  );
}

const TRACE = { latency: 0, protocol: 0, link: 0 };

function collectiveMicroseconds(
  c: Float64Array,
  op: CollectiveOperator,
  device: DeviceFigures,
  context: KernelContext,
): number {
  const pairs = op.ranks / 2;
  TRACE.latency = c[COLLECTIVE.latency]! * pow(pairs, c[COLLECTIVE.latencyRanks]! - 1);
  if (readsPeers(op, device, context)) {
    const oneShot = op.bytes < oneShotLimitBytes(op.ranks);
    const share = oneShot ? op.ranks - 1 : (2 * (op.ranks - 1)) / op.ranks;
    TRACE.protocol = oneShot ? 1e-9 : c[COLLECTIVE.twoShot]!;
    TRACE.link = (share * op.bytes * 1e6) / (device.linkBytesPerSec * c[COLLECTIVE.direct]!);
  } else {
    const x = linkMicroseconds(op, device);
    TRACE.protocol = c[COLLECTIVE.protocol]! * Math.sqrt(x);
    TRACE.link = (x / c[COLLECTIVE.eta]!) * pow(pairs, c[COLLECTIVE.bandwidthRanks]! - 1);
    if (op.ranks > 2) TRACE.link *= c[COLLECTIVE.hop]!;
  }
  return normSum(TRACE.latency, TRACE.protocol + TRACE.link, c[COLLECTIVE.norm]!);
}

/**
 * Latency, joined with a square-root term and the link's rate. The square root stands for the protocols between the latency and the
 * bandwidth end (NCCL's LL, LL128 and Simple), each of which is the fastest over a stretch of sizes.
 */
export const collectiveForm: PhysicalForm<CollectiveOperator> = {
  family: 'collective',
  parameters: PARAMETERS,
  microseconds: collectiveMicroseconds,
  rooflineMicroseconds: linkMicroseconds,
  featureNames: ['lgBytes', 'lgRanks', 'lgProtocolOverLatency', 'lgLinkOverLatency'],
  features(parameters, op, device, context, out) {
    collectiveMicroseconds(parameters, op, device, context);
    out[0] = log2(op.bytes);
    out[1] = log2(op.ranks);
    out[2] = log2(TRACE.protocol / TRACE.latency);
    out[3] = log2(TRACE.link / TRACE.latency);
  },
};
