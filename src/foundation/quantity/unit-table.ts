/** Powers of the base kinds that a unit is made of; kinds that are not named have the power 0. */
export type UnitKinds = Readonly<Partial<Record<UnitKind, number>>>;

/** What files count: the SI's kinds as far as chips and money need them, and things that are counted. */
export type UnitKind =
  | 'length'
  | 'mass'
  | 'time'
  | 'current'
  | 'temperature'
  | 'bit'
  | 'count'
  | 'hash'
  | 'operation'
  | 'mac'
  | 'token'
  | 'usd';

type PrefixSet = 'none' | 'short' | 'long' | 'binary-short' | 'binary-long' | 'squared';

/** A unit that a name stands for: its value in the base of its kinds, and what may stand before the name. */
export interface UnitDefinition {
  readonly names: readonly string[];
  readonly kinds: UnitKinds;
  readonly value: number;
  readonly prefixes: PrefixSet;
}

const unit = (names: string, kinds: UnitKinds, value: number, prefixes: PrefixSet = 'none'): UnitDefinition => ({
  names: names.split(' '),
  kinds,
  value,
  prefixes,
});

const ENERGY: UnitKinds = { mass: 1, length: 2, time: -2 };
const POWER: UnitKinds = { mass: 1, length: 2, time: -3 };
const SECOND: UnitKinds = { time: 1 };
const RATE: UnitKinds = { operation: 1, time: -1 };

/**
 * Every unit that a quantity may be written in. Names that mean two things in the field have one meaning here: H is a hash,
 * T/s never a tesla. Values: SI brochure, 9th edition (2019); the year is the Julian year of 365.25 days, the month a twelfth.
 */
export const UNITS: readonly UnitDefinition[] = [
  unit('m', { length: 1 }, 1, 'short'),
  unit('m2', { length: 2 }, 1, 'squared'),
  unit('g', { mass: 1 }, 1e-3, 'short'),
  unit('s', SECOND, 1, 'short'),
  unit('second seconds', SECOND, 1, 'long'),
  unit('min minute minutes', SECOND, 60),
  unit('h hour hours', SECOND, 3600),
  unit('day days', SECOND, 86_400),
  unit('week weeks', SECOND, 604_800),
  unit('month months', SECOND, 2_629_800),
  unit('year years', SECOND, 31_557_600),
  unit('Hz', { time: -1 }, 1, 'short'),
  unit('hertz', { time: -1 }, 1, 'long'),
  unit('A', { current: 1 }, 1, 'short'),
  unit('K', { temperature: 1 }, 1, 'short'),
  unit('V', { ...POWER, current: -1 }, 1, 'short'),
  unit('J', ENERGY, 1, 'short'),
  unit('joule joules', ENERGY, 1, 'long'),
  unit('Wh', ENERGY, 3600, 'short'),
  unit('eV', ENERGY, 1.602176634e-19, 'short'),
  unit('W', POWER, 1, 'short'),
  unit('watt watts', POWER, 1, 'long'),
  unit('b', { bit: 1 }, 1, 'binary-short'),
  unit('bit bits', { bit: 1 }, 1, 'binary-long'),
  unit('kbit', { bit: 1 }, 1e3),
  unit('Mbit', { bit: 1 }, 1e6),
  unit('Gbit', { bit: 1 }, 1e9),
  unit('Tbit', { bit: 1 }, 1e12),
  unit('B', { bit: 1 }, 8, 'binary-short'),
  unit('byte bytes', { bit: 1 }, 8, 'binary-long'),
  unit('one defect defects', { count: 1 }, 1),
  unit('percent', { count: 1 }, 0.01),
  unit('H hash hashes', { hash: 1 }, 1, 'short'),
  unit('OP op ops FLOP flop flops', { operation: 1 }, 1, 'short'),
  unit('OPS FLOPS', RATE, 1, 'short'),
  unit('MAC mac macs', { mac: 1 }, 1, 'short'),
  unit('token tokens tok', { token: 1 }, 1, 'short'),
  unit('USD', { usd: 1 }, 1, 'short'),
];

const powersOf = (step: number, first: number, names: string): Readonly<Record<string, number>> =>
  Object.fromEntries(names.split(' ').map((name, i) => [name, Number(`1e${first + step * i}`)]));
const binary = (names: string): Readonly<Record<string, number>> =>
  Object.fromEntries(names.split(' ').map((name, i) => [name, Number(1n << BigInt(10 * (i + 1)))]));

const SHORT = { ...powersOf(3, 3, 'k M G T P E Z Y R Q'), ...powersOf(-3, -3, 'm u n p f a z y r q') };
const LONG = {
  ...powersOf(3, 3, 'kilo mega giga tera peta exa zetta yotta ronna quetta'),
  ...powersOf(-3, -3, 'milli micro nano pico femto atto zepto yocto ronto quecto'),
};
const SHORT_ALL: Readonly<Record<string, number>> = { ...SHORT, h: 100, da: 10, d: 0.1, c: 0.01 };

/** What a prefix multiplies a unit by, for each set of prefixes; the empty prefix is 1. */
export const PREFIXES: Readonly<Record<PrefixSet, ReadonlyMap<string, number>>> = {
  none: new Map([['', 1]]),
  short: mapOf(SHORT_ALL),
  long: mapOf({ ...LONG, hecto: 100, deca: 10, deci: 0.1, centi: 0.01 }),
  squared: mapOf(Object.fromEntries(Object.entries(SHORT_ALL).map(([name, value]) => [name, squareOf(value)]))),
  'binary-short': mapOf({ ...powersOf(3, 3, 'k M G T P E Z Y'), ...binary('Ki Mi Gi Ti Pi Ei Zi Yi') }),
  'binary-long': mapOf({
    ...powersOf(3, 3, 'kilo mega giga tera peta exa zetta yotta'),
    ...binary('kibi mebi gibi tebi pebi exi zebi yobi'),
  }),
};

function mapOf(values: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return new Map([['', 1], ...Object.entries(values)]);
}

/** Of a power of ten, as the power of ten that it is and not as a product. */
function squareOf(value: number): number {
  return Number(`1e${2 * Math.round(Number(value.toExponential().split('e')[1]))}`);
}
