import type { OnChipNetwork } from '../../../chips/chip/chip-design.js';

/**
 * Bytes a cycle that a network carries in all under uniform random traffic, by its bisection (Dally and Towles, "Principles
 * and Practices of Interconnection Networks", 2004, chapters 3 and 5): every port at once in a crossbar, 4 k ports' worth in a
 * k x k mesh, 8 in a ring, and never more than the ports take.
 *
 * @example networkBytesPerCycle({ topology: 'ring', bytesPerPortCycle: 64, picojoulesPerByteMm: 0.64 }, 64) // 512
 */
export function networkBytesPerCycle(network: OnChipNetwork, ports: number): number {
  return network.bytesPerPortCycle * portsAtOnce(network.topology, ports);
}

function portsAtOnce(topology: OnChipNetwork['topology'], ports: number): number {
  switch (topology) {
    case 'crossbar':
      return ports;
    case 'mesh':
      return Math.min(ports, 4 * Math.sqrt(ports));
    case 'ring':
      return Math.min(ports, 8);
    default:
      return unknownTopology(topology);
  }
}

function unknownTopology(topology: never): never {
  throw new Error(`no throughput is defined for ${JSON.stringify(topology)}`);
}

/**
 * Mean millimetres from a core to a bank on a square die: a third of the side along each axis; around a ring a quarter of
 * its length, which is four sides.
 */
export function networkDistanceMm(network: OnChipNetwork, dieMm2: number): number {
  const side = Math.sqrt(dieMm2);
  return network.topology === 'ring' ? side : (2 / 3) * side;
}
