import { nearestProcessNode } from '../../chips/index.js';
import { exp, ln } from '../../foundation/numeric/portable-math.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import { SHA256_COMPRESSION_OPS } from '../../workloads/pow/hash-costs.js';
import { ANTMINERS, type MinerGeneration } from './reference-rates.js';

/** Supply at which the node's published energies hold, volts; FinFET logic at nominal (unverified). */
const NOMINAL_VOLTS: Band = { value: 0.75, low: 0.7, high: 0.85 };

export interface MinerPrediction {
  readonly miner: MinerGeneration;
  /** From the other generations alone. */
  readonly predictedJoulesPerTerahash: number;
  readonly relativeError: number;
  /** Supply voltage that the measured energy implies for the node's logic. */
  readonly volts: Band;
}

/** What one transistor's area switches: the law's constant in J/TH x transistors/mm2, as geometric mean. */
function fittedConstant(miners: readonly MinerGeneration[]): number {
  const logs = miners.map((miner) => ln(miner.joulesPerTerahash * densityOf(miner.processNm)));
  return exp(logs.reduce((sum, value) => sum + value, 0) / logs.length);
}

function densityOf(processNm: number): number {
  return nearestProcessNode(processNm).transistorsPerMm2.value;
}

/**
 * Joules of a terahash in a full-custom miner of a node: one constant over transistor density. Switched capacitance goes
 * with the area of a device at like dielectrics, and miners of all generations run near threshold, at like voltages; what
 * a generation's circuit does better or worse than its node shows as voltage.
 */
export function minerJoulesPerTerahash(processNm: number): Band {
  const miners = leaveOneOut();
  const value = fittedConstant(ANTMINERS) / densityOf(processNm);
  const ratios = miners.map((each) => each.miner.joulesPerTerahash / each.predictedJoulesPerTerahash);
  return { value, low: value * Math.min(...ratios), high: value * Math.max(...ratios) };
}

/** Each generation predicted from the others. */
export function leaveOneOut(): MinerPrediction[] {
  return ANTMINERS.map((miner) => {
    const constant = fittedConstant(ANTMINERS.filter((other) => other !== miner));
    const predicted = constant / densityOf(miner.processNm);
    return {
      miner,
      predictedJoulesPerTerahash: predicted,
      relativeError: predicted / miner.joulesPerTerahash - 1,
      volts: impliedVolts(miner),
    };
  });
}

/**
 * Voltage at which two compressions of naive operations, each one 32-bit addition of the node, would take the measured
 * energy: V = V nominal x sqrt(measured / nominal energy).
 */
function impliedVolts({ processNm, joulesPerTerahash }: MinerGeneration): Band {
  const picojoulesPerHash = joulesPerTerahash;
  const { int32Add } = nearestProcessNode(processNm).picojoules;
  const volts = (nominal: number, picojoules: number) =>
    nominal * Math.sqrt(picojoulesPerHash / (2 * SHA256_COMPRESSION_OPS * picojoules));
  return {
    value: volts(NOMINAL_VOLTS.value, int32Add.value),
    low: volts(NOMINAL_VOLTS.low, int32Add.high),
    high: volts(NOMINAL_VOLTS.high, int32Add.low),
  };
}
