import { z } from 'zod';
import { addFieldProblem } from '../../foundation/document/document-fields.js';
import type { Dimension } from '../../foundation/quantity/dimensions.js';
import { readQuantity } from '../../foundation/quantity/units.js';

/** A new value, or a factor on the parent's. */
export type Change =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'factor'; readonly factor: number };

const PERCENT = /^([+-])\s*(\d+(?:\.\d+)?)\s*%$/;
const TIMES = /^(?:x\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*x)$/i;

/** Factors beyond these describe another chip, not a variant. */
const MIN_FACTOR = 0.01;
const MAX_FACTOR = 100;

/** A field that says `+30 %`, `-5 %`, `x2`, `2x`, or a quantity of the dimension. */
function change(dimension: Dimension) {
  return z.union([z.string(), z.number()]).transform((given, context): Change => {
    const text = String(given).trim();
    const refuse = (found: string): never => {
      addFieldProblem(context, {
        code: 'bad-change',
        found,
        fix: 'Write a change such as "+30 %", "-5 %" or "x2", or the new figure with its unit.',
      });
      return z.NEVER;
    };
    const percent = PERCENT.exec(text);
    const times = TIMES.exec(text);
    if (percent !== null || times !== null) {
      const factor =
        percent !== null
          ? 1 + (Number(percent[2]) / 100) * (percent[1] === '-' ? -1 : 1)
          : Number(times![1] ?? times![2]);
      if (factor >= MIN_FACTOR && factor <= MAX_FACTOR) return { kind: 'factor', factor };
      return refuse(`${JSON.stringify(text)} changes the figure by a factor of ${factor}.`);
    }
    const reading = readQuantity(text, dimension);
    if (!reading.ok) return refuse(reading.found);
    return reading.value > 0
      ? { kind: 'value', value: reading.value }
      : refuse(`${JSON.stringify(text)} is not above zero.`);
  });
}

const rates = z.strictObject({
  fp32: change('opsPerSec').optional(),
  tf32: change('opsPerSec').optional(),
  fp16: change('opsPerSec').optional(),
  fp8: change('opsPerSec').optional(),
  fp4: change('opsPerSec').optional(),
  int8: change('opsPerSec').optional(),
  int4: change('opsPerSec').optional(),
});

/** A chip file that changes another chip. */
export const variantSchema = z.strictObject({
  extends: z.string().min(1).max(200).describe('catalog name, alias or path of the parent'),
  name: z.string().min(1).max(200).optional(),
  rationale: z.string().max(5000).default(''),
  cores: change('ratio').optional().describe('scales the peak rates too, unless they are stated'),
  clock: change('hertz').optional().describe('scales the peak rates too, unless they are stated'),
  rates: z
    .strictObject({ matrix: rates.optional(), simt: rates.optional(), int32: change('opsPerSec').optional() })
    .optional(),
  memory: z
    .strictObject({ capacity: change('bytes').optional(), bandwidth: change('bytesPerSec').optional() })
    .optional(),
  cache: z
    .strictObject({ capacity: change('bytes').optional(), bandwidth: change('bytesPerSec').optional() })
    .optional(),
  localMemory: change('bytes').optional(),
  link: z.strictObject({ bandwidth: change('bytesPerSec').optional() }).optional(),
  launchFloor: change('seconds').optional(),
  tdp: change('watt').optional(),
  idle: change('watt').optional(),
  price: change('usd').optional(),
  lifetime: change('years').optional(),
});

/** What a file says of a variant, changes as text. */
export type VariantDescription = z.input<typeof variantSchema>;

/** The same, read. */
export type VariantInput = z.output<typeof variantSchema>;
