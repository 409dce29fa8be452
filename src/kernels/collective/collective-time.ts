import { levelSize, type Network } from '../../chips/network/network.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { CollectiveCall, CollectiveKind } from './collective-kind.js';
import { directAlgorithms } from './direct-algorithms.js';
import { type GroupLevel, groupLevel } from './group-level.js';
import { addUse, type LevelAlgorithm, type LinkUse, NO_USE } from './link-use.js';
import { switchAlgorithms } from './switch-algorithms.js';
import { torusAlgorithms } from './torus-algorithms.js';

/**
 * Fitted on 289 times of nccl-tests (NCCL 2.27 and 2.29, rings, trees and direct exchanges) on the NVLink of A100, H100 and
 * B200 and a PCIe pair of L40S; the ends span the fits of single devices. Leaving a device out, the median error is 12 to 38 %.
 * From launching the kernel until the first message leaves:
 */
export const CALL_SEC: Band = { value: 7.1e-6, low: 4.4e-6, high: 9.5e-6 };
/** Synchronising with a peer, a step, the hop itself not included. */
export const STEP_SEC: Band = { value: 0.55e-6, low: 0.3e-6, high: 0.8e-6 };
/** Each further message of one step. */
export const MESSAGE_SEC: Band = { value: 0.77e-6, low: 0.6e-6, high: 0.95e-6 };
/**
 * Protocol overhead, in sqrt(s): its time is this times the square root of the link's time. It stands for protocols that trade
 * bandwidth for latency (LL, LL128), each of which is the fastest over a stretch of sizes, and for filling pipelines.
 */
export const PROTOCOL_ROOT_SEC: Band = { value: 4.3e-3, low: 3.2e-3, high: 6.5e-3 };
/** Share of a link's rate that the largest messages reach. */
export const SUSTAINED_LINK: Band = { value: 0.71, low: 0.6, high: 0.85 };

/** One way to run a collective on a network, with its time. */
export interface CollectiveCandidate {
  readonly algorithm: string;
  readonly seconds: Band;
  readonly node: LinkUse;
  readonly between: LinkUse;
}

/** The fastest way, and all that were weighed, in order of time. */
export interface CollectiveTime extends CollectiveCandidate {
  readonly candidates: readonly CollectiveCandidate[];
}

/** The group's part of each level; null where the group does not use it. */
export interface GroupNetwork {
  readonly node: GroupLevel | null;
  readonly between: GroupLevel | null;
}

/**
 * Where the ranks of a group lie: `stride` chips apart, in full nodes. Throws a RangeError where the network has too few
 * chips.
 */
export function groupNetwork(network: Network, ranks: number, stride: number): GroupNetwork {
  const nodeChips = levelSize(network.node);
  const inside = Math.max(1, Math.min(ranks, Math.floor(nodeChips / stride)));
  const nodes = Math.ceil(ranks / inside);
  if (nodes > 1 && network.between === null)
    throw new RangeError(`${ranks} ranks ${stride} chips apart need more than one node of ${nodeChips} chips.`);
  if (nodes > 1 && nodes * Math.max(1, Math.ceil(stride / nodeChips)) > levelSize(network.between!))
    throw new RangeError(`${ranks} ranks ${stride} chips apart need more than ${levelSize(network.between!)} nodes.`);
  return {
    node: groupLevel(network.node, inside, Math.min(stride, nodeChips)),
    between: nodes > 1 ? groupLevel(network.between!, nodes, Math.max(1, Math.floor(stride / nodeChips))) : null,
  };
}

/**
 * Seconds of a collective by the fastest algorithm for its size: a call, plus steps, messages, hops and bytes of each level. The ends of the interval take every figure of the network at its better and worse end.
 *
 * @example collectiveTime({ kind: 'all_reduce', ranks: 8, bytes: 1 << 20 }, usualNetwork(h100, 8)!, 1).algorithm // 'halving-doubling'
 */
export function collectiveTime(call: CollectiveCall, network: Network, stride: number): CollectiveTime {
  const { node, between } = groupNetwork(network, call.ranks, stride);
  const candidates = ways(call, node, between)
    .map((way) => ({ ...way, seconds: secondsOf(way, node, between) }))
    .sort((a, b) => a.seconds.value - b.seconds.value);
  return { ...candidates[0]!, candidates };
}

type Way = Omit<CollectiveCandidate, 'seconds'>;

