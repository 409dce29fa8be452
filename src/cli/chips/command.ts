import { writeFileSync } from 'node:fs';
import type { Argv, CommandModule } from 'yargs';
import { builtinCatalog, type Chip, checkChip, chipFigures, designFigures } from '../../chips/index.js';
import { isUserError, type Problem, UserError } from '../../foundation/errors/user-error.js';
import { floorPlanSvg } from '../../report/charts/floor-plan.js';
import { resolveChipArgument } from '../inputs/resolve-chip.js';
import { formatTable, print, printJson } from '../outputs/output.js';
import { chipKnowledge } from './chip-knowledge.js';
import { describeCheck, describeChip, listChips } from './chip-text.js';

import { chipsDiffCommand } from './diff.js';
import { chipsImportCommand } from './import.js';

const KINDS = ['gpu', 'fpga', 'asic', 'cpu'] as const;

const json = (yargs: Argv) => yargs.option('json', { type: 'boolean', default: false, describe: 'print JSON' });

const list: CommandModule = {
  command: 'list',
  describe: 'all chips of the catalog',
  builder: (yargs) =>
    json(yargs)
      .option('kind', { choices: KINDS, describe: 'only chips of one kind' })
      .example('$0 chips list --kind fpga', 'the FPGAs'),
  handler: ({ kind, json: asJson }) => {
    const chips = [...builtinCatalog().chips.values()].filter((chip) => kind === undefined || chip.kind === kind);
    if (asJson) printJson({ chips: chips.map(summary) });
    else print(formatTable(...listChips(chips)));
  },
};

const show: CommandModule = {
  command: 'show <chip>',
  describe: 'every figure of one chip with unit, range, source and confidence',
  builder: (yargs) =>
    json(yargs)
      .positional('chip', { type: 'string', demandOption: true, describe: 'name, alias or path of a chip file' })
      .option('svg', { type: 'string', describe: 'write the floor plan of a design to a file' })
      .example('$0 chips show hypo-5nm-sram --svg floor-plan.svg', 'its blocks by area')
      .example('$0 chips show h100-sxm', 'the figures of an H100')
      .example('$0 chips show ./my-chip.yaml --json', 'a chip of your own as JSON'),
  handler: ({ chip: name, json: asJson, svg }) => {
    const chip = resolveChipArgument(String(name));
    if (svg !== undefined) writeFloorPlan(chip, String(svg));
    if (asJson) printJson({ chip, figures: chipFigures(chip), ...checkChip(chip) });
    else print(describeChip(chip));
  },
};

const check: CommandModule = {
  command: 'check <chips..>',
  describe: 'all problems of chip files with their lines, and what their designs come to',
  builder: (yargs) =>
    json(yargs)
      .positional('chips', { type: 'string', array: true, demandOption: true, describe: 'paths or catalog names' })
      .example('$0 chips check ./my-chip.yaml', 'problems, derived area, power and cost'),
  handler: ({ chips, json: asJson }) => {
    const checked = readAll((chips as readonly unknown[]).map(String)).map((chip) => ({
      chip,
      check: checkChip(chip),
    }));
    if (asJson)
      printJson({ chips: checked.map(({ chip, check: found }) => ({ id: chip.id, name: chip.name, ...found })) });
    else print(checked.map(({ chip, check: found }) => describeCheck(chip, found)).join('\n\n'));
  },
};

export const chipsCommand: CommandModule = {
  command: 'chips',
  describe: 'list, show, check, compare and import chips',
  builder: (yargs) =>
    yargs
      .command(list)
      .command(show)
      .command(check)
      .command(chipsDiffCommand)
      .command(chipsImportCommand)
      .demandCommand(1, 'Name list, show, check, diff or import.'),
  handler: () => {},
};

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

/** Reads every file before it fails, so that the problems of all come at once. */
function readAll(names: readonly string[]): Chip[] {
  const problems: Problem[] = [];
  const chips: Chip[] = [];
  for (const name of names) {
    try {
      chips.push(resolveChipArgument(name));
    } catch (error) {
      if (!isUserError(error)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new UserError(problems);
  return chips;
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
