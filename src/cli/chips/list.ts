import { builtinCatalog, type Chip } from '../../chips/index.js';
import { formatTable, print, printJson } from '../outputs/output.js';
import { chipKnowledge } from './chip-knowledge.js';
import { listChips } from './chip-text.js';
import type { ListArguments } from './options.js';

/** Runs `chips list`. */
export function listCatalog({ kind, json }: ListArguments): void {
  const chips = [...builtinCatalog().chips.values()].filter((chip) => kind === undefined || chip.kind === kind);
  if (json) printJson({ chips: chips.map(summary) });
  else print(formatTable(...listChips(chips)));
}

function summary(chip: Chip) {
  const { id, name, aliases, vendor, kind, architecture, year, hypothetical } = chip;
  return {
    id,
    name,
    aliases,
    vendor,
    kind,
    architecture,
    year,
    hypothetical,
    timedBy: chipKnowledge(chip),
    fp16OpsPerSec: (chip.matrixRates.fp16 ?? chip.simtRates.fp16)?.value ?? null,
    int8OpsPerSec: (chip.matrixRates.int8 ?? chip.simtRates.int8)?.value ?? null,
    memoryBytes: chip.memory.capacityBytes.value,
    memoryBytesPerSec: chip.memory.bandwidthBytesPerSec.value,
    tdpW: chip.tdpW.value,
    priceUsd: chip.priceUsd?.value ?? null,
  };
}
