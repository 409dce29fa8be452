import type { DeviceFigures } from '../../roofline/device-figures.js';
import type { ExecMode } from '../../roofline/exec-mode.js';

/**
 * Dynamic board energy of one fp32 operation on vector units at 12 nm, in joules. A T4 (70 W, 14 W of it idle) sustains
 * about 5.3 of its 8.1 TFLOP/s in the linear layers of NeuSight (sitar-lab/NeuSight at 6945927) and in DeepBench.
 */
const JOULES_PER_FP32_OP_12NM = 10.6e-12;

/**
 * Share of the fp32 vector peak that board power sustains. Energy an operation falls in proportion to the node's name, as
 * between the 28 nm, 16 nm and 7 nm boards of the tables. Captured graphs of a few calls end before the limit acts.
 */
export function sustainedShare(peakOpsPerSec: number, device: DeviceFigures, exec: ExecMode): number {
  if (exec !== 'event') return 1;
  const watts = Math.max(0.2 * device.tdpW, device.tdpW - device.idleW);
  const joulesPerOp = (JOULES_PER_FP32_OP_12NM * device.processNm) / 12;
  return Math.min(1, watts / (joulesPerOp * peakOpsPerSec));
}
