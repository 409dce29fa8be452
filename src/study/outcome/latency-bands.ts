import type { Band } from '../../foundation/quantity/estimate.js';
import { isAbsent, type Reasoned } from '../../foundation/quantity/reasoned.js';
import type { WorkloadResult } from '../run/machine/workload-result.js';

/** TTFT, TPOT and E2E of requests, each with its unit; the reason stands in each where a workload serves none. */
export function latencyBands(
  latency: WorkloadResult['latency'],
): readonly (readonly [metric: string, unit: string, band: Reasoned<Band>])[] {
  const [ttft, tpot, e2e] = isAbsent(latency)
    ? [latency, latency, latency]
    : [latency.ttftSec, latency.tpotSec, latency.e2eSec];
  return [
    ['TTFT', 's', ttft],
    ['TPOT', 's', tpot],
    ['E2E', 's', e2e],
  ];
}
