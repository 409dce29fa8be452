import type { Dtype } from '../../workloads/dtype.js';
import type { Operator } from '../../workloads/operator.js';
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

/** Ways of timing by how close they are to a kernel inside a captured graph, which is what an estimate means. */
const EXEC_ORDER = ['graph', 'kernel-time', 'nccl-tests', 'event', 'graph-sustained', 'eager'];

/**
 * The best fits for an operator on a chip, or null where no device has rows of its family. A nearer number format
 * comes before a nearer device, because the format decides which kernel runs.
 */
export function findCalibration(
  op: Operator,
  chipId: string,
  architecture: string,
  calibrations: readonly Calibration[],
): Found | null {
  for (const dtypes of dtypeRelatives(operatorDtype(op))) {
    const own = calibrations.filter((calibration) => calibration.device === chipId);
    const siblings = calibrations.filter((c) => c.device !== chipId && c.figures.architecture === architecture);
    for (const [relation, group] of [
      ['own', own],
      ['sibling', siblings],
    ] as const) {
      const best = candidates(op, dtypes, group)[0];
      if (best !== undefined) return { relation, entries: [best] };
    }
    const foreign = candidates(op, dtypes, calibrations);
    const first = foreign[0];
    if (first === undefined) continue;
    const donors = new Map<string, FoundEntry>();
    for (const found of foreign) {
      const { exec } = found.entry;
      if (exec === first.entry.exec && !donors.has(found.calibration.device)) {
        donors.set(found.calibration.device, found);
      }
    }
    return { relation: 'foreign', entries: [...donors.values()] };
  }
  return null;
}

/** Entries that fit the operator, best first: by way of timing, then exact format, then number of rows. */
function candidates(op: Operator, dtypes: readonly Dtype[], calibrations: readonly Calibration[]): FoundEntry[] {
  const variant = operatorVariant(op);
  const dtype = operatorDtype(op);
  const kvDtype = 'kvDtype' in op ? op.kvDtype : '';
  const found: { at: FoundEntry; rank: number }[] = [];
  for (const calibration of calibrations) {
    for (const entry of calibration.entries) {
      if (entry.kind !== op.kind || !dtypes.includes(entry.dtype as Dtype)) continue;
      if (entry.variant !== variant || kvWidth(entry.kvDtype) !== kvWidth(kvDtype)) continue;
      const rank = EXEC_ORDER.indexOf(entry.exec) * 1e7 + (entry.dtype === dtype ? 0 : 1e6) - Math.min(entry.rows, 1e5);
      found.push({ at: { calibration, entry }, rank });
    }
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ at }) => at);
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
