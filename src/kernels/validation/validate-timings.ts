import type { Chip } from '../../chips/chip/chip.js';
import { ln } from '../../foundation/numeric/portable-math.js';
import type { Calibration } from '../calibrated/calibration/calibration.js';
import { groupName, operatorDtype, operatorVariant, rowContext } from '../calibrated/calibration/calibration-group.js';
import { predictMicroseconds } from '../calibrated/predict.js';
import { type EstimatePlan, resolvePlan } from '../calibrated/resolve-plan.js';
import type { TimingRow } from '../timings/timing-row.js';
import { type ErrorSummary, summariseErrors } from './error-summary.js';

/** One measured row beside its prediction. */
export interface PredictedRow {
  readonly row: TimingRow;
  readonly chip: Chip;
  readonly plan: EstimatePlan;
  readonly microseconds: number;
}

/** Errors of the rows of one device, kernel, format and way of timing; shares and errors are fractions. */
export interface ValidationGroup extends ErrorSummary {
  readonly device: string;
  readonly kernel: string;
  readonly dtype: string;
  readonly exec: string;
  /** How the predictions came to be: calibrated, transferred or analytic. */
  readonly provenance: string;
}

/** Predicts every row with what the calibrations know of its chip, way of timing and kernel library. */
export function predictRows(
  rows: readonly TimingRow[],
  chipOf: (device: string) => Chip,
  calibrations: readonly Calibration[],
): PredictedRow[] {
  const plans = new Map<string, EstimatePlan>();
  return rows.map((row) => {
    const context = rowContext(row);
    const chip = chipOf(row.device);
    const op = row.operator;
    const key = `${chip.id}|${groupName({
      kind: op.kind,
      variant: operatorVariant(op),
      dtype: operatorDtype(op),
      kvDtype: 'kvDtype' in op ? op.kvDtype : '',
      exec: context.exec,
      library: context.library,
    })}`;
    let plan = plans.get(key);
    if (plan === undefined) {
      plan = resolvePlan(op, chip, calibrations, { exec: context.exec, library: context.library });
      plans.set(key, plan);
    }
    return { row, chip, plan, microseconds: predictMicroseconds(op, plan, context) };
  });
}

/** Errors by device, kernel, format and way of timing, in that order. */
export function validationGroups(predicted: readonly PredictedRow[]): ValidationGroup[] {
  const groups = new Map<string, PredictedRow[]>();
  for (const one of predicted) {
    const { device, operator, exec } = one.row;
    const key = [device, operator.kind, operatorDtype(operator), exec].join('|');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => {
      const { row, plan } = group[0]!;
      return {
        device: row.device,
        kernel: row.operator.kind,
        dtype: operatorDtype(row.operator),
        exec: row.exec,
        provenance: plan.provenance,
        ...summariseErrors(
          group.map(({ row: { microseconds: measured }, microseconds, plan: { errors } }) => ({
            lnError: ln(microseconds / measured),
            q50: errors.q50,
            q90: errors.q90,
          })),
        ),
      };
    });
}
