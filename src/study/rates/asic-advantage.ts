import {
  builtinCatalog,
  type Chip,
  type ChipKind,
  type MemoryKind,
  nearestProcessNode,
  type ProcessNode,
} from '../../chips/index.js';
import { actionEnergies } from '../../chips/power/energy-per-action.js';
import { type BandEnd, bandOfEnds, divideLimits, scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { Reasoned } from '../../foundation/quantity/reasoned.js';
import type { CostModel } from '../../kernels/index.js';
import { SHA256_COMPRESSION_OPS } from '../../workloads/pow/hash-costs.js';
import { HASH_ALGORITHMS, type HashAlgorithmName } from '../../workloads/pow/hash-graphs.js';
import { minerJoulesPerTerahash } from './miner-energy.js';
import { powProtocol } from './pow-protocols.js';
import { powRate } from './pow-rate.js';

export interface Contender {
  readonly chip: string;
  readonly joulesPerUnit: Band;
  readonly unitsPerSecPerUsd: number | null;
}

export interface AsicAdvantage {
  readonly protocol: string;
  readonly processNm: number;
  readonly gpu: Contender | null;
  readonly fpga: Contender | null;
  /** Joules a unit of the best chip for this protocol alone that the node allows. */
  readonly asicJoulesPerUnit: Reasoned<Band>;
  /** Best GPU's joules over the ASIC's. */
  readonly perJoule: Reasoned<Band>;
  /** Units a second and dollar of the best described ASIC of the node over those of the best GPU. */
  readonly perDollar: Reasoned<number>;
  /** What happened, or what the authors predicted. */
  readonly history: string | null;
}

const HISTORY: Readonly<Record<string, string>> = {
  sha256d: 'about 3000x (RTX 4090 against Antminer S21 to S21 XP: 2340x to 3030x)',
  ethash: 'about 2x to 4x (Antminer E9 and A11 against a tuned RTX 3090)',
  progpow: '1.1x to 1.2x predicted by its authors (ifdefelse/ProgPOW@d035ae5)',
  scrypt: 'about 1000x predicted by the authors of ProgPoW',
};

const FIXED_FUNCTION: ReadonlySet<string> = new Set<HashAlgorithmName>(['sha256d', 'kheavyhash', 'ethash']);
const DRAM_KINDS: readonly MemoryKind[] = ['hbm', 'gddr', 'lpddr'];

/** The chip of a kind that needs the fewest joules a unit. */
function best(protocol: string, kind: ChipKind, model: CostModel): Contender | null {
  let found: Contender | null = null;
  for (const chip of builtinCatalog().chips.values()) {
    if (chip.kind !== kind || chip.hypothetical) continue;
    const contender = contenderOf(protocol, chip, model);
    if (contender === null) continue;
    if (found === null || contender.joulesPerUnit.value < found.joulesPerUnit.value) found = contender;
  }
  return found;
}

function contenderOf(protocol: string, chip: Chip, model: CostModel): Contender | null {
  const rate = powRate(protocol, chip, model);
  if ('refused' in rate) return null;
  const price = chip.priceUsd;
  return {
    chip: chip.id,
    joulesPerUnit: rate.joulesPerUnit,
    unitsPerSecPerUsd: price === null ? null : rate.unitsPerSec.value / price.value,
  };
}

/** Most units a second and dollar of the chips of a kind. */
function bestPerDollar(protocol: string, isWanted: (chip: Chip) => boolean, model: CostModel): number | null {
  let found: number | null = null;
  for (const chip of builtinCatalog().chips.values()) {
    if (!isWanted(chip)) continue;
    const value = contenderOf(protocol, chip, model)?.unitsPerSecPerUsd ?? null;
    if (value !== null && (found === null || value > found)) found = value;
  }
  return found;
}

/** Joules a unit of a chip built for one protocol at a node. */
function asicJoules(protocol: string, node: ProcessNode): Reasoned<Band> {
  const rate = powProtocol(protocol)?.rate ?? null;
  if (rate === null || rate.kind === 'gonka') return { value: null, reason: 'The chip model draws no ASIC for it.' };
  const awake = (joules: Band, idle: Band): Band => bandOfEnds((end) => joules[end] / (1 - idle[end]));
  if (rate.kind === 'pearl') {
    const { matrixJoulesPerOp, idleShare } = actionEnergies(node, 'asic', 'lpddr');
    return awake(scaleBand(matrixJoulesPerOp.int8, 2), idleShare);
  }
  if (rate.algorithm === 'randomx') {
    return { value: null, reason: 'Random programs want a processor; the chip model draws none for them.' };
  }
  return hashJoules(rate.algorithm, node, awake);
}

/** Fixed-function logic at miners' voltage, or programmable lanes, beside the cheapest DRAM without a cache hierarchy. */
function hashJoules(algorithm: HashAlgorithmName, node: ProcessNode, awake: (joules: Band, idle: Band) => Band): Band {
  const { intOpsPerHash, offChipBytesPerHash } = HASH_ALGORITHMS[algorithm];
  const miner = minerJoulesPerTerahash(node.processNm);
  const byteEnergies = DRAM_KINDS.map((kind) => actionEnergies(node, 'asic', kind));
  const memory = byteEnergies.reduce((least, each) =>
    each.mainMemoryJoulesPerByte.value < least.mainMemoryJoulesPerByte.value ? each : least,
  );
  const perOp = (end: BandEnd) =>
    FIXED_FUNCTION.has(algorithm) ? (miner[end] * 1e-12) / (2 * SHA256_COMPRESSION_OPS) : memory.int32JoulesPerOp[end];
  const dynamic = bandOfEnds(
    (end) => intOpsPerHash * perOp(end) + offChipBytesPerHash * memory.mainMemoryJoulesPerByte[end],
  );
  // The miners' law is at the wall already, so only chips with memory add what they draw when idle.
  return offChipBytesPerHash === 0 ? dynamic : awake(dynamic, memory.idleShare);
}

/**
 * How far a chip built for one protocol leaves general ones behind: best GPU and FPGA of the catalog against the best ASIC
 * that the chip model can draw at a node.
 */
export function asicAdvantage(protocol: string, processNm: number, model: CostModel): AsicAdvantage {
  const node = nearestProcessNode(processNm);
  const gpu = best(protocol, 'gpu', model);
  const asic = asicJoules(protocol, node);
  const perJoule = ((): Reasoned<Band> => {
    if (gpu === null) return { value: null, reason: 'No GPU of the catalog runs it.' };
    if (asic.value === null) return asic;
    return divideLimits(gpu.joulesPerUnit, asic);
  })();
  const rate = powProtocol(protocol)?.rate ?? null;
  // Described ASICs are matrix engines; what a chip of hash cores costs a hash the chip model cannot say.
  const isHashing = rate?.kind === 'hash' && HASH_ALGORITHMS[rate.algorithm].offChipBytesPerHash === 0;
  const isDrawn = (chip: Chip) =>
    !isHashing && chip.kind === 'asic' && chip.hypothetical && chip.processNm.value === node.processNm;
  const drawn = bestPerDollar(protocol, isDrawn, model);
  const bought = bestPerDollar(protocol, (chip) => chip.kind === 'gpu', model);
  return {
    protocol,
    processNm: node.processNm,
    gpu,
    fpga: best(protocol, 'fpga', model),
    asicJoulesPerUnit: asic,
    perJoule,
    perDollar:
      drawn === null || bought === null
        ? { value: null, reason: `The catalog describes no priced ASIC at ${node.processNm} nm that runs it.` }
        : drawn / bought,
    history: HISTORY[protocol] ?? null,
  };
}
