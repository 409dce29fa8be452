import { parseDocument } from '../foundation/document.js';
import { schemaProblems } from '../foundation/schema-problems.js';
import { UserError } from '../foundation/user-error.js';
import type { Chip } from './chip.js';
import { chipFromInput } from './chip-from-input.js';
import { type ChipInput, chipSchema } from './chip-schema.js';
import { designFigures } from './design-figures.js';
import { RETICLE_LIMIT_MM2 } from './die-cost.js';
import { toDesign } from './to-design.js';

/**
 * A fully defaulted chip from the text of a YAML or JSON file. `id` is the base name of the file.
 *
 * @throws UserError with every problem of the file at once, each with its line
 * @example parseChipFile('chips/mine.yaml', text, 'mine').matrixRates.fp16
 */
export function parseChipFile(file: string, text: string, id: string): Chip {
  const document = parseDocument(file, text, chipSchema, ({ value, problem }) =>
    chipFaults(value).map(({ key, code, found, fix }) => problem([key], code, found, fix)),
  );
  return chipFromInput(id, document.value);
}

/** As `parseChipFile`, from a value that was parsed already; problems have no line. */
export function parseChip(id: string, value: unknown): Chip {
  const place = { file: `${id}.yaml`, line: null };
  const parsed = chipSchema.safeParse(value);
  if (!parsed.success) {
    const problems = schemaProblems(chipSchema, value, parsed.error.issues);
    throw new UserError(problems.map(({ path, ...problem }) => ({ ...place, path: path.join('.'), ...problem })));
  }
  const faults = chipFaults(parsed.data);
  if (faults.length > 0) throw new UserError(faults.map(({ key, ...fault }) => ({ ...place, path: key, ...fault })));
  return chipFromInput(id, parsed.data);
}

interface ChipFault {
  readonly key: string;
  readonly code: string;
  readonly found: string;
  readonly fix: string;
}

/** What the fields of a file are not to blame for one by one. */
function chipFaults(input: ChipInput): ChipFault[] {
  return input.design === undefined ? missingFigures(input) : impossibleDesign(input);
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
  const { area } = designFigures(toDesign(input, input.design!));
  if (area.perDieMm2.value <= RETICLE_LIMIT_MM2) return [];
  const blocks = area.components.map((block) => `${block.name} ${Math.round(block.mm2.value)}`).join(', ');
  return [
    {
      key: 'design',
      code: 'beyond-reticle',
      found: `${input.design!.dies > 1 ? `Each of ${input.design!.dies} dies` : 'The die'} takes ${Math.round(area.perDieMm2.value)} mm2 (${blocks}); a scanner exposes ${RETICLE_LIMIT_MM2}.`,
      fix: 'Make a block smaller, choose a finer process, or cut the design into more dies.',
    },
  ];
}
