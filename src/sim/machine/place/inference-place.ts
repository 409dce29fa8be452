import { usualNetwork } from '../../../chips/network/usual-network.js';
import type { CostModel } from '../../../kernels/roofline/cost-model.js';
import { type InferencePlace, PLAIN_WAY } from '../pass/inference-pass.js';
import type { MachineSpec, PlacedMachine } from './place-machine.js';

/** Where one replica of a placed machine runs: its own network or the usual one, without overlap. */
export function inferencePlace(
  placement: PlacedMachine,
  spec: Pick<MachineSpec, 'chip' | 'microbatches' | 'network'>,
  model: CostModel,
): InferencePlace {
  const { tp, cp, ep, pp, replicas, count } = placement;
  return {
    ...PLAIN_WAY,
    system: { chip: spec.chip, count: tp * cp * ep, topology: placement.topology },
    ranks: { tp, cp, ep, pp, dp: replicas },
    network: spec.network ?? usualNetwork(spec.chip, count),
    microbatches: spec.microbatches,
    model,
  };
}
