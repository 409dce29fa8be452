import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import math from 'mathjs/lib/browser/math.js';
import { parseUnit, sameKinds, unitRatio } from '../../../src/foundation/quantity/unit-arithmetic.js';
import { PREFIXES, UNITS } from '../../../src/foundation/quantity/unit-table.js';

const value = (text: string, base: string) => unitRatio(parseUnit(text)!, parseUnit(base)!);

const NOTHING = parseUnit('one')!;

/** Units that mathjs knows by the same name and meaning; the others are this project's own. */
const SHARED = UNITS.flatMap(({ names, prefixes }) => names.map((name) => ({ name, prefixes }))).filter(
  ({ name }) =>
    !/^(one|defects?|percent|[HV]|hash(es)?|OPS?|ops?|FLOPS?|flops?|MAC|macs?|tok(ens?)?|USD|eV|[kMGT]bit|year|month)$/.test(
      name,
    ),
);

describe('products of units', () => {
  it.each([
    ['kWh', 'J', 3.6e6],
    ['USD/kWh', 'USD/J', 1 / 3.6e6],
    ['J/TH', 'J/H', 1e-12],
    ['pJ/bit', 'J/B', 8e-12],
    ['USD/(TH/s)', 'USD s/H', 1e-12],
    ['cm^2', 'mm^2', 100],
    ['cm2', 'mm2', 100],
    ['GiB', 'B', 2 ** 30],
    ['year', 'day', 365.25],
    ['W h', 'Wh', 1],
    ['J/s', 'W', 1],
    ['V A', 'W', 1],
    ['TFLOPS', 'OP/s', 1e12],
    ['min', 's', 60],
  ])('%s is %s times %d', (text, base, ratio) => {
    expect(sameKinds(parseUnit(text)!, parseUnit(base)!)).toBe(true);
    expect(Math.abs(value(text, base) / ratio - 1)).toBeLessThan(1e-15);
  });

  it.each([
    '',
    '/',
    'W/',
    '*W',
    'W^',
    'W^x',
    'W^99',
    '(W',
    'W)',
    '()',
    'furlong',
    'T',
    'toString',
    '3',
    'kmin',
    'W ^ ^ 2',
  ])('refuses %j', (text) => {
    expect(parseUnit(text)).toBeNull();
  });

  it('knows a hash where mathjs has a henry, and no tesla', () => {
    expect(value('TH', 'H')).toBe(1e12);
    expect(parseUnit('T/s')).toBeNull();
  });

  it('agrees with mathjs on every unit and prefix that both know', () => {
    let compared = 0;
    for (const { name, prefixes } of SHARED)
      for (const prefix of PREFIXES[prefixes].keys()) {
        const text = `${prefix}${name}`;
        expect([text, Math.abs(value(text, name) / math.unit(1, text).toNumber(name) - 1) < 1e-14]).toEqual([
          text,
          true,
        ]);
        compared++;
      }
    expect(compared).toBeGreaterThan(300);
  });

  it('agrees with mathjs on products, quotients and powers', () => {
    const one = fc.constantFrom('W', 'kW', 'J', 's', 'h', 'm', 'mm2', 'g', 'B', 'GiB', 'A', 'Hz');
    const term = fc.tuple(one, fc.constantFrom('', '^2', '^-1', '^3'), fc.constantFrom(' ', ' * ', '/'));
    const product = fc
      .array(term, { minLength: 1, maxLength: 5 })
      .map((terms) => terms.map(([name, power, joint], i) => (i === 0 ? '' : joint) + name + power).join(''));
    fc.assert(
      fc.property(product, fc.boolean(), (inner, wrapped) => {
        const text = wrapped ? `W/(${inner})` : inner;
        const own = parseUnit(text)!;
        const other = math.unit(1, text);
        return Math.abs(unitRatio(own, NOTHING) / (other as unknown as { value: number }).value - 1) < 1e-13;
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
