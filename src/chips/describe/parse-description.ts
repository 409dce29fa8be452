import { parseData, type Statement } from '../../foundation/document/document.js';
import { UserError } from '../../foundation/errors/user-error.js';
import type { Chip } from '../chip/chip.js';
import { describeBudget, fitFabric } from '../chip/fpga-fabric.js';
import { RETICLE_LIMIT_MM2 } from '../silicon/die-cost.js';
import { chipFromInput } from './chip-from-input.js';
import { contradictions } from './contradictions.js';
import { designFigures } from './design-figures.js';
import { plainValue } from './plain-value.js';
import { type ChipInput, chipSchema } from './schema/chip-schema.js';
import { toFabric } from './schema/fpga-schema.js';
import { toDesign } from './to-design.js';

/** The chip of a description that was read; throws a UserError with every problem that its fields have together. */
export function describedChip(id: string, { value, written, problem }: Statement<ChipInput>): Chip {
  const faults = chipFaults(value).map(({ key, code, found, fix }) => problem([key], code, found, fix));
  if (faults.length > 0) throw new UserError(faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)));
  return chipFromInput(id, value, { written, build: parseDescription });
}

/** The chip of plain data that describes it whole; throws a UserError with every problem, without lines. */
export function parseDescription(id: string, data: unknown): Chip {
  return describedChip(id, parseData(`${id}.yaml`, data, chipSchema));
}

interface ChipFault {
  readonly key: string;
  readonly code: string;
  readonly found: string;
  readonly fix: string;
}

/** What the fields of a file are not to blame for one by one. */
function chipFaults(input: ChipInput): ChipFault[] {
  const faults = input.design === undefined ? missingFigures(input) : impossibleDesign(input);
  return [...faults, ...crowdedFabric(input), ...disagreeingMemory(input)];
}

function crowdedFabric(input: ChipInput): ChipFault[] {
  if (input.fabric === undefined) return [];
  const fabric = toFabric(input.fabric);
  const fit = fitFabric(fabric);
  if (fit.fits) return [];
  const found = `The pipelines do not fit the fabric: ${describeBudget(fabric, fit)}.`;
  return [{ key: 'fabric', code: 'beyond-fabric', found, fix: `Lay out fewer, or use less of ${fit.fullest}.` }];
}

/** The channels of a fabric are the board's memory: both are stated, so both must agree. */
function disagreeingMemory(input: ChipInput): ChipFault[] {
  if (input.fabric === undefined || input.memory === undefined) return [];
  const { channels, bandwidth } = input.fabric.memory;
  const stated = plainValue(input.memory.bandwidth);
  if (Math.abs(stated / (channels * bandwidth) - 1) <= 0.03) return [];
  const found = `${channels} channels of ${bandwidth / 1e9} GB/s are no memory of ${stated / 1e9} GB/s.`;
  return [{ key: 'fabric', code: 'contradictory-fabric', found, fix: 'Correct one of the two.' }];
}

/** Without a design, nothing else can supply these. */
function missingFigures(input: ChipInput): ChipFault[] {
  return (['cores', 'memory', 'tdp'] as const)
    .filter((key) => input[key] === undefined)
    .map((key) => ({
      key,
      code: 'missing-key',
      found: `\`${key}\` is missing.`,
      fix: `Add ${key}, or describe the chip by a design from which it follows.`,
    }));
}

function impossibleDesign(input: ChipInput): ChipFault[] {
  const design = toDesign(input, input.design!);
  const fault = (code: string, found: string, fix: string) => [{ key: 'design', code, found, fix }];
  const contradiction = contradictions(design);
  if (contradiction !== null) return fault('contradictory-design', contradiction, 'Correct one of the two.');
  const { area, power } = designFigures(design);
  const perDie = area.perDieMm2.value;
  if (perDie > RETICLE_LIMIT_MM2) {
    const blocks = area.components.map((block) => `${block.name} ${Math.round(block.mm2.value)}`).join(', ');
    const subject = design.dies > 1 ? `Each of ${design.dies} dies` : 'The die';
    return fault(
      'beyond-reticle',
      `${subject} takes ${Math.round(perDie)} mm2 (${blocks}); a scanner exposes ${RETICLE_LIMIT_MM2}.`,
      'Make a block smaller, choose a finer process, or cut the design into more dies.',
    );
  }
  const cap = design.powerCapW;
  if (cap !== null && cap < power.tdpW.value * 0.999) {
    return fault(
      'cap-too-low',
      `Leakage and memory alone draw more than the cap of ${cap} W at the lowest clock of the table.`,
      'Raise the cap or add slower points to voltages.',
    );
  }
  const heatW = power.dieW * Math.min(1, power.tdpW.value / power.fullW.value);
  const density = heatW / area.totalMm2.value;
  if (density > design.coolingWattsPerMm2) {
    const arithmetic = `${Math.round(heatW)} W / ${Math.round(area.totalMm2.value)} mm2 = ${density.toFixed(2)} W/mm2`;
    return fault(
      'beyond-cooling',
      `${arithmetic}; the cooling carries off ${design.coolingWattsPerMm2} W/mm2.`,
      'Lower the clock, set a powerCap, or state better cooling.',
    );
  }
  return [];
}
