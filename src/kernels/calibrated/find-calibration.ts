import type { Chip } from '../../chips/chip.js';
import type { Dtype } from '../../workloads/dtype.js';
import type { Operator } from '../../workloads/operator.js';
import type { ExecMode } from '../timings/timing-row.js';
import type { Calibration, CalibrationEntry } from './calibration.js';
import { operatorDtype, operatorVariant } from './calibration-group.js';
import { dtypeRelatives } from './dtype-relatives.js';

/** A fitted group together with the calibration that holds it. */
export interface FoundEntry {
  readonly calibration: Calibration;
  readonly entry: CalibrationEntry;
}

/** What was found for an operator on a chip: fits of the chip itself, of a sibling, or of foreign donors. */
export interface Found {
  readonly relation: 'own' | 'sibling' | 'foreign';
  /** One entry for own and sibling, one a donor device for foreign. */
  readonly entries: readonly FoundEntry[];
}

/** A way of timing and a kernel library to look for first; null takes what suits an estimate best. */
export interface Wanted {
  readonly exec: ExecMode | null;
  readonly library: string | null;
}

export const ANY: Wanted = { exec: null, library: null };

/** Ways of timing by how close they are to a kernel inside a captured graph, which is what an estimate means. */
const EXEC_ORDER: readonly string[] = ['graph', 'kernel-time', 'nccl-tests', 'event', 'graph-sustained', 'eager'];

/**
 * The best fits for an operator on a chip, or null where no device has rows of its family. A nearer number format
 * comes before the right kernel library, and that before a nearer device, because in this order they decide the time.
 */
export function findCalibration(
  op: Operator,
  chip: Pick<Chip, 'id' | 'architecture'>,
  calibrations: readonly Calibration[],
  wanted: Wanted = ANY,
): Found | null {
  for (const dtypes of dtypeRelatives(operatorDtype(op))) {
    const all = candidates(op, dtypes, calibrations, wanted);
    if (all.length === 0) continue;
    const ofLibrary = wanted.library === null ? [] : all.filter(({ entry }) => entry.library === wanted.library);
    return nearest(ofLibrary.length > 0 ? ofLibrary : all, chip);
  }
  return null;
}

function nearest(entries: readonly FoundEntry[], chip: Pick<Chip, 'id' | 'architecture'>): Found {
  const own = entries.find(({ calibration }) => calibration.device === chip.id);
  if (own !== undefined) return { relation: 'own', entries: [own] };
  const sibling = entries.find(({ calibration }) => calibration.figures.architecture === chip.architecture);
  if (sibling !== undefined) return { relation: 'sibling', entries: [sibling] };
  const { exec } = entries[0]!.entry;
  const donors = new Map<string, FoundEntry>();
  for (const found of entries) {
    if (found.entry.exec === exec && !donors.has(found.calibration.device)) donors.set(found.calibration.device, found);
  }
  return { relation: 'foreign', entries: [...donors.values()] };
}

/**
 * Entries that fit the operator, best first: by way of timing, then exact format, then number of rows. A row-wise variant
 * nobody timed is taken as another of its kind.
 */
function candidates(
  op: Operator,
  dtypes: readonly Dtype[],
  calibrations: readonly Calibration[],
  wanted: Wanted,
): FoundEntry[] {
  const variant = operatorVariant(op);
  const dtype = operatorDtype(op);
  const kvDtype = 'kvDtype' in op ? op.kvDtype : '';
  const found: { at: FoundEntry; rank: number }[] = [];
  for (const calibration of calibrations) {
    for (const entry of calibration.entries) {
      if (entry.kind !== op.kind || !dtypes.includes(entry.dtype as Dtype)) continue;
      if (kvWidth(entry.kvDtype) !== kvWidth(kvDtype)) continue;
      const execRank = entry.exec === wanted.exec ? 0 : 1 + EXEC_ORDER.indexOf(entry.exec);
      const rank = execRank * 1e7 + (entry.dtype === dtype ? 0 : 1e6) - Math.min(entry.rows, 1e5);
      found.push({ at: { calibration, entry }, rank });
    }
  }
  const entries = found.sort((a, b) => a.rank - b.rank).map(({ at }) => at);
  const exact = entries.filter(({ entry }) => entry.variant === variant);
  return exact.length > 0 ? exact : entries;
}

/** KV caches of one element width behave alike. */
function kvWidth(kvDtype: string): string {
  switch (kvDtype) {
    case 'bf16':
    case 'fp16':
    case 'fp32':
      return '16';
    case '':
      return '';
    default:
      return '8';
  }
}
