import { z } from 'zod';

/** Half-widths of conformal intervals: 50 % and 90 % quantiles of |ln(predicted / measured)| on held-out rows. */
export interface ErrorQuantiles {
  readonly q50: number;
  readonly q90: number;
}

const finite = z.number();
const rates = z.strictObject({
  fp32: finite,
  tf32: finite,
  fp16: finite,
  fp8: finite,
  fp4: finite,
  int8: finite,
  int4: finite,
});
const figures = z.strictObject({
  id: z.string(),
  architecture: z.string(),
  year: finite,
  processNm: finite,
  smCount: finite,
  clockHz: finite,
  memoryBytesPerSec: finite,
  eccShare: finite.default(1),
  l2Bytes: finite,
  l2Partitions: finite,
  l2BytesPerSec: finite,
  matrixOpsPerSec: rates,
  simtOpsPerSec: rates,
  int32OpsPerSec: finite,
  tdpW: finite,
  idleW: finite,
  linkBytesPerSec: finite,
  linkKind: z.string(),
});

const quantiles = z.strictObject({ q50: finite, q90: finite });

const entry = z.strictObject({
  kind: z.string(),
  variant: z.string(),
  dtype: z.string(),
  kvDtype: z.string(),
  exec: z.string(),
  library: z.string(),
  rows: z.number().int().positive(),
  sources: z.array(z.string()),
  /** The best fit of the device itself. */
  parameters: z.record(z.string(), finite),
  /** A fit held closer to the common prior, for other devices to borrow. */
  transfer: z.record(z.string(), finite),
  residual: z.array(z.array(z.number().int())).nullable(),
  /** Widths on shapes of this device that were not fitted on. */
  seen: quantiles,
  /** Widths when the device is predicted from the others; null where nothing else has such rows. */
  leftOut: quantiles.nullable(),
});

const calibration = z.strictObject({
  schemaVersion: z.literal(1),
  device: z.string(),
  date: z.string(),
  figures,
  entries: z.array(entry),
});

/** One fitted group of a device. */
export type CalibrationEntry = z.infer<typeof entry>;
/** Everything that was fitted on one device, with the figures of the device that the residuals refer to. */
export type Calibration = z.infer<typeof calibration>;

/** Checks a calibration that was read from JSON. */
export function parseCalibration(value: unknown): Calibration {
  return calibration.parse(value);
}
