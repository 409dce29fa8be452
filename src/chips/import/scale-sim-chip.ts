import { readQuantity } from '../../foundation/quantity/units.js';
import type { ChipDescription } from '../describe/schema/chip-schema.js';
import { completeChip, fromFile, processYear, type StatedFigures } from './imported-chip.js';
import { importScaleSimConfig } from './scale-sim-config.js';

/** SCALE-Sim counts words without saying how wide they are. */
const WORD_BYTES = 1;

/**
 * The chip in a SCALE-Sim configuration: one systolic array whose folds are exposed, its three memories as one scratchpad,
 * words of one byte. The format counts cycles and has no clock, process or size of main memory, so these must be stated.
 * Throws a UserError with every key that is missing and every figure that is not stated.
 *
 * @example
 * importScaleSimChip('a.cfg', text, new Map([['clock', '700 MHz'], ['process', '28 nm'], ['memory.capacity', '8 GiB']]))
 */
export function importScaleSimChip(file: string, text: string, stated: StatedFigures): ChipDescription {
  const config = importScaleSimConfig(file, text);
  const { rows, columns, dataflow, name } = config;
  const hertz = quantityOf(stated, 'clock', 'hertz') ?? 1e9;
  const process = quantityOf(stated, 'process', 'nm') ?? 7;
  const scratchpad = config.inputSramBytes + config.filterSramBytes + config.outputSramBytes;
  const draft = {
    name,
    vendor: 'as imported',
    kind: 'asic',
    hypothetical: true,
    rationale: `Imported from ${file}, a SCALE-Sim configuration of one ${rows} x ${columns} array.`,
    notes:
      `Words are taken as one byte. The three memories (${config.inputSramBytes / 1024}, ${config.filterSramBytes / 1024} and ` +
      `${config.outputSramBytes / 1024} KiB) are one scratchpad. The year is that of the process.`,
    architecture: 'scale-sim',
    year: processYear(process),
    sources: { file: `SCALE-Sim configuration ${file}` },
    source: 'file',
    confidence: 'high',
    memory: {
      kind: 'ddr',
      bandwidth: fromFile(config.bandwidthWordsPerCycle * WORD_BYTES * hertz, 'GB/s', 1e9),
    },
    design: {
      arrays: { count: 1, rows, columns, macsPerCellCycle: { int8: 1 }, dataflow, doubleBuffered: false },
      scratchpad: { capacity: `${scratchpad / 1024} KiB` },
      pcieLanes: 0,
    },
  };
  const missing = [
    { path: 'clock', what: 'a clock', example: '700 MHz' },
    { path: 'process', what: 'a process', example: '28 nm' },
    { path: 'memory.capacity', what: 'the size of main memory', example: '8 GiB' },
  ];
  return completeChip(file, draft, missing, stated);
}

/** A stated figure in the unit of its dimension; null where it is missing or unreadable, which is reported later. */
export function quantityOf(stated: StatedFigures, path: string, dimension: 'hertz' | 'nm'): number | null {
  const text = stated.get(path);
  const reading = text === undefined ? null : readQuantity(text, dimension);
  return reading?.ok ? reading.value : null;
}
