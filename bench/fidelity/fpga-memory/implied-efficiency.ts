import { exp, ln } from '../../../src/foundation/numeric/portable-math.js';
import { studentTQuantile } from '../../../src/stats/index.js';

/** A published decoding rate on an FPGA with known weight bits and board. */
export interface FpgaDecodeRow {
  readonly design: string;
  readonly parameters: number;
  readonly bitsPerWeight: number;
  readonly boardBytesPerSec: number;
  readonly tokensPerSec: number;
}

/**
 * Rates and bits: ../shared/facts/fpga-results.csv (Li et al., arXiv 2410.04466, survey table; TerEffic arXiv 2502.16473).
 * Boards: U280 460 GB/s (docs.amd.com, UG1393); VCU128 460 GB/s and KV260 19.2 GB/s (64 bits of DDR4-2400), product pages from
 * memory, unverified. Parameters: LLaMA2-7B 6.74e9, ChatGLM2-6B 6.24e9, MatMul-free 2.7e9.
 */
export const FPGA_DECODE_ROWS: readonly FpgaDecodeRow[] = [
  { design: 'FlightLLM U280', parameters: 6.74e9, bitsPerWeight: 3.5, boardBytesPerSec: 460e9, tokensPerSec: 55 },
  { design: 'EdgeLLM VCU128', parameters: 6.24e9, bitsPerWeight: 4, boardBytesPerSec: 460e9, tokensPerSec: 67 },
  { design: 'TerEffic HBM U280', parameters: 2.7e9, bitsPerWeight: 1.6, boardBytesPerSec: 460e9, tokensPerSec: 727 },
  { design: 'AccLLM U280', parameters: 6.74e9, bitsPerWeight: 2, boardBytesPerSec: 460e9, tokensPerSec: 164 },
  { design: 'Li et al. KV260', parameters: 6.74e9, bitsPerWeight: 4, boardBytesPerSec: 19.2e9, tokensPerSec: 4.9 },
];

/** Share of the board's bandwidth that reading every weight once a token takes; KV cache and scales come on top. */
export function impliedEfficiency(row: FpgaDecodeRow): number {
  return (row.tokensPerSec * row.parameters * (row.bitsPerWeight / 8)) / row.boardBytesPerSec;
}

/** 90 % interval of one more efficiency from some: Student's t of the log odds, so that it stays between 0 and 1. */
export function predictedEfficiency(shares: readonly number[]): {
  readonly value: number;
  readonly low: number;
  readonly high: number;
} {
  const odds = shares.map((share) => ln(share / (1 - share)));
  const mean = odds.reduce((sum, value) => sum + value, 0) / odds.length;
  const squares = odds.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const half =
    studentTQuantile(0.95, odds.length - 1) * Math.sqrt((squares / (odds.length - 1)) * (1 + 1 / odds.length));
  const share = (value: number) => 1 / (1 + exp(-value));
  return { value: share(mean), low: share(mean - half), high: share(mean + half) };
}
