import { builtinCatalog, type Chip } from '../../chips/index.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import { median } from '../../stats/median.js';
import { SHA256_SLOTS } from './hash-slots.js';
import { leaveOneOut } from './miner-energy.js';
import { pearlRate } from './pearl-rate.js';
import { ETHASH_RATES, MATMUL_POW_RATES, type ReferenceRate, SHA256_RATES } from './reference-rates.js';

export interface ValidationRow {
  readonly name: string;
  readonly predicted: number;
  readonly measured: number;
  /** predicted / measured - 1. */
  readonly relativeError: number;
  readonly gated: boolean;
  readonly remark: string;
}

export interface PowValidation {
  readonly name: string;
  readonly unit: string;
  /** What has to hold of the gated rows. */
  readonly criterion: string;
  readonly rows: readonly ValidationRow[];
  readonly medianError: number;
  readonly worstError: number;
  readonly holds: boolean;
}

function chipOf(id: string): Chip {
  const chip = builtinCatalog().chips.get(id);
  if (chip === undefined) throw new Error(`The catalog has no ${id}.`);
  return chip;
}

function row(reference: ReferenceRate, predicted: number, remark: string): ValidationRow {
  const measured = reference.unitsPerSec;
  const { gated, source } = reference;
  return {
    name: chipOf(reference.chip).name,
    predicted,
    measured,
    relativeError: predicted / measured - 1,
    gated,
    remark: remark === '' ? source : `${source}; ${remark}`,
  };
}

function group(
  name: string,
  unit: string,
  rows: readonly ValidationRow[],
  limits: { readonly median: number; readonly worst: number },
): PowValidation {
  const errors = rows.filter(({ gated }) => gated).map(({ relativeError }) => Math.abs(relativeError));
  const medianError = median(errors);
  const worstError = Math.max(...errors);
  const worst = Number.isFinite(limits.worst) ? `, none > ${limits.worst * 100} %` : '';
  return {
    name,
    unit,
    criterion: `median error <= ${limits.median * 100} %${worst}`,
    rows,
    medianError,
    worstError,
    holds: medianError <= limits.median && worstError <= limits.worst,
  };
}

/** Where a card runs beyond what its published clock allows. */
function boostRemark(chip: Chip, measured: number): string {
  const peak = chip.matrixRates.int8;
  return peak !== null && 2 * measured > peak.value ? 'above the published boost clock' : '';
}

/** Predicted against measured rates of real machines; the fitted constants are named in each group. */
export function validatePow(): PowValidation[] {
  const matmul = MATMUL_POW_RATES.map((reference) => {
    const chip = chipOf(reference.chip);
    const rate = pearlRate('pearl', false, chip);
    if ('refused' in rate) throw new Error(rate.refused);
    const doubt = reference.gated ? '' : 'doubtful, shown only';
    return row(
      reference,
      rate.unitsPerSec.value,
      [boostRemark(chip, reference.unitsPerSec), doubt].filter(Boolean).join('; '),
    );
  });
  const ethash = ETHASH_RATES.map((reference) => {
    const chip = chipOf(reference.chip);
    const predicted = chip.memory.bandwidthBytesPerSec.value / 8192;
    return row(reference, predicted, reference.unitsPerSec > predicted ? 'above the stock memory clock' : '');
  });
  const sha256 = SHA256_RATES.map((reference) => {
    const { int32OpsPerSec } = chipOf(reference.chip);
    const remark = reference.chip === 'rtx-3090' ? 'the fitted device' : '';
    return row(reference, (int32OpsPerSec?.value ?? 0) / SHA256_SLOTS, remark);
  });
  return [
    group('Pearl, share of the int8 peak fitted on the other cards', 'MAC/s', matmul, { median: 0.1, worst: 0.2 }),
    group('Ethash, stock bandwidth over 8,192 bytes', 'H/s', ethash, { median: 0.08, worst: 0.08 }),
    group('SHA-256, lane slots fitted on the RTX 3090', 'H/s', sha256, { median: 0.03, worst: 0.03 }),
    minerGroup(),
  ];
}

/** The energy law of miners with each generation left out. */
function minerGroup(): PowValidation {
  const rows = leaveOneOut().map(
    ({ miner, predictedJoulesPerTerahash, relativeError, volts }): ValidationRow => ({
      name: `${miner.name} (${miner.processNm} nm)`,
      predicted: predictedJoulesPerTerahash,
      measured: miner.joulesPerTerahash,
      relativeError,
      gated: true,
      remark: `supply ${formatVolts(volts)}`,
    }),
  );
  const limits = { median: 0.25, worst: Number.POSITIVE_INFINITY };
  return group('Antminers, one constant over transistor density, each left out', 'J/TH', rows, limits);
}

function formatVolts({ value, low, high }: Band): string {
  return `${value.toFixed(2)} V (${low.toFixed(2)} to ${high.toFixed(2)})`;
}
