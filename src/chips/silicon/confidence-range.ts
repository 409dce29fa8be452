import type { Band } from '../../foundation/quantity/estimate.js';
import type { Confidence } from '../chip/chip-parts.js';

// Half widths where a file states no range. High: a vendor's definition or two agreeing sources, taken as exact. Medium: sources
// that differ "a little" in the fact base differ by up to 5 % (fp32 of GB200 apart). Low: recollections and vendor claims there
// were off by up to a quarter (GB200 fp32, Gaudi 3 bf16, MI355X fp8).
const HALF_WIDTH: Readonly<Record<Confidence, number>> = { high: 0, medium: 0.05, low: 0.25 };

/** The range that a figure has when its file gives none. */
export function defaultRange(value: number, confidence: Confidence): Band {
  const half = HALF_WIDTH[confidence];
  return { value, low: value * (1 - half), high: value * (1 + half) };
}
