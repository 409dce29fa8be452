import type { Chip } from '../../../chips/chip/chip.js';
import { exp, ln } from '../../../foundation/numeric/portable-math.js';

/**
 * Dynamic board energy of one 16-bit operation on matrix units at 4 nm and 1 GHz, in joules. B200 runs an 8192^3 product
 * at 0.69 pJ an operation, 0.57 of them dynamic (ai-dynamo/aiconfigurator@095f58a, sustained rows with power), at the 1.5 GHz
 * that its 1000 W allow; energy goes with the square of the clock, so 0.57 / 1.5^2,
 * less the 3 % that its instructions take.
 */
const MATRIX_JOULES_PER_OP = 0.243e-12;
/**
 * The same of one fp32 operation on vector units at 12 nm: T4 sustains 65 % of its peak, 1.04 GHz, at 10.6 pJ
 * (docs/kernel-model.md).
 */
const VECTOR_JOULES_PER_OP = 9.8e-12;
/**
 * Fetching, decoding and feeding a matrix instruction takes 22 % of its arithmetic on V100 (Dally, "Hardware for Deep
 * Learning", Hot Chips 2023), whose cores do 1024 operations a cycle; larger fragments share it among more.
 */
const INSTRUCTION_SHARE = 0.22;
const V100_OPS_PER_CORE_CYCLE = 1024;
/** Energy falls with the node's name down to 5 nm and hardly after it (Jouppi et al., "Ten Lessons", ISCA 2021, table 2). */
const FLAT_BELOW_NM = 5;

/**
 * Board power above idle over what the full rate at full clock would draw: below 1 the clock gives way. Supply follows the
 * clock, so that power goes with its cube. Only GPUs have an energy per operation that was measured; others are unlimited.
 */
export function powerHeadroom(
  chip: Pick<Chip, 'kind' | 'tdpW' | 'idleW' | 'clockHz' | 'coreCount' | 'processNm'>,
  opsPerSec: number,
  onMatrixUnits: boolean,
): number {
  if (chip.kind !== 'gpu' || opsPerSec <= 0) return Number.POSITIVE_INFINITY;
  const watts = Math.max(0.2 * chip.tdpW.value, chip.tdpW.value - chip.idleW.value);
  const nm = chip.processNm.value;
  const fragmentOps = opsPerSec / (chip.coreCount.value * chip.clockHz.value);
  const instructions = 1 + (INSTRUCTION_SHARE * V100_OPS_PER_CORE_CYCLE) / fragmentOps;
  const joulesPerOp = onMatrixUnits
    ? MATRIX_JOULES_PER_OP * instructions * (nm <= FLAT_BELOW_NM ? 1 : nm / 4)
    : (VECTOR_JOULES_PER_OP * nm) / 12;
  const gigahertz = chip.clockHz.value * 1e-9;
  return watts / (joulesPerOp * gigahertz * gigahertz * opsPerSec);
}

/** Share of the clock that board power sustains while a share `active` of the cores is at work. */
export function sustainedClock(headroom: number, active: number): number {
  if (active <= headroom) return 1;
  return exp(ln(headroom / active) / 3);
}
