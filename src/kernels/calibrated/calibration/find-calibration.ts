import type { Chip } from '../../../chips/chip/chip.js';
import { DTYPES, type Dtype } from '../../../workloads/operators/dtype.js';
import type { Operator } from '../../../workloads/operators/operator.js';
import type { ExecMode } from '../../roofline/exec-mode.js';
import type { Calibration, CalibrationEntry } from './calibration.js';
import { operatorDtype, operatorVariant } from './calibration-group.js';
import { type DonorRule, donorRule } from './donor-weights.js';
import { dtypeRelatives } from './dtype-relatives.js';

/** A fitted group together with the calibration that holds it. */
export interface FoundEntry {
  readonly calibration: Calibration;
  readonly entry: CalibrationEntry;
}

/** An entry with how much it counts when parameters are averaged. */
export interface Donor extends FoundEntry {
  readonly weight: number;
}

/** What was found for an operator on a chip: fits of the chip itself, of a sibling, or of foreign donors. */
export interface Found {
  readonly relation: 'own' | 'sibling' | 'foreign';
  /** One entry of weight 1 for own and sibling, all that speak for the chip for foreign. */
  readonly entries: readonly Donor[];
}

/** What decides how near a device is to another. */
export type ChipKey = Pick<Chip, 'id' | 'architecture'>;

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
  chip: ChipKey,
  calibrations: readonly Calibration[],
  wanted: Wanted = ANY,
): Found | null {
  for (const dtypes of dtypeRelatives(operatorDtype(op))) {
    const all = candidates(op, dtypes, calibrations, wanted);
    if (all.length === 0) continue;
    const ofLibrary = wanted.library === null ? all : all.filter(({ entry }) => entry.library === wanted.library);
    const close = nearest(ofLibrary, chip) ?? (ofLibrary.length === 0 ? nearest(all, chip) : null);
    if (close !== null) return close;
    const rule = donorRule(op.kind);
    if (rule.otherLibrary === 0)
      return { relation: 'foreign', entries: onePerDevice(ofLibrary.length > 0 ? ofLibrary : all) };
    const any = rule.otherFormat > 0 ? candidates(op, DTYPES, calibrations, wanted) : all;
    return { relation: 'foreign', entries: weighted(any, all[0]!.entry, wanted, dtypes, rule) };
  }
  return null;
}

function nearest(entries: readonly FoundEntry[], chip: ChipKey): Found | null {
  const own = entries.find(({ calibration }) => calibration.device === chip.id);
  if (own !== undefined) return { relation: 'own', entries: [{ ...own, weight: 1 }] };
  const sibling = entries.find(({ calibration }) => calibration.figures.architecture === chip.architecture);
  if (sibling !== undefined) return { relation: 'sibling', entries: [{ ...sibling, weight: 1 }] };
  return null;
}

/** The best entry of each device that was timed like the first. */
function onePerDevice(entries: readonly FoundEntry[]): Donor[] {
  const { exec } = entries[0]!.entry;
  const donors = new Map<string, Donor>();
  for (const found of entries) {
    const { device } = found.calibration;
    if (found.entry.exec === exec && !donors.has(device)) donors.set(device, { ...found, weight: 1 });
  }
  return [...donors.values()];
}

/** Every entry timed like the best one, weighted by library and format; the best one first. */
function weighted(
  entries: readonly FoundEntry[],
  best: CalibrationEntry,
  wanted: Wanted,
  dtypes: readonly Dtype[],
  rule: DonorRule,
): Donor[] {
  const library = wanted.library ?? best.library;
  const donors = entries
    .filter(({ entry }) => entry.exec === best.exec)
    .map((found) => {
      const ofLibrary = found.entry.library === library ? 1 : rule.otherLibrary;
      const ofFormat = dtypes.includes(found.entry.dtype as Dtype) ? 1 : rule.otherFormat;
      return { ...found, weight: ofLibrary * ofFormat };
    })
    .filter(({ weight }) => weight > 0);
  return donors.sort((a, b) => b.weight - a.weight);
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
