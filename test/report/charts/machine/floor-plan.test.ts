import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { floorPlanSvg } from '../../../../src/report/charts/machine/floor-plan.js';

function rectangles(svg: string) {
  const found = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)];
  return found.map(([, x, y, width, height]) => ({ x: +x!, y: +y!, width: +width!, height: +height! }));
}

describe('a floor plan', () => {
  it('gives every block its share of the die, inside the die', () => {
    const area = fc.double({ min: 1, max: 300, noNaN: true });
    fc.assert(
      fc.property(fc.array(area, { minLength: 1, maxLength: 12 }), (areas) => {
        const svg = floorPlanSvg(
          'chip',
          areas.map((mm2, index) => ({ name: `b${index}`, mm2 })),
        );
        const sorted = [...areas].sort((a, b) => b - a);
        const total = areas.reduce((sum, mm2) => sum + mm2, 0);
        const drawn = rectangles(svg);
        expect(drawn.length).toBe(areas.length);
        drawn.forEach(({ x, y, width, height }, index) => {
          // Coordinates are rounded to a tenth of a pixel.
          expect(Math.abs((width * height) / 520 ** 2 - sorted[index]! / total)).toBeLessThan(4e-4);
          expect(x + width).toBeLessThanOrEqual(540.11);
          expect(y + height).toBeLessThanOrEqual(566.11);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('writes names so that they cannot break the picture', () => {
    expect(floorPlanSvg('<b> & "c"', [{ name: '<script>', mm2: 1 }])).not.toMatch(/<script>|<b>/);
  });

  it('refuses a die without area', () => {
    expect(() => floorPlanSvg('none', [])).toThrow(RangeError);
  });
});
