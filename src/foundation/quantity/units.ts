import { UserError } from '../errors/user-error.js';
import { DIMENSIONS, type Dimension, type DimensionRule } from './dimensions.js';
import { parseUnit, sameKinds, type Unit, unitRatio } from './unit-arithmetic.js';

/** A number in the base unit of its dimension, or what was found instead and what to do. */
export type QuantityReading =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly found: string; readonly fix: string };

const MAX_LENGTH = 80;
const NUMBER_AND_UNIT = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d{1,4}))?(?![\d.])\s*(.*)$/s;
const UNIT_TEXT = /^(?:%|[A-Za-z/])[A-Za-z0-9^*/(). -]*$/;

/** Factors by dimension and unit text; every text was parsed without error, and the map is bounded. */
const factors = new Map<string, number>();
const MAX_CACHED = 5000;

/**
 * Reads a quantity with its unit, such as `3.35 TB/s`, into the base unit of the dimension. The decimal digits are kept
 * exactly wherever units differ by a power of ten.
 *
 * @example
 * readQuantity('200 TH/s', 'hashPerSec') // { ok: true, value: 200000000000000 }
 */
export function readQuantity(text: string, dimension: Dimension): QuantityReading {
  const rule: DimensionRule = DIMENSIONS[dimension];
  const normal = text
    .replace(/[\u00a0\u2009\u202f]/g, ' ')
    .replace(/[\u00b5\u03bc]/g, 'u')
    .trim();
  const refuse = (found: string): QuantityReading => ({
    ok: false,
    found,
    fix: `Write ${rule.label}, such as "${rule.example}".`,
  });
  if (normal.length > MAX_LENGTH) return refuse(`A text of ${normal.length} characters is no quantity.`);
  const shown = JSON.stringify(text);
  const match = NUMBER_AND_UNIT.exec(normal);
  if (match === null) return refuse(`${shown} does not begin with a plain number.`);
  const [, digits = '', exponent = '0', unitText = ''] = match;
  if (unitText === '') {
    const value = Number(`${digits}e${exponent}`);
    if (!rule.bare) return refuse(`${shown} has no unit.`);
    return Number.isFinite(value) ? { ok: true, value } : refuse(`${shown} is beyond the largest number.`);
  }
  if (!UNIT_TEXT.test(unitText))
    return refuse(`${shown} has the unit ${JSON.stringify(unitText)}, which is not known.`);
  const conversion = conversionFor(unitText, rule, dimension);
  if (typeof conversion === 'string') return refuse(`${shown} ${conversion}`);
  const value = scaleDecimal(digits, Number(exponent), conversion);
  return Number.isFinite(value) ? { ok: true, value } : refuse(`${shown} is beyond the largest number.`);
}

/**
 * Reads one quantity or throws a UserError that names `option` (as the user wrote it, such as `--batch`).
 *
 * @example
 * parseQuantity('17.5 J/TH', 'joulePerHash') // 1.75e-11
 */
export function parseQuantity(text: string, dimension: Dimension, option = ''): number {
  const reading = readQuantity(text, dimension);
  if (reading.ok) return reading.value;
  const { found, fix } = reading;
  throw new UserError([{ code: 'bad-quantity', file: 'command line', line: null, path: option, found, fix }]);
}

/** The factor from the unit to the base unit of the dimension, or what is wrong with the unit as the rest of a sentence. */
function conversionFor(unitText: string, rule: DimensionRule, dimension: Dimension): number | string {
  const key = `${dimension} ${unitText}`;
  const cached = factors.get(key);
  if (cached !== undefined) return cached;
  const unit = unitNamed(unitText);
  if (unit === null) return `has the unit ${JSON.stringify(unitText)}, which is not known.`;
  const factor = factorTo(unit, rule);
  if (factor === null) return `is ${nameOf(unit)}, not ${rule.label}.`;
  if (factors.size < MAX_CACHED) factors.set(key, factor);
  return factor;
}

function unitNamed(unitText: string): Unit | null {
  return parseUnit(unitText.replace(/^%/, 'percent').replace(/^\//, 'one/'));
}

/** The units of the dimensions themselves; every one of them can be read. */
const baseUnits = new Map<string, Unit>();

function baseUnit(text: string): Unit {
  const known = baseUnits.get(text) ?? parseUnit(text)!;
  baseUnits.set(text, known);
  return known;
}

function factorTo(unit: Unit, rule: DimensionRule): number | null {
  if (sameKinds(unit, baseUnit(rule.base))) return unitRatio(unit, baseUnit(rule.base));
  if (rule.also !== null && sameKinds(unit, baseUnit(rule.also.unit)))
    return unitRatio(unit, baseUnit(rule.also.unit)) * rule.also.factor;
  return null;
}

/** What a unit measures, by the first dimension with the same base. */
function nameOf(unit: Unit): string {
  for (const rule of Object.values(DIMENSIONS)) if (sameKinds(unit, baseUnit(rule.base))) return rule.label;
  return 'a quantity of another kind';
}

/** digits * 10^exponent * factor, rounded once where the factor is a power of ten (0.27 TB/s is 270e9 B/s exactly). */
function scaleDecimal(digits: string, exponent: number, factor: number): number {
  for (let power = -30; power <= 30; power++) {
    const ratio = factor / POWERS_OF_TEN[power + 30]!;
    if (Math.abs(ratio - 1) < 1e-14) return Number(`${digits}e${exponent + power}`);
  }
  return Number(`${digits}e${exponent}`) * factor;
}

const POWERS_OF_TEN = Float64Array.from({ length: 61 }, (_, i) => Number(`1e${i - 30}`));
