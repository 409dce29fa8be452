import type { ChipDesign, OnChipLevel } from '../../chips/index.js';
import { formatQuantity } from '../../foundation/quantity/format-quantity.js';

/** The memory hierarchy from the arithmetic outwards, with what each level hands over each cycle. */
export function levelRows(design: ChipDesign): string[][] {
  const level = (name: string, memory: OnChipLevel | null, each: string): string[][] =>
    memory === null
      ? []
      : [
          [
            name,
            bytes(memory.bytes),
            `${memory.banks} x ${memory.bytesPerBankCycle} B`,
            bytes(memory.banks * memory.bytesPerBankCycle),
            `${each}, ${memory.managed === 'cache' ? 'cache' : 'managed by software'}, ${memory.doubleBuffered ? 'double-buffered' : 'loads exposed'}`,
          ],
        ];
  const { network, pcieLanes, arrays } = design;
  return [
    [
      'arrays',
      '',
      `${arrays.count} x ${arrays.rows} x ${arrays.columns}`,
      '',
      `${arrays.dataflow}, folds ${arrays.doubleBuffered ? 'overlapped' : 'exposed'}`,
    ],
    ...level('register file', design.registerFile, 'of a core'),
    ...level('local memory', design.localMemory, 'of a core'),
    [
      'network',
      '',
      `${design.cores} ports x ${Number(network.bytesPerPortCycle.toPrecision(4))} B`,
      '',
      `${network.topology}, ${network.picojoulesPerByteMm} pJ for each byte and mm`,
    ],
    ...level('scratchpad', design.scratchpad, 'of all cores'),
    ...(pcieLanes > 0
      ? [
          [
            'host link',
            '',
            `${pcieLanes} lanes`,
            '',
            `PCIe 5, ${formatQuantity(pcieLanes * PCIE5_LANE_BYTES_PER_SEC, 'B/s', 3)}`,
          ],
        ]
      : []),
  ];
}

function bytes(count: number): string {
  for (const [size, unit] of [
    [2 ** 20, 'MiB'],
    [2 ** 10, 'KiB'],
  ] as const)
    if (count >= size) return `${Number((count / size).toPrecision(4))} ${unit}`;
  return `${count} B`;
}

/** 32 GT/s with 128 bits in 130. */
const PCIE5_LANE_BYTES_PER_SEC = 3.938e9;
