import type { Chip } from '../../chips/index.js';
import type { Mapping } from '../../kernels/index.js';
import { formatPercent, formatSi } from '../../report/tables/format-figure.js';
import { formatTable } from '../outputs/output.js';

/** Tile, traffic and time of each level, and how far the mapping is from the best that the chip allows. */
export function describeMapping(chip: Chip, mapping: Mapping): string {
  const { tile, trafficBytes, busySec, seconds, lowerBoundSec } = mapping;
  const bytes = (value: number) => formatSi(value, 'B');
  const time = (value: number) => formatSi(value, 's');
  const split = tile.split > 1 ? `, depth cut into ${tile.split}` : '';
  return [
    `${chip.id}, white box: tile ${tile.rows} x ${tile.columns} x ${tile.depth}${split} on the ${mapping.datapath} units, best of ${mapping.candidates}`,
    '',
    formatTable(
      ['level', 'bytes', 'busy'],
      [
        ['arithmetic', '', time(busySec.compute)],
        ['partial sums', bytes(trafficBytes.sums), ''],
        ['local memory', bytes(trafficBytes.local), ''],
        ['shared on chip', bytes(trafficBytes.cache), time(busySec.cache)],
        ['main memory', bytes(trafficBytes.dram), time(busySec.dram)],
        ['launch', '', time(busySec.fixed)],
      ],
    ),
    '',
    `bound by ${mapping.bound}; ${time(seconds)} at ${formatPercent(mapping.utilisation)} of the datapath`,
    ...(mapping.bound === 'compute' && mapping.clockShare < 1
      ? [`board power holds the clock to ${formatPercent(mapping.clockShare)}`]
      : []),
    `no mapping takes less than ${time(lowerBoundSec)}: this one takes ${(seconds / lowerBoundSec).toFixed(2)} times that`,
  ].join('\n');
}
