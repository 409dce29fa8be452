import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatQuantity } from '../../../src/foundation/index.js';
import { DIMENSIONS, type Dimension } from '../../../src/foundation/quantity/dimensions.js';
import { parseQuantity, readQuantity } from '../../../src/foundation/quantity/units.js';

describe('parseQuantity', () => {
  it.each([
    ['200 TH/s', 'hashPerSec', 200e12],
    ['17.5 J/TH', 'joulePerHash', 17.5e-12],
    ['989 TFLOP/s', 'opsPerSec', 989e12],
    ['0.06 USD/kWh', 'usdPerKwh', 0.06],
    ['30 %', 'ratio', 0.3],
    ['30%', 'ratio', 0.3],
    ['0.3', 'ratio', 0.3],
    ['3.35 TB/s', 'bytesPerSec', 3_350_000_000_000],
    ['0.27 TB/s', 'bytesPerSec', 270_000_000_000],
    ['80 GiB', 'bytes', 85_899_345_920],
    ['400 Gbit/s', 'bytesPerSec', 50e9],
    ['1 Tbit/s', 'bytesPerSec', 125e9],
    ['13.5 W', 'watt', 13.5],
    ['1.98 GHz', 'hertz', 1.98e9],
    ['2 TMAC/s', 'macPerSec', 2e12],
    ['2 TMAC/s', 'opsPerSec', 4e12],
    ['0.2 pJ/MAC', 'joulePerOp', 0.1e-12],
    ['1979 TOPS', 'opsPerSec', 1979e12],
    ['0.25 USD/Mtoken', 'usdPerToken', 0.25e-6],
    ['4 pJ/bit', 'joulePerByte', 32e-12],
    ['814 mm^2', 'mm2', 814],
    ['8.14 cm2', 'mm2', 814],
    ['0.1 defects/cm^2', 'defectsPerMm2', 0.001],
    ['0.1 /cm^2', 'defectsPerMm2', 0.001],
    ['5 %/year', 'ratioPerYear', 0.05],
    ['2.5 µs', 'seconds', 2.5e-6],
    ['36 months', 'years', 3],
    ['3.6 USD/h', 'usdPerSecond', 0.001],
    ['1e9 USD', 'usd', 1e9],
    ['15 USD/(TH/s)', 'usdPerHashPerSec', 15e-12],
    ['10 kWh', 'joule', 36e6],
    ['-3 W', 'watt', -3],
  ] as const)('reads %s as %s', (text, dimension, value) => {
    const parsed = parseQuantity(text, dimension);
    expect(Math.abs(parsed / value - 1)).toBeLessThan(1e-15);
  });

  it('reads decimals to the byte: n/100 TB/s for every n to 999', () => {
    for (let n = 1; n < 1000; n++) expect(parseQuantity(`${n / 100} TB/s`, 'bytesPerSec')).toBe(n * 1e10);
  });

  it.each([
    ['3 H', 'watt', '"3 H" is a number of hashes, not a power.'],
    ['700', 'watt', '"700" has no unit.'],
    ['W', 'watt', '"W" does not begin with a plain number.'],
    ['', 'watt', '"" does not begin with a plain number.'],
    ['1e400 W', 'watt', '"1e400 W" is beyond the largest number.'],
    ['Infinity W', 'watt', 'does not begin'],
    ['NaN W', 'watt', 'does not begin'],
    ['1,000 W', 'watt', 'not known'],
    ['1_000 W', 'watt', 'not known'],
    ['3 5 W', 'watt', 'not known'],
    ['1.2.3 W', 'watt', 'does not begin'],
    ['5 furlong', 'nm', '"5 furlong" has the unit "furlong", which is not known.'],
    ['5 T', 'watt', 'not known'],
    ['5 henry', 'watt', 'not known'],
    ['5 W W', 'watt', 'not a power'],
    ['30 %', 'watt', 'is a share, not a power'],
    ['1 MAC/s', 'hashPerSec', 'is a multiply-accumulate rate, not a hash rate'],
    ['1 OP/s', 'macPerSec', 'is an operation rate, not a multiply-accumulate rate'],
    ['0x10 W', 'watt', 'not known'],
    ['5 constructor', 'watt', 'not known'],
    [`1 ${'W'.repeat(90)}`, 'watt', 'characters is no quantity'],
  ] as const)('refuses %s for %s', (text, dimension, found) => {
    const reading = readQuantity(text, dimension);
    expect(reading).toMatchObject({ ok: false, found: expect.stringContaining(found) });
    expect(() => parseQuantity(text, dimension, '--x')).toThrow('command line: --x: ');
  });

  it('never throws anything but a reading and never gives a number that is not finite', () => {
    const pieces = fc.constantFrom(
      '1',
      '2.5',
      'e',
      '-',
      ' ',
      'W',
      'TH',
      '/',
      's',
      '%',
      '(',
      ')',
      '^',
      '*',
      '9e999',
      'µ',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 8 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(...(Object.keys(DIMENSIONS) as Dimension[])), (text, dimension) => {
        const reading = readQuantity(text, dimension);
        return reading.ok ? Number.isFinite(reading.value) : reading.fix !== '';
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it.each(Object.entries(DIMENSIONS))('%s: its own example parses and one base unit is one', (dimension, rule) => {
    expect(readQuantity(rule.example, dimension as Dimension).ok).toBe(true);
    expect(parseQuantity(`1 ${rule.base}`, dimension as Dimension)).toBe(1);
  });
});

describe('formatQuantity', () => {
  it.each([
    [3.35e12, 'B/s', '3.35 TB/s'],
    [17.5e-12, 'J/H', '17.5 pJ/H'],
    [999.96, 'W', '1 kW'],
    [0, 'W', '0 W'],
    [-1500, 'W', '-1.5 kW'],
    [1e-20, 'J', '0.00001 fJ'],
  ])('writes %d %s as %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text);
  });
});
