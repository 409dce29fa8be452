import { z } from 'zod';
import { quantity } from '../../../foundation/document/document-fields.js';
import {
  countField as count,
  labelField as label,
  machineSchema,
  shareField as share,
} from '../fields/study-fields.js';

const month = z.string().regex(/^20[0-9]{2}-(0[1-9]|1[0-2])$/, 'a month such as 2016-01');

const entry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('purchase').describe('Bought; the money is sunk.') }),
  z.strictObject({
    kind: z.literal('rental').describe('Rented, or kept from being rented out; energy included.'),
    price: quantity('usdPerSecond', { min: 1e-9, max: 10 }).describe('Of one chip.'),
  }),
]);

const machine = machineSchema.extend({
  entry: entry
    .nullable()
    .default(null)
    .describe('How it is had; an ASIC is bought unless it says otherwise, hardware of general purpose must say.'),
  from: quantity('years', { min: -50, max: 50 }).default(0).describe('Year of the horizon from which it is sold.'),
  progress: z
    .number()
    .min(0)
    .max(2)
    .default(0)
    .describe('Log rate at which later units do the same work for less energy and money, per year.'),
  unitCost: quantity('usd', { min: 1, max: 1e9 })
    .nullable()
    .default(null)
    .describe('Making one chip with its board; by default from its dies, package, memory and power.'),
  research: share
    .default(0.1)
    .describe('R&D of its maker over the price; Nvidia spent 10 % of revenue in fiscal 2025.'),
});

const tokens = { model: z.string().min(1).max(100), inputTokens: count, outputTokens: count };

const work = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inference').describe('The served token is the paid work.'), ...tokens }),
  z.strictObject({
    kind: z.literal('matmul-pow').describe('A Pearl-style int8 matmul proof of work inside inference.'),
    ...tokens,
    rank: z.literal([32, 64, 128, 256, 512, 1024]).default(128),
  }),
  z.strictObject({ kind: z.literal('hash'), algorithm: z.enum(['sha256d']) }),
]);

const listed = z.strictObject({
  label,
  vendor: z.string().min(1).max(80),
  from: quantity('years', { min: -50, max: 50 }).describe('Year of the horizon from which it is delivered.'),
  energy: quantity('joulePerHash', { min: 1e-18, max: 1 }).describe('Of a hash at the wall of the machine.'),
  price: quantity('usdPerWatt', { min: 1e-3, max: 1e3 }).default(0.8).describe('Dollars a watt, the stable quantity.'),
});

/** Where the machines of a given-machines market come from. */
export const givenHardwareSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('machines').describe('Chips, whose work, power and cost the simulator computes.'),
    work,
    machines: z.array(machine).min(1).max(64),
  }),
  z.strictObject({
    kind: z.literal('hash-list').describe('Machines for SHA-256d with their measured efficiency.'),
    machines: z.array(listed).min(1).max(500),
    unitCostShare: share.default(0.52).describe('Making a machine over its price; Bitmain 2017: 52 %.'),
    research: share.default(0.03).describe('R&D of its maker over the price; Bitmain 2017: 3 %.'),
  }),
  z.strictObject({
    kind: z.literal('bitcoin-list').describe("The project's list of Bitcoin's machines by month of shipment."),
    start: month.describe('Month of the list at which the horizon starts.'),
    price: quantity('usdPerWatt', { min: 1e-3, max: 1e3 }).default(0.8),
    unitCostShare: share.default(0.52).describe('Making a machine over its price; Bitmain 2017: 52 %.'),
    research: share.default(0.03).describe('R&D of its maker over the price; Bitmain 2017: 3 %.'),
  }),
]);

export type GivenHardwareFile = z.output<typeof givenHardwareSchema>;
