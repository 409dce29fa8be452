import type { Chip } from '../../chips/chip/chip.js';
import { isNetworked, levelSize, type NetworkedSystem } from '../../chips/network/network.js';
import type { System } from '../../chips/network/system.js';
import { usualNodeChips } from '../../chips/network/usual-network.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { CollectiveOperator } from '../../workloads/operators/operator.js';
import { kernelJoules } from '../energy/kernel-joules.js';
import { type CostModel, isRefusal, type KernelCost, type KernelRefusal } from '../roofline/cost-model.js';
import { operatorBytes } from '../roofline/operator-work.js';
import { CALL_SEC, collectiveTime } from './collective-time.js';

/**
 * Costs collectives by the network of a system that describes one, and everything else as `known` does. Within a node whose
 * chips are joined as those that were measured, what is known of the collective stands; over any other network the closed
 * form of the fastest algorithm answers, `analytic`, with the interval of the network's figures.
 *
 * @example createNetworkCostModel(createCalibratedCostModel(bundledCalibrations()))
 */
export function createNetworkCostModel(known: CostModel): CostModel {
  return {
    name: known.name,
    estimate(op, system, context) {
      if (!('ranks' in op) || !isNetworked(system) || asMeasured(op, system))
        return known.estimate(op, system, context);
      return networkCost(op, system, known.estimate(op, system, context));
    },
  };
}

/** Whether the ranks lie within one node of the kind that collectives of the chip were timed on. */
function asMeasured(op: CollectiveOperator, { network, stride, chip }: NetworkedSystem): boolean {
  const nodeChips = Math.min(levelSize(network.node), usualNodeChips(chip));
  return network.usualNode && op.ranks * stride <= nodeChips;
}

/** The constants are of GPUs: on other chips they are as uncertain as their kernels, a factor of 3 either way. */
const UNLIKE_FACTOR = 3;

function withinReach(seconds: Band, chip: Chip): Band {
  if (chip.kind === 'gpu') return seconds;
  const { value, low, high } = seconds;
  return { value, low: Math.min(low, value / UNLIKE_FACTOR), high: Math.max(high, value * UNLIKE_FACTOR) };
}

/** The algorithm that a described network chooses for a collective; null where what was measured answers. */
export function networkAlgorithm(op: CollectiveOperator, system: System): string | null {
  if (!isNetworked(system) || asMeasured(op, system)) return null;
  return collectiveTime(op, system.network, system.stride).algorithm;
}

/** Chips with a floor plan keep their own account of joules, which counts bytes and not the way they take. */
function networkCost(
  op: CollectiveOperator,
  system: NetworkedSystem,
  own: KernelCost | KernelRefusal,
): KernelCost | KernelRefusal {
  const { chip, network, stride } = system;
  const { kind, ranks, bytes: message } = op;
  const nodeChips = levelSize(network.node);
  const nodes = network.between === null ? 1 : levelSize(network.between);
  if (ranks * stride > nodeChips * nodes)
    return {
      refused: `${ranks} ranks ${stride} chips apart are more than the ${nodeChips * nodes} chips of the system.`,
    };
  const seconds = withinReach(collectiveTime({ kind, ranks, bytes: message }, network, stride).seconds, chip);
  const bytes = operatorBytes(op);
  const run = {
    seconds: seconds.value,
    lowSeconds: seconds.low,
    highSeconds: seconds.high,
    flops: 0,
    bytes,
    provenance: 'analytic' as const,
  };
  const counted = isRefusal(own) || own.parts.length === 0 ? null : own;
  return {
    seconds: { ...seconds, provenance: 'analytic' },
    joules: counted?.joules ?? kernelJoules(op, run, chip),
    bound: seconds.value > 2 * CALL_SEC.value ? 'link' : 'latency',
    flops: 0,
    bytes,
    family: 'collective',
    parts: counted?.parts ?? [],
  };
}
