import type { Problem } from '../../foundation/errors/user-error.js';
import { UserError } from '../../foundation/errors/user-error.js';
import type { StorageHierarchy, StorageLevel } from '../chip/storage-hierarchy.js';
import type { ChipDescription } from '../describe/schema/chip-schema.js';
import { completeChip, fromFile, type MissingFigure, processYear, type StatedFigures } from './imported-chip.js';
import { quantityOf } from './scale-sim-chip.js';
import { importTimeloopArchitecture } from './timeloop-architecture.js';

/**
 * The chip in a Timeloop architecture, as far as it maps: the outermost memory as main memory, the largest shared one
 * within as scratchpad, those of single units together as local memory, the arithmetic as one array of units. Further
 * shared memories have no place and are named in the notes. Mappings run on the architecture itself, not on this chip.
 * Throws a UserError with everything that has no counterpart and every figure that is not stated.
 *
 * @example
 * importTimeloopChip('arch.yaml', text, new Map([['clock', '1 GHz'], ['memory.capacity', '1 GiB'], ['memory.bandwidth', '8 GB/s']]))
 */
export function importTimeloopChip(file: string, text: string, stated: StatedFigures): ChipDescription {
  const hierarchy = importTimeloopArchitecture(file, text);
  const { compute, levels } = hierarchy;
  const [main] = levels;
  const within = levels.slice(1);
  const shared = within.filter(({ instances }) => instances < compute.instances);
  const scratchpad = [...shared].sort((a, b) => levelBytes(b) - levelBytes(a))[0];
  const local = within.filter(({ instances }) => instances >= compute.instances && compute.instances > 1);
  const format = arithmeticFormat(hierarchy);
  const problems: Problem[] = [];
  const report = (path: string, found: string, fix: string) =>
    problems.push({ code: 'not-supported', file, line: null, path, found, fix });
  if (scratchpad === undefined)
    report('architecture', 'No memory on the chip is shared by all units.', 'Describe the chip in a file of your own.');
  if (format === null)
    report(
      compute.name,
      `Arithmetic of class ${compute.className} has no rate here.`,
      'Use 4 or 8 bit integers, or fp16.',
    );
  if (problems.length > 0 || scratchpad === undefined || format === null || main === undefined)
    throw new UserError(problems);
  const hertz = quantityOf(stated, 'clock', 'hertz') ?? (hierarchy.cycleSec === null ? 1e9 : 1 / hierarchy.cycleSec);
  const process = quantityOf(stated, 'process', 'nm') ?? hierarchy.processNm ?? 7;
  const words = main.readWordsPerCycle ?? main.sharedWordsPerCycle;
  const unplaced = shared.filter((level) => level !== scratchpad).map(({ name }) => name);
  const localBytes = local.reduce((sum, level) => sum + levelBytes(level), 0);
  const draft = {
    name: hierarchy.name,
    vendor: 'as imported',
    kind: 'asic',
    hypothetical: true,
    rationale: `Imported from ${file}, a Timeloop architecture of ${compute.instances} units.`,
    notes: [
      `Scratchpad is ${scratchpad.name}; local memory is ${local.map(({ name }) => name).join(', ') || 'none'}.`,
      ...(unplaced.length === 0 ? [] : [`Left out: ${unplaced.join(', ')}.`]),
      'Which data a level keeps is left out. The year is that of the process.',
    ].join(' '),
    architecture: 'timeloop',
    year: processYear(process),
    sources: { file: `Timeloop architecture ${file}` },
    source: 'file',
    confidence: 'high',
    ...(hierarchy.processNm === null ? {} : { process: fromFile(hierarchy.processNm, 'nm') }),
    ...(hierarchy.cycleSec === null ? {} : { clock: fromFile(1 / hierarchy.cycleSec, 'GHz', 1e9) }),
    memory: {
      kind: /hbm/i.test(main.className) ? 'hbm' : 'lpddr',
      ...(words === null ? {} : { bandwidth: fromFile((words * main.wordBits * hertz) / 8, 'GB/s', 1e9) }),
    },
    design: {
      arrays: { count: 1, rows: compute.meshY, columns: compute.meshX, macsPerCellCycle: { [format]: 1 } },
      ...(localBytes === 0 ? {} : { localMemory: `${localBytes} B` }),
      scratchpad: { capacity: `${levelBytes(scratchpad)} B`, banks: 1, bankWidth: `${bytesPerCycle(scratchpad)} B` },
      pcieLanes: 0,
    },
  };
  return completeChip(file, draft, missingOf(hierarchy, words), stated);
}

function missingOf({ processNm, cycleSec }: StorageHierarchy, words: number | null): MissingFigure[] {
  return [
    ...(cycleSec === null ? [{ path: 'clock', what: 'a cycle time', example: '1 GHz' }] : []),
    ...(processNm === null ? [{ path: 'process', what: 'a process', example: '65 nm' }] : []),
    { path: 'memory.capacity', what: 'the size of main memory', example: '1 GiB' },
    ...(words === null ? [{ path: 'memory.bandwidth', what: 'the bandwidth of main memory', example: '8 GB/s' }] : []),
  ];
}

/** What an instance reads each cycle: its bandwidth, or one access where none is stated; a port reads whole bytes. */
function bytesPerCycle(level: StorageLevel): number {
  const words = Math.max(level.readWordsPerCycle ?? 0, level.sharedWordsPerCycle ?? 0) || level.wordsPerAccess;
  return Math.max(1, Math.floor((words * level.wordBits) / 8));
}

/** Of all instances together. */
function levelBytes({ capacityWords, wordBits, instances }: StorageLevel): number {
  return ((capacityWords ?? 0) * wordBits * instances) / 8;
}

function arithmeticFormat({ compute }: StorageHierarchy): 'int4' | 'int8' | 'fp16' | null {
  const bits = compute.bits ?? 8;
  if (/fp|float/i.test(compute.className)) return bits === 16 ? 'fp16' : null;
  return bits <= 4 ? 'int4' : bits <= 8 ? 'int8' : null;
}
