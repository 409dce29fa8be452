import type { DramInterface } from '../chip/chip-design.js';
import { plainValue } from './plain-value.js';
import type { ChipInput } from './schema/chip-schema.js';

/**
 * Bits a second of one pin where a file states a bandwidth and no pins: HBM2e (JESD235D), GDDR6 (JESD250), LPDDR5 (JESD209-5) and
 * DDR4 (JESD79-4) at their usual grades. Only the area of the interface depends on it.
 */
const USUAL_PIN_BITS_PER_SEC = { hbm: 3.2e9, gddr: 16e9, lpddr: 6.4e9, ddr: 3.2e9 } as const;

/**
 * The memory beside a floor plan that names none: what a file states of a main memory off the chip, as one channel. Null where it
 * states none, or one on the chip.
 */
export function statedMemory(memory: ChipInput['memory']): DramInterface | null {
  if (memory === undefined || memory.kind === 'sram' || memory.kind === 'rom') return null;
  const bitsPerSec = 8 * plainValue(memory.bandwidth);
  const bits = Math.max(1, Math.ceil(bitsPerSec / USUAL_PIN_BITS_PER_SEC[memory.kind]));
  return {
    kind: memory.kind,
    technology: memory.technology || memory.kind.toUpperCase(),
    channels: 1,
    bitsPerChannel: bits,
    bitsPerPinSec: bitsPerSec / bits,
    bytesPerChannel: plainValue(memory.capacity),
  };
}
