import type { Chip } from '../../chips/chip/chip.js';
import { mappingMachine } from '../../kernels/white-box/machine/chip-mapping-machine.js';
import type { MappingMachine } from '../../kernels/white-box/machine/mapping-machine.js';
import type { Graph } from '../../workloads/graphs/graph.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { memoryTiming } from '../tile/memory-timing.js';
import type { TraceEvent } from './trace-event.js';

/** Lanes below the kernels: arithmetic, loads and stores of some cores, and every channel of main memory. */
export interface TileLanes {
  readonly cores: readonly number[];
  readonly names: readonly { readonly tid: number; readonly name: string }[];
}

/** More cores than this are not drawn: evenly spaced ones stand for those after them. */
const MOST_CORES = 8;
const FIRST_CORE = 100;
const FIRST_CHANNEL = 1000;

export const workLane = (index: number): number => FIRST_CORE + 3 * index;
export const loadLane = (index: number): number => FIRST_CORE + 3 * index + 1;
export const storeLane = (index: number): number => FIRST_CORE + 3 * index + 2;
export const channelLane = (channel: number): number => FIRST_CHANNEL + channel;

export function tileMachine(op: Operator, chip: Chip): MappingMachine {
  return mappingMachine(chip, op.kind === 'hash' ? 'fp32' : op.dtype);
}

/** The lanes of a graph's tiles on a chip. */
export function tileLanes(graph: Graph, chip: Chip): TileLanes {
  const machines = graph.nodes.map(({ op }) => tileMachine(op, chip));
  const units = machines.reduce((most, { units }) => Math.max(most, units), 1);
  const kind = machines.some(({ array }) => array !== null) ? 'array' : 'core';
  const drawn = Math.min(MOST_CORES, units);
  const cores = Array.from({ length: drawn }, (_, i) => Math.floor((i * units) / drawn));
  const onChip = chip.memory.kind === 'sram' || chip.memory.kind === 'rom';
  const { channels } = memoryTiming(chip);
  return {
    cores,
    names: [
      ...cores.flatMap((core, i) => {
        const name = `${kind} ${core} of ${units}`;
        return [
          { tid: workLane(i), name: `${name}: arithmetic` },
          { tid: loadLane(i), name: `${name}: loads through its port` },
          { tid: storeLane(i), name: `${name}: stores through its port` },
        ];
      }),
      ...Array.from({ length: channels }, (_, channel) => ({
        tid: channelLane(channel),
        name: `${onChip ? 'memory bank' : 'DRAM channel'} ${channel}`,
      })),
    ],
  };
}

export function* laneNames(pid: number, lanes: TileLanes['names']): Generator<TraceEvent> {
  for (const { tid, name } of lanes) {
    yield { ph: 'M', name: 'thread_name', pid, tid, args: { name } };
    yield { ph: 'M', name: 'thread_sort_index', pid, tid, args: { sort_index: tid } };
  }
}