function ways(call: CollectiveCall, node: GroupLevel | null, between: GroupLevel | null): Way[] {
  const { kind, bytes } = call;
  if (between === null) {
    if (node === null) return [{ algorithm: 'none', node: NO_USE, between: NO_USE }];
    return levelAlgorithms(kind, bytes, node).map(({ name, use }) => ({ algorithm: name, node: use, between: NO_USE }));
  }
  if (node === null)
    return levelAlgorithms(kind, bytes, between).map(({ name, use }) => ({
      algorithm: name,
      node: NO_USE,
      between: use,
    }));
  return phasesOf(call, node, between);
}

/** Over two levels: each way on the node joined with each way between nodes, where chips meet their counterparts only. */
function phasesOf({ kind, bytes }: CollectiveCall, node: GroupLevel, between: GroupLevel): Way[] {
  const join = (inner: readonly LevelAlgorithm[], outer: readonly LevelAlgorithm[]): Way[] =>
    inner.flatMap((one) =>
      outer.map((two) => ({ algorithm: `${one.name} in nodes, ${two.name} between`, node: one.use, between: two.use })),
    );
  switch (kind) {
    case 'all_reduce': {
      const scatter = levelAlgorithms('reduce_scatter', bytes, node);
      const halves = scatter.map(({ name, use }) => ({ name, use: addUse(use, use) }));
      const inShares = join(halves, levelAlgorithms('all_reduce', bytes / node.ranks, between));
      // Small messages are summed twice in full, which saves a phase.
      return [
        ...inShares,
        ...join(levelAlgorithms('all_reduce', bytes, node), levelAlgorithms('all_reduce', bytes, between)),
      ];
    }
    case 'all_gather':
    case 'reduce_scatter':
      return join(levelAlgorithms(kind, bytes, node), levelAlgorithms(kind, bytes / node.ranks, between));
    case 'alltoall': {
      const inTurn = join(levelAlgorithms(kind, bytes, node), levelAlgorithms(kind, bytes, between));
      // Without relays only what stays in the node takes its links, but every rank of another node gets a message of its own.
      const relayed = (between.ranks - 1) * (node.ranks - 1);
      const straight = join(
        levelAlgorithms(kind, bytes / between.ranks, node),
        levelAlgorithms(kind, bytes, between).map(({ name, use }) => {
          return { name, use: { ...use, messages: use.messages + relayed } };
        }),
      );
      return [...inTurn, ...straight.map((way) => ({ ...way, algorithm: `${way.algorithm}, no relays` }))];
    }
    case 'send_recv':
      return levelAlgorithms(kind, bytes, between).map(({ name, use }) => ({
        algorithm: name,
        node: NO_USE,
        between: use,
      }));
    case 'broadcast':
      return join(levelAlgorithms(kind, bytes, node), levelAlgorithms(kind, bytes, between));
  }
}

/** Those that the level's library has, or all where it has none of them. */
function levelAlgorithms(kind: CollectiveKind, bytes: number, group: GroupLevel): LevelAlgorithm[] {
  const all = knownAlgorithms(kind, bytes, group);
  const { algorithms } = group;
  const allowed = algorithms === null ? all : all.filter(({ name }) => algorithms.includes(name));
  return allowed.length > 0 ? allowed : all;
}

function knownAlgorithms(kind: CollectiveKind, bytes: number, group: GroupLevel): LevelAlgorithm[] {
  switch (group.shape) {
    case 'switch':
      return switchAlgorithms(kind, bytes, group);
    case 'direct':
      return directAlgorithms(kind, bytes, group);
    case 'torus':
      return torusAlgorithms(kind, bytes, group);
  }
}

function secondsOf(way: Way, node: GroupLevel | null, between: GroupLevel | null): Band {
  const at = (end: keyof Band, worse: keyof Band): number => {
    let seconds = CALL_SEC[end];
    for (const [use, level] of [
      [way.node, node],
      [way.between, between],
    ] as const) {
      if (level === null) continue;
      const linkSec = use.bytes / level.bandwidthBytesPerSec[worse];
      seconds += use.steps * STEP_SEC[end] + Math.max(0, use.messages - use.steps) * MESSAGE_SEC[end];
      seconds += use.hops * level.hopSec[end] + PROTOCOL_ROOT_SEC[end] * Math.sqrt(linkSec);
      seconds += linkSec / SUSTAINED_LINK[worse];
    }
    return seconds;
  };
  return { value: at('value', 'value'), low: at('low', 'high'), high: at('high', 'low') };
}
