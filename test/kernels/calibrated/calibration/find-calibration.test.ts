import { describe, expect, it } from '@jest/globals';
import type { Calibration, CalibrationEntry } from '../../../../src/kernels/calibrated/calibration/calibration.js';
import { findCalibration } from '../../../../src/kernels/calibrated/calibration/find-calibration.js';
import { meanParameters } from '../../../../src/kernels/calibrated/fit/transfer.js';
import { physicalFormFor } from '../../../../src/kernels/forms/form-table.js';
import type {
  AttentionDecodeOperator,
  MoeOperator,
  RowwiseOperator,
} from '../../../../src/workloads/operators/operator.js';
import { testDevice } from '../test-device.js';

function entry(change: Partial<CalibrationEntry>): CalibrationEntry {
  return {
    kind: 'attention_decode',
    variant: '',
    dtype: 'bf16',
    kvDtype: 'bf16',
    exec: 'graph',
    library: 'flash-attention-2',
    rows: 100,
    sources: [],
    parameters: {},
    transfer: change.parameters ?? {},
    residual: null,
    seen: { q50: 0.05, q90: 0.2 },
    leftOut: null,
    ...change,
  };
}

function calibration(device: string, architecture: string, entries: CalibrationEntry[]): Calibration {
  return {
    schemaVersion: 1,
    device,
    date: '2026-01-01',
    figures: testDevice({ id: device, architecture }),
    entries,
  };
}

const decode: AttentionDecodeOperator = {
  kind: 'attention_decode',
  batch: 1,
  kvLen: 128,
  heads: 8,
  kvHeads: 8,
  headDim: 128,
  window: 0,
  dtype: 'bf16',
  kvDtype: 'bf16',
};
const moe: MoeOperator = {
  kind: 'moe',
  tokens: 8,
  hidden: 1024,
  inter: 512,
  experts: 8,
  topk: 2,
  tp: 1,
  ep: 1,
  gated: true,
  distribution: 'uniform',
  dtype: 'bf16',
};
const add: RowwiseOperator = { kind: 'elementwise', op: 'add', m: 8, n: 8, dtype: 'bf16' };
const chip = { id: 'new', architecture: 'unseen' };

describe('donors for a chip without rows', () => {
  it('of attention are all of one cache format, other libraries at half weight', () => {
    const found = findCalibration(
      decode,
      chip,
      [
        calibration('a', 'x', [entry({ parameters: { t0: 4 } }), entry({ kvDtype: 'fp8' })]),
        calibration('b', 'y', [entry({ library: 'flash-attention-3', parameters: { t0: 32 } })]),
      ],
      { exec: 'graph', library: 'flash-attention-2' },
    )!;
    expect(found.relation).toBe('foreign');
    expect(found.entries.map(({ weight }) => weight)).toEqual([1, 0.5]);
    const form = physicalFormFor(decode, 'flash-attention-2');
    const t0 = form.parameters.findIndex(({ name }) => name === 't0');
    // Devices of one clock lend latencies as they are.
    expect(meanParameters(form, found.entries, testDevice())[t0]).toBeCloseTo((4 * 4 * 32) ** (1 / 3), 9);
  });

  it('of experts are all formats, because one format on one device errs with its library', () => {
    const found = findCalibration(moe, chip, [
      calibration('a', 'x', [
        entry({ kind: 'moe', kvDtype: '', library: 'triton' }),
        entry({ kind: 'moe', kvDtype: '', library: 'triton', dtype: 'fp8' }),
      ]),
    ])!;
    expect(found.entries.map(({ weight }) => weight)).toEqual([1, 1]);
  });

  it('of other kernels are one a device, timed alike', () => {
    const one = (rows: number): CalibrationEntry =>
      entry({ kind: 'elementwise', variant: 'add', kvDtype: '', library: 'pytorch', exec: 'event', rows });
    const found = findCalibration(add, chip, [
      calibration('a', 'x', [one(10), one(20)]),
      calibration('b', 'y', [one(30), { ...one(40), exec: 'eager' }]),
    ])!;
    expect(found.entries.map(({ entry: { rows } }) => rows).sort()).toEqual([20, 30]);
  });

  it('give way to a sibling of the same architecture', () => {
    const found = findCalibration(decode, { id: 'new', architecture: 'y' }, [
      calibration('a', 'x', [entry({})]),
      calibration('b', 'y', [entry({})]),
    ])!;
    expect(found.relation).toBe('sibling');
    expect(found.entries.map(({ calibration: { device } }) => device)).toEqual(['b']);
  });
});
