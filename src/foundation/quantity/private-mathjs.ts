import type { MathNode } from 'mathjs';
import math from 'mathjs/lib/browser/math.js';

/** The part of a mathjs unit that is used here. */
export interface MathUnit {
  equalBase(other: MathUnit): boolean;
  toNumber(unit: string): number;
}

interface UnitDefinition {
  readonly definition?: string;
  readonly prefixes?: 'none' | 'short' | 'long';
  readonly aliases?: readonly string[];
}

interface PrivateMathjs {
  readonly Unit: { readonly UNITS: Readonly<Record<string, unknown>>; deleteUnit(name: string): void };
  createUnit(name: string, definition: UnitDefinition): void;
  unit(value: number, unit: string): MathUnit;
  parse(text: string): MathNode;
}

// Everything else of mathjs's registry goes: henry, tesla and the like would read TH/s as terahenry per second.
const KEPT = new Set(
  'W watt watts J joule joules eV s second seconds min minute minutes h hour hours day days week weeks month months year years m m2 g K V A Hz hertz Wh b bit bits B byte bytes rad degC'.split(
    ' ',
  ),
);

const ADDED: readonly (readonly [string, UnitDefinition])[] = [
  ['one', { prefixes: 'none', aliases: ['defect', 'defects'] }],
  ['percent', { definition: '0.01 one', prefixes: 'none' }],
  ['H', { prefixes: 'short', aliases: ['hash', 'hashes'] }],
  ['OP', { prefixes: 'short', aliases: ['op', 'ops', 'FLOP', 'flop', 'flops'] }],
  ['OPS', { definition: '1 OP/s', prefixes: 'short', aliases: ['FLOPS'] }],
  ['MAC', { prefixes: 'short', aliases: ['mac', 'macs'] }],
  ['token', { prefixes: 'short', aliases: ['tokens', 'tok'] }],
  ['USD', { prefixes: 'short' }],
  ['kbit', { definition: '1e3 b', prefixes: 'none' }],
  ['Mbit', { definition: '1e6 b', prefixes: 'none' }],
  ['Gbit', { definition: '1e9 b', prefixes: 'none' }],
  ['Tbit', { definition: '1e12 b', prefixes: 'none' }],
];

function createPrivateMathjs(): PrivateMathjs {
  const instance = math.create(math.all as never, {}) as unknown as PrivateMathjs;
  for (const name of Object.keys(instance.Unit.UNITS)) if (!KEPT.has(name)) instance.Unit.deleteUnit(name);
  for (const [name, definition] of ADDED) instance.createUnit(name, definition);
  return instance;
}

/** The one mathjs instance of this library, with its own unit registry; the global one stays as it is. */
export const privateMathjs: PrivateMathjs = createPrivateMathjs();
