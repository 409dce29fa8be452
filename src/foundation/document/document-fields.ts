import { z } from 'zod';
import { didYouMean } from '../errors/did-you-mean.js';
import { DIMENSIONS, type Dimension, type DimensionRule } from '../quantity/dimensions.js';
import { readQuantity } from '../quantity/units.js';

/** What a field's own check says; the document adds file, line and path. */
export interface FieldProblem {
  readonly code: string;
  readonly found: string;
  readonly fix: string;
}

/** Adds a problem from within a `superRefine` or `transform` of a schema that `readDocument` will use. */
export function addFieldProblem(
  context: { addIssue(issue: { code: 'custom'; message: string; params: Record<string, unknown> }): void },
  problem: FieldProblem,
): void {
  context.addIssue({ code: 'custom', message: `${problem.found} ${problem.fix}`, params: { fieldProblem: problem } });
}

/** Limits of a quantity in the base unit of its dimension, both ends allowed. */
export interface QuantityBounds {
  readonly min: number;
  readonly max: number;
}

const NOT_NEGATIVE: QuantityBounds = { min: 0, max: Number.POSITIVE_INFINITY };

/**
 * A schema field for a quantity with its unit, such as `3.35 TB/s`, which becomes a number in the base unit of the
 * dimension. Negative values are refused unless the bounds allow them.
 *
 * @example
 * z.strictObject({ bandwidth: quantity('bytesPerSec') }).parse({ bandwidth: '3.35 TB/s' }) // { bandwidth: 3350000000000 }
 */
export function quantity(dimension: Dimension, bounds: QuantityBounds = NOT_NEGATIVE) {
  const rule: DimensionRule = DIMENSIONS[dimension];
  const about = { description: `${sentenceCase(rule.label)} with its unit, such as "${rule.example}".` };
  const text = z
    .string({ error: () => `Write ${rule.label}, such as "${rule.example}".` })
    .meta({ ...about, examples: [rule.example] });
  const input: z.ZodType<string | number, string | number> = rule.bare ? z.union([text, z.number()]).meta(about) : text;
  return input.transform((given, context): number => {
    const reading = readQuantity(String(given), dimension);
    if (!reading.ok) {
      addFieldProblem(context, { code: 'bad-quantity', found: reading.found, fix: reading.fix });
      return z.NEVER;
    }
    const { value } = reading;
    if (value >= bounds.min && value <= bounds.max) return value;
    const shown = JSON.stringify(given);
    addFieldProblem(context, {
      code: 'out-of-range',
      found: value < 0 && bounds.min >= 0 ? `${shown} is negative.` : `${shown} is out of range.`,
      fix: `Write ${rule.label} ${rangeText(bounds, rule.base)}.`,
    });
    return z.NEVER;
  });
}

/**
 * A schema field for one of the names that exist, such as the chips of a catalog; a misspelt name is answered with
 * the one it most likely means. `kind` is the word for the thing, such as `chip`.
 */
export function knownName(kind: string, names: readonly string[]) {
  return z.string().superRefine((name, context) => {
    if (names.includes(name)) return;
    const meant = didYouMean(name, names);
    const all = names.length <= 12 ? ` Known: ${names.join(', ')}.` : '';
    addFieldProblem(context, {
      code: `unknown-${kind.replaceAll(' ', '-')}`,
      found: `There is no ${kind} ${JSON.stringify(name)}.`,
      fix: meant === null ? `Name an existing ${kind}.${all}` : `Did you mean "${meant}"?`,
    });
  });
}

function rangeText({ min, max }: QuantityBounds, base: string): string {
  const unit = base === 'one' ? '' : ` ${base}`;
  if (max === Number.POSITIVE_INFINITY) return `of at least ${min}${unit}`;
  if (min === Number.NEGATIVE_INFINITY) return `of at most ${max}${unit}`;
  return `from ${min} to ${max}${unit}`;
}

function sentenceCase(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
