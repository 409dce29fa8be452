import type { Band } from '../foundation/quantity/estimate.js';

/** What a protocol counts as work. */
export type WorkUnit = 'hash' | 'mac' | 'nonce' | 'token';

/** A rate that does not apply is null with a reason, never 0. */
export type BandOrReason = Band | { readonly value: null; readonly reason: string };

/** The only thing the economics knows of a machine. */
export interface MachineProfile {
  readonly id: string;
  readonly label: string;
  readonly chip: string;
  readonly vendor: string;
  /** General-purpose hardware can be rented out elsewhere; a single-purpose ASIC cannot. */
  readonly generalPurpose: boolean;
  readonly chips: number;
  readonly workUnit: WorkUnit;
  readonly workPerSec: BandOrReason;
  readonly tokensPerSec: BandOrReason;
  /** Wall power of the whole machine while working. */
  readonly powerW: Band;
  /** Whole machine, all chips. */
  readonly priceUsd: Band;
  readonly lifetimeYears: Band;
  /** Share of the work that someone would pay for without the reward. */
  readonly usefulShare: number;
  /** Extra work the rest of the network does to verify one unit, as a share of it. */
  readonly verificationShare: number;
}
