import { requireBuilt } from '../../chips/chip/built-chip.js';
import { type Chip, energyPerAction, systemOf } from '../../chips/index.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { addAlike, type BandEnd, bandOfEnds, plainBand, scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import { perEstimate } from '../../foundation/quantity/estimate-arithmetic.js';
import { type CostModel, isRefusal } from '../../kernels/index.js';
import { GONKA_TARGET_RADIUS, gonkaWinProbability } from '../../pow-model/index.js';
import { DEFAULT_RUN_OPTIONS, runGraph } from '../../sim/chip/run-graph.js';
import { gonkaPocGraph } from '../../workloads/pow/gonka-graph.js';
import { HASH_ALGORITHMS, type HashAlgorithmName } from '../../workloads/pow/hash-graphs.js';
import { SHA256_SLOTS, SLOTS_PER_NAIVE_OP } from './hash-slots.js';
import { pearlRate } from './pearl-rate.js';
import { powProtocol } from './pow-protocols.js';
import { type PowRate, type PowRefusal, slotJoules, withinPower } from './rate-figures.js';

/**
 * Rate, power and energy of a chip under a protocol, from its unit counts, clock, bandwidth and node. Throws a UserError
 * for an unknown protocol; a chip that lacks what the protocol needs is refused with the reason.
 *
 * @example
 * powRate('ethash', rtx3090, model).bound // 'memory'
 */
export function powRate(protocolName: string, chip: Chip, model: CostModel): PowRate | PowRefusal {
  requireBuilt(chip);
  const protocol = powProtocol(protocolName);
  if (protocol === null || protocol.rate === null) {
    throw new UserError([
      {
        code: 'unknown-protocol',
        file: 'command line',
        line: null,
        path: 'protocol',
        found: `There is no rate model of a protocol "${protocolName.slice(0, 60)}".`,
        fix: 'See: siliconomics pow list.',
      },
    ]);
  }
  switch (protocol.rate.kind) {
    case 'hash':
      return hashRate(protocolName, protocol.rate.algorithm, chip);
    case 'pearl':
      return pearlRate(protocolName, protocol.rate.merged, chip);
    case 'gonka':
      return gonkaRate(protocolName, chip, model);
    default:
      return protocol.rate satisfies never;
  }
}

/** Rate of a hash function: the slower of the integer lanes and the random reads. */
function hashRate(protocol: string, algorithm: HashAlgorithmName, chip: Chip): PowRate | PowRefusal {
  const { int32OpsPerSec } = chip;
  if (int32OpsPerSec === null) return { refused: `${chip.name} has no stated 32-bit integer rate.` };
  const { intOpsPerHash, offChipBytesPerHash, notes } = HASH_ALGORITHMS[algorithm];
  const slots = algorithm === 'sha256d' ? 2 * SHA256_SLOTS : intOpsPerHash * SLOTS_PER_NAIVE_OP;
  const { bandwidthBytesPerSec } = chip.memory;
  const readsPerSec = (end: BandEnd) =>
    offChipBytesPerHash === 0 ? Number.POSITIVE_INFINITY : bandwidthBytesPerSec[end] / offChipBytesPerHash;
  const unitsPerSec = bandOfEnds((end) => Math.min(int32OpsPerSec[end] / slots, readsPerSec(end)));
  const perSlot = slotJoules(chip);
  const { mainMemoryJoulesPerByte } = energyPerAction(chip);
  const each = addAlike(scaleBand(perSlot, slots), scaleBand(mainMemoryJoulesPerByte, offChipBytesPerHash));
  return {
    protocol,
    chip: chip.id,
    unit: 'hash',
    ...withinPower(chip, unitsPerSec, each),
    bound: int32OpsPerSec.value / slots <= unitsPerSec.value ? 'compute' : 'memory',
    usefulShare: 0,
    verificationUnits: 1,
    notes: [...notes, `One compression of SHA-256 takes ${SHA256_SLOTS.toFixed(0)} lane slots, fitted on an RTX 3090.`],
  };
}

const GONKA_BATCH = 100;
const GONKA_DIMENSIONS = 8196;
const GONKA_SAMPLE = 200;

/** Gonka PoC v1: whole forward passes through the kernel models; a unit is a computed nonce. */
function gonkaRate(protocol: string, chip: Chip, model: CostModel): PowRate | PowRefusal {
  const work = gonkaPocGraph('mainnet', GONKA_BATCH);
  const weights = 35.5e9;
  if (chip.memory.capacityBytes.value < weights) {
    const gigabytes = (chip.memory.capacityBytes.value / 1e9).toFixed(1);
    return { refused: `The weights are 35.5 GB in fp16; ${chip.name} holds ${gigabytes} GB.` };
  }
  const run = runGraph(work.graph, systemOf(chip, 1), model, DEFAULT_RUN_OPTIONS);
  if (isRefusal(run)) return run;
  const { seconds, joules } = run;
  const unitsPerSec = plainBand(perEstimate(work.workUnits, seconds));
  const watts = bandOfEnds((end) => Math.min(chip.tdpW.value, joules[end] / seconds.value));
  const win = gonkaWinProbability(GONKA_DIMENSIONS, GONKA_TARGET_RADIUS);
  return {
    protocol,
    chip: chip.id,
    unit: 'nonce',
    unitsPerSec,
    watts,
    joulesPerUnit: scaleBand(joules, 1 / work.workUnits),
    bound: 'compute',
    usefulShare: work.usefulShare,
    verificationUnits: GONKA_SAMPLE,
    notes: [...work.notes, `A valid nonce takes ${(1 / win).toFixed(2)} computed ones.`],
  };
}
