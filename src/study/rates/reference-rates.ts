/** One measured or published rate of a device, in units a second; at most 40 points a device are kept. */
export interface ReferenceRate {
  /** Id in the chip catalog. */
  readonly chip: string;
  readonly unitsPerSec: number;
  /** Board power where it was given. */
  readonly watts: number | null;
  readonly source: string;
  /** False for figures that are derived or a vendor's: they are shown and decide nothing. */
  readonly gated: boolean;
}

const KRIG = 'kryptex/krig-miner release v1.5.14';
const FL4SH = 'Fl4sh9174/Fl4shMiner release v1.2.1';
const ALPHA = 'AlphaMine-Tech/alpha-miner release v1.9.5';

/** Pearl, multiply-accumulates a second, measured by authors of miners in 2026. */
export const MATMUL_POW_RATES: readonly ReferenceRate[] = [
  { chip: 'rtx-3060', unitsPerSec: 5.3836e13, watts: 169.8, source: KRIG, gated: true },
  { chip: 'rtx-3060-ti', unitsPerSec: 6.74e13, watts: 168, source: FL4SH, gated: true },
  { chip: 'rtx-3070', unitsPerSec: 7.45e13, watts: 175, source: FL4SH, gated: true },
  { chip: 'rtx-3080', unitsPerSec: 1.08e14, watts: 265, source: FL4SH, gated: true },
  { chip: 'rtx-3080-ti', unitsPerSec: 1.28e14, watts: 299, source: FL4SH, gated: true },
  { chip: 'rtx-4090', unitsPerSec: 3.0834e14, watts: 338.89, source: KRIG, gated: true },
  { chip: 'rtx-4090', unitsPerSec: 3e14, watts: 397, source: FL4SH, gated: true },
  { chip: 'rtx-5080', unitsPerSec: 2.02e14, watts: null, source: ALPHA, gated: true },
  { chip: 'rtx-5090', unitsPerSec: 3.97611e14, watts: 475.78, source: KRIG, gated: true },
  { chip: 'rtx-5090', unitsPerSec: 3.57e14, watts: null, source: ALPHA, gated: true },
  {
    chip: 'rtx-3090',
    unitsPerSec: 7.5e13,
    watts: 350,
    source: 'fleet mean derived from arXiv 2606.04819',
    gated: false,
  },
  { chip: 'h100-sxm', unitsPerSec: 6.2e14, watts: 700, source: "lordofpearls.xyz, a vendor's claim", gated: false },
];

const MCDONALD = 'kylemcdonald/ethereum-emissions@b034914:input/benchmarks.csv';

/** Ethash hashes a second. Memory overclocks are usual; GDDR5X cards and P100 never reached their bandwidth. */
export const ETHASH_RATES: readonly ReferenceRate[] = [
  { chip: 'rtx-3090', unitsPerSec: 1.2116e8, watts: 290, source: `${MCDONALD} (minerstat)`, gated: true },
  { chip: 'rtx-3090', unitsPerSec: 1.2e8, watts: 287, source: 'heise.de on Antminer E9, tuned', gated: true },
  { chip: 'rtx-3090', unitsPerSec: 1.065e8, watts: 279, source: `${MCDONALD} (Tom's Hardware)`, gated: true },
  { chip: 'rtx-3080', unitsPerSec: 9.788e7, watts: 224, source: `${MCDONALD} (minerstat)`, gated: false },
  { chip: 'rtx-3070', unitsPerSec: 6.179e7, watts: 117, source: `${MCDONALD} (minerstat)`, gated: false },
  { chip: 'rtx-3060-ti', unitsPerSec: 6.021e7, watts: 120, source: `${MCDONALD} (minerstat)`, gated: false },
  { chip: 'gtx-1080ti', unitsPerSec: 4.568e7, watts: 210, source: `${MCDONALD} (minerstat)`, gated: false },
  { chip: 'p100-pcie-16gb', unitsPerSec: 4.485e7, watts: 138, source: `${MCDONALD} (minerstat)`, gated: false },
];

const HASHCAT = 'hashcat -m 1400, community gists by Chick3nman and epixoip';

/** Single SHA-256, one compression a hash. */
export const SHA256_RATES: readonly ReferenceRate[] = [
  { chip: 'rtx-3090', unitsPerSec: 9.363e9, watts: null, source: 'analsec/hashcatbenchmark@af0a1d3', gated: false },
  { chip: 'rtx-4090', unitsPerSec: 2.19755e10, watts: null, source: HASHCAT, gated: true },
  { chip: 'rtx-5090', unitsPerSec: 2.83533e10, watts: null, source: HASHCAT, gated: false },
  { chip: 'gtx-1080ti', unitsPerSec: 4.4532e9, watts: null, source: HASHCAT, gated: false },
];

export interface MinerGeneration {
  readonly name: string;
  readonly processNm: number;
  readonly joulesPerTerahash: number;
  readonly source: string;
}

const CCAF = 'CambridgeAltFin/ccaf_cbeci_api@0e28e81, vendor specification';
const NODE = 'node class from trade press (unverified)';

/** Antminer generations at the wall. */
export const ANTMINERS: readonly MinerGeneration[] = [
  { name: 'Antminer S9', processNm: 16, joulesPerTerahash: 98, source: `${CCAF}; ${NODE}` },
  { name: 'Antminer S17', processNm: 7, joulesPerTerahash: 45, source: `${CCAF}; ${NODE}` },
  { name: 'Antminer S19', processNm: 7, joulesPerTerahash: 34.21, source: `${CCAF}; ${NODE}` },
  { name: 'Antminer S19 XP', processNm: 5, joulesPerTerahash: 21.35, source: `vendor specification; ${NODE}` },
  { name: 'Antminer S21', processNm: 5, joulesPerTerahash: 17.5, source: `vendor specification; ${NODE}` },
];
