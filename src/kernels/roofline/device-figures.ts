import type { RateName } from '../../workloads/operators/dtype.js';

/** The plain numbers of a chip that physical forms read: best values, no ranges. */
export interface DeviceFigures {
  readonly id: string;
  readonly architecture: string;
  readonly year: number;
  readonly processNm: number;
  readonly smCount: number;
  readonly clockHz: number;
  readonly memoryBytesPerSec: number;
  /**
   * Share of that bandwidth which error correction leaves. Cards with GDDR keep their check bits in the same memory and give up
   * 1/16 (T4 shows 15 of 16 GiB, L40S 45 of 48); HBM has its own.
   */
  readonly eccShare: number;
  /** Bytes of the last level shared by all cores; 0 where the chip has none. */
  readonly l2Bytes: number;
  /**
   * Halves that the cache is split into: data-centre dies since GA100 keep a copy of shared lines in each half, so that
   * less of the capacity is usable (NVIDIA A100 whitepaper, 2020, "L2 cache divided into two partitions").
   */
  readonly l2Partitions: number;
  readonly l2BytesPerSec: number;
  /** Operations a second of the matrix datapath, dense; 0 where it does not exist. */
  readonly matrixOpsPerSec: Readonly<Record<RateName, number>>;
  /** Operations a second of the vector datapath; 0 where it does not exist. */
  readonly simtOpsPerSec: Readonly<Record<RateName, number>>;
  /** 32-bit integer operations a second; 0 where unknown. */
  readonly int32OpsPerSec: number;
  readonly tdpW: number;
  readonly idleW: number;
  /** One direction, all links of the chip together; 0 where it has none. */
  readonly linkBytesPerSec: number;
  readonly linkKind: string;
}
