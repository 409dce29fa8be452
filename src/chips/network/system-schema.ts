import { z } from 'zod';
import { addFieldProblem, quantity } from '../../foundation/document/document-fields.js';
import type { Dimension } from '../../foundation/quantity/dimensions.js';

// A pod of today's largest kind has about ten thousand chips; far more is a slip of the keyboard.
const MOST_MEMBERS = 65_536;
const members = z.int().min(1).max(MOST_MEMBERS);
const positive = (dimension: Dimension) => quantity(dimension, { min: Number.MIN_VALUE, max: Number.MAX_VALUE });

/** A figure alone, or with the ends of its interval. */
const ranged = (dimension: Dimension) =>
  z.union([
    positive(dimension),
    z
      .strictObject({ value: positive(dimension), low: positive(dimension), high: positive(dimension) })
      .superRefine(({ value, low, high }, context) => {
        if (low <= value && value <= high) return;
        const found = 'The value lies outside its own range.';
        addFieldProblem(context, { code: 'range-excludes-value', found, fix: 'Give low <= value <= high.' });
      }),
  ]);

export type RangedInput = z.output<ReturnType<typeof ranged>>;

const topology = z.enum(['switch', 'ring', 'torus', 'fully-connected']);
const dimensions = z
  .array(z.int().min(2).max(MOST_MEMBERS))
  .min(2)
  .max(3)
  .describe('torus only: members along each dimension, such as [4, 4, 4]');

const algorithms = z
  .array(
    z.enum([
      'ring',
      'bucket',
      'halving-doubling',
      'doubling',
      'double tree',
      'one-shot',
      'two-shot',
      'direct',
      'bruck',
      'in-network',
      'dimension order',
      'binomial tree',
      'scatter and gather',
      'chain',
      'multicast',
    ]),
  )
  .optional()
  .describe('algorithms that the communication library has; default: all');

/** Chips, how those of a node are joined, and how nodes are. What is left out is the usual of the chip's link. */
export const systemSchema = z.strictObject({
  node: z.strictObject({
    chips: members,
    topology: topology.optional(),
    dimensions: dimensions.optional(),
    bandwidth: ranged('bytesPerSec').optional().describe('one direction of one chip; default: the link of the chip'),
    latency: ranged('seconds').optional().describe('from chip to chip'),
    inNetworkReduction: z.boolean().default(false).describe('the switch adds up what passes through it'),
    algorithms,
  }),
  network: z
    .strictObject({
      nodes: members,
      topology: topology.default('switch'),
      dimensions: dimensions.optional(),
      bandwidth: ranged('bytesPerSec').describe('one direction of one chip'),
      latency: ranged('seconds'),
      inNetworkReduction: z.boolean().default(false),
      algorithms,
    })
    .optional()
    .describe('between nodes'),
  host: z
    .strictObject({
      gap: quantity('seconds').optional().describe('wait for the host between passes'),
      power: quantity('watt').optional().describe('of the host of one node'),
    })
    .optional(),
});

export type SystemInput = z.output<typeof systemSchema>;
