import { z } from 'zod';
import { quantity } from '../../../foundation/document/document-fields.js';
import { idField, labelField } from '../fields/study-fields.js';

/** A study in which Bitcoin's history runs again with a part of its revenue paid for work. */
export const replaySchema = z.strictObject({
  kind: z.literal('bitcoin-replay').describe("Bitcoin's history with a part of its revenue paid for work."),
  name: idField,
  title: labelField,
  shares: z
    .array(quantity('ratio', { min: 1e-6, max: 1 }))
    .min(1)
    .max(10),
});

export type ReplayFile = z.output<typeof replaySchema>;
