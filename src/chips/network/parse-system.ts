import { type ParsedDocument, parseDocument } from '../../foundation/document/document.js';
import type { Problem } from '../../foundation/errors/user-error.js';
import { exactly } from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { Chip } from '../chip/chip.js';
import type { Network, NetworkLevel } from './network.js';
import { usualTopology } from './system.js';
import { type RangedInput, type SystemInput, systemSchema } from './system-schema.js';
import { chipLevel, hasMeasuredLink } from './usual-network.js';

/** A described system of equal chips. */
export interface SystemDescription {
  readonly network: Network;
  /** Null where the file does not say. */
  readonly hostGapSec: number | null;
  /** Of one node; null where the file does not say. */
  readonly hostPowerW: number | null;
}

/**
 * A system from the text of a YAML or JSON file, with what it leaves out taken from the chip's link.
 *
 * @throws UserError with every problem of the file at once, each with its line
 * @example parseSystemFile('pod.yaml', 'node: { chips: 64, topology: torus, dimensions: [4, 4, 4] }', tpu)
 */
export function parseSystemFile(file: string, text: string, chip: Chip): SystemDescription {
  const { value } = parseDocument(file, text, systemSchema, (document) => systemFaults(document, chip));
  const { node, network, host } = value;
  const usual = usualTopology(chip, 2);
  const topology = node.topology ?? (node.dimensions !== undefined ? 'torus' : usual === 'single' ? 'switch' : usual);
  const own = chipLevel(chip, topology, node.dimensions ?? [node.chips], node.inNetworkReduction);
  const level: NetworkLevel = {
    topology,
    dimensions: node.dimensions ?? [node.chips],
    bandwidthBytesPerSec: node.bandwidth === undefined ? own!.bandwidthBytesPerSec : bandOf(node.bandwidth),
    hopSec: node.latency === undefined ? own!.hopSec : bandOf(node.latency),
    inNetworkReduction: node.inNetworkReduction,
    algorithms: node.algorithms ?? null,
  };
  const asMeasured =
    node.bandwidth === undefined &&
    node.latency === undefined &&
    !node.inNetworkReduction &&
    node.algorithms === undefined;
  return {
    network: {
      node: level,
      between:
        network === undefined || network.nodes === 1
          ? null
          : {
              topology: network.topology,
              dimensions: network.dimensions ?? [network.nodes],
              bandwidthBytesPerSec: bandOf(network.bandwidth),
              hopSec: bandOf(network.latency),
              inNetworkReduction: network.inNetworkReduction,
              algorithms: network.algorithms ?? null,
            },
      usualNode: asMeasured && topology === usual && hasMeasuredLink(chip),
    },
    hostGapSec: host?.gap ?? null,
    hostPowerW: host?.power ?? null,
  };
}

function bandOf(input: RangedInput): Band {
  return typeof input === 'number' ? exactly(input) : input;
}

/** What fields are not to blame for one by one. */
function systemFaults(document: ParsedDocument<SystemInput>, chip: Chip): Problem[] {
  const { node, network } = document.value;
  const faults: Problem[] = [];
  if (chip.link === null) {
    for (const key of ['bandwidth', 'latency'] as const) {
      if (node[key] !== undefined) continue;
      const found = `${chip.name} is described without a link, from which ${key} could be taken.`;
      faults.push(document.problem(['node'], 'missing-key', found, `Give ${key}.`));
    }
  }
  faults.push(...levelFaults(document, 'node', node.topology ?? null, node.dimensions, node.chips));
  if (network !== undefined)
    faults.push(...levelFaults(document, 'network', network.topology, network.dimensions, network.nodes));
  return faults;
}

function levelFaults(
  document: ParsedDocument<SystemInput>,
  key: 'node' | 'network',
  topology: NetworkLevel['topology'] | null,
  dimensions: readonly number[] | undefined,
  size: number,
): Problem[] {
  const fault = (code: string, found: string, fix: string) => [document.problem([key], code, found, fix)];
  if (topology === 'torus' && dimensions === undefined)
    return fault('missing-key', 'A torus has no dimensions here.', 'Add dimensions, such as [4, 4].');
  if (dimensions === undefined) return [];
  if (topology !== null && topology !== 'torus')
    return fault('unused-key', `A ${topology} has no dimensions.`, 'Take them out, or make it a torus.');
  const product = dimensions.reduce((all, one) => all * one, 1);
  if (product === size) return [];
  const found = `Dimensions ${dimensions.join(' x ')} make ${product} members, not ${size}.`;
  return fault('contradictory-size', found, 'Correct one of the two.');
}
