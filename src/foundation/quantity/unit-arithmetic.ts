import { PREFIXES, UNITS, type UnitDefinition, type UnitKind, type UnitKinds } from './unit-table.js';

/** One unit with its prefix, to a power. */
interface UnitPower {
  readonly kinds: UnitKinds;
  readonly value: number;
  readonly power: number;
}

/** A product of units. */
export interface Unit {
  /** Powers of the kinds that do not cancel. */
  readonly kinds: ReadonlyMap<UnitKind, number>;
  /** In the order in which they were written. */
  readonly factors: readonly UnitPower[];
}

const MAX_POWER = 9;
const TOKEN = /\s*([A-Za-z][A-Za-z0-9]*|[*/^()]|-?\d+)\s*/y;

/**
 * Reads a product of units, such as `USD/kWh`, `pJ/bit` or `USD s/H`; null where a name is unknown or the text is no product.
 * Units side by side multiply; a stroke divides by the one unit, or the parentheses, after it.
 *
 * @example
 * parseUnit('USD/kWh')?.kinds.get('usd') // 1
 */
export function parseUnit(text: string): Unit | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  let at = 0;
  const product = (sign: number, open: boolean): UnitPower[] | null => {
    const factors: UnitPower[] = [];
    let next = sign;
    let wantsUnit = true;
    for (; at < tokens.length; ) {
      const token = tokens[at]!;
      if (token === ')') break;
      at++;
      if (token === '*' || token === '/') {
        if (wantsUnit) return null;
        next = token === '/' ? -sign : sign;
        wantsUnit = true;
        continue;
      }
      const term = token === '(' ? product(next, true) : unitOf(token, next);
      if (term === null) return null;
      const power = tokens[at] === '^' ? Number(tokens[at + 1] ?? Number.NaN) : 1;
      if (tokens[at] === '^') at += 2;
      if (!Number.isInteger(power) || Math.abs(power) > MAX_POWER) return null;
      factors.push(...term.map((one) => ({ ...one, power: one.power * power })));
      next = sign;
      wantsUnit = false;
    }
    if (wantsUnit || open !== (tokens[at] === ')')) return null;
    if (open) at++;
    return factors;
  };
  const factors = product(1, false);
  return factors === null ? null : { factors, kinds: kindsOf(factors) };
}

/** Whether both measure the same. */
export function sameKinds(a: Unit, b: Unit): boolean {
  return a.kinds.size === b.kinds.size && [...a.kinds].every(([kind, power]) => b.kinds.get(kind) === power);
}

/** How many of `base` one of `unit` is. */
export function unitRatio(unit: Unit, base: Unit): number {
  const times = (start: number, factors: readonly UnitPower[], sign: number) =>
    factors.reduce((product, { value, power }) => product * integerPower(value, sign * power), start);
  return times(times(1, unit.factors, 1), base.factors, -1);
}

function tokensOf(text: string): string[] | null {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) return null;
    tokens.push(match[1]!);
  }
  return tokens;
}

function unitOf(name: string, power: number): UnitPower[] | null {
  const found = findUnit(name);
  return found === null ? null : [{ ...found, power }];
}

/** Names that are units as they stand come before names with a prefix: `min` is a minute, `kbit` a thousand bits. */
function findUnit(name: string): { readonly kinds: UnitKinds; readonly value: number } | null {
  const exact = BY_NAME.get(name);
  if (exact !== undefined) return exact;
  for (let length = name.length - 1; length > 0; length--) {
    const definition = BY_NAME.get(name.slice(name.length - length));
    const prefix = definition && PREFIXES[definition.prefixes].get(name.slice(0, name.length - length));
    if (prefix !== undefined) return { kinds: definition!.kinds, value: definition!.value * prefix };
  }
  return null;
}

const BY_NAME: ReadonlyMap<string, UnitDefinition> = new Map(
  UNITS.flatMap((definition) => definition.names.map((name) => [name, definition] as const)),
);

function kindsOf(factors: readonly UnitPower[]): ReadonlyMap<UnitKind, number> {
  const sum = new Map<UnitKind, number>();
  for (const { kinds, power } of factors)
    for (const [kind, own] of Object.entries(kinds) as [UnitKind, number][])
      sum.set(kind, (sum.get(kind) ?? 0) + own * power);
  return new Map([...sum].filter(([, power]) => power !== 0));
}

function integerPower(value: number, power: number): number {
  let product = 1;
  for (let i = 0; i < Math.abs(power); i++) product *= value;
  return power < 0 ? 1 / product : product;
}
