import { writeFileSync } from 'node:fs';
import { type Chip, checkChip, chipFigures, designFigures } from '../../chips/index.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { floorPlanSvg } from '../../report/charts/machine/floor-plan.js';
import { resolveChipArgument } from '../inputs/resolve-chip.js';
import { print, printJson } from '../outputs/output.js';
import { describeChip } from './chip-text.js';
import type { ShowArguments } from './options.js';

/** Runs `chips show`. */
export function showChip({ chip: name, json, svg }: ShowArguments): void {
  const chip = resolveChipArgument(name);
  if (svg !== undefined) writeFloorPlan(chip, svg);
  if (json) printJson({ chip, figures: chipFigures(chip), ...checkChip(chip) });
  else print(describeChip(chip));
}

function writeFloorPlan(chip: Chip, file: string): void {
  if (chip.design === null) {
    const found = `${chip.name} is known by published figures only and has no floor plan.`;
    throw new UserError([
      { code: 'no-design', file, line: null, path: '--svg', found, fix: 'Name a chip that is described by a design.' },
    ]);
  }
  const blocks = designFigures(chip.design).area.components.map(({ name, mm2 }) => ({ name, mm2: mm2.value }));
  try {
    const { dies } = chip.design;
    writeFileSync(file, floorPlanSvg(dies > 1 ? `${chip.name}, ${dies} dies together` : chip.name, blocks));
  } catch (error) {
    const found = `The file cannot be written (${error instanceof Error ? error.message : String(error)}).`;
    throw new UserError([
      { code: 'unwritable-file', file, line: null, path: '--svg', found, fix: 'Check the folder.' },
    ]);
  }
}
