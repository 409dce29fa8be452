import type { DeviceFigures } from './device-figures.js';

/**
 * Least microseconds of `flops` at `peakOpsPerSec` and of moving `bytes`: what fits in the cache comes at the cache's
 * bandwidth, the rest from main memory. `footprintBytes` is what is touched before anything is touched again, so
 * at best the share cache / footprint is found there.
 */
export function residentRooflineMicroseconds(
  flops: number,
  peakOpsPerSec: number,
  bytes: number,
  footprintBytes: number,
  device: DeviceFigures,
): number {
  const resident = footprintBytes <= 0 ? 1 : Math.min(1, device.l2Bytes / footprintBytes);
  const fromMemory = ((1 - resident) * bytes) / device.memoryBytesPerSec;
  const fromCache = device.l2BytesPerSec > 0 ? bytes / device.l2BytesPerSec : bytes / device.memoryBytesPerSec;
  const compute = peakOpsPerSec > 0 ? flops / peakOpsPerSec : Number.POSITIVE_INFINITY;
  return Math.max(compute, fromMemory, fromCache) * 1e6;
}
