import type { DeviceFigures } from '../../../src/kernels/roofline/device-figures.js';

const NO_RATES = { fp32: 0, tf32: 0, fp16: 0, fp8: 0, fp4: 0, int8: 0, int4: 0 };

/** Round figures near those of a data-centre GPU of 2022; tests change what they look at. */
export function testDevice(change: Partial<DeviceFigures> = {}): DeviceFigures {
  return {
    id: 'test',
    architecture: 'test',
    year: 2022,
    processNm: 4,
    smCount: 128,
    clockHz: 1.8e9,
    memoryBytesPerSec: 3e12,
    eccShare: 1,
    l2Bytes: 50e6,
    l2Partitions: 2,
    l2BytesPerSec: 128 * 64 * 1.8e9,
    matrixOpsPerSec: { ...NO_RATES, tf32: 500e12, fp16: 1000e12, fp8: 2000e12, fp4: 4000e12, int8: 2000e12 },
    simtOpsPerSec: { ...NO_RATES, fp32: 60e12 },
    int32OpsPerSec: 30e12,
    tdpW: 700,
    idleW: 70,
    linkBytesPerSec: 450e9,
    linkKind: 'nvlink',
    ...change,
  };
}
