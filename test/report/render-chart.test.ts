import { describe, expect, it } from '@jest/globals';
import { predictionScatter, residualChart } from '../../src/report/charts/evidence/validation-chart.js';
import { energyChart } from '../../src/report/charts/machine/energy-chart.js';
import { operatorTimeChart } from '../../src/report/charts/machine/operator-time-chart.js';
import { rooflineChart } from '../../src/report/charts/machine/roofline-chart.js';
import { rewardFlowChart } from '../../src/report/charts/market/reward-flow-chart.js';
import { trajectoryChart } from '../../src/report/charts/market/trajectory-chart.js';
import { renderSvg, svgToPng } from '../../src/report/pages/render-chart.js';

const point = (rule: string, year: number) => ({ rule, year, value: 10 + year, low: 5 + year, high: 20 + year });

const CHARTS = {
  roofline: rooflineChart(
    [{ machine: 'H100', peakOpsPerSec: 989e12, bandwidthBytesPerSec: 3.35e12 }],
    [{ machine: 'H100', phase: 'decode', opsPerByte: 2, opsPerSec: 5e12 }],
  ),
  operators: operatorTimeChart([{ machine: 'H100', phase: 'decode', group: 'qkv', seconds: 1 }]),
  energy: energyChart([{ machine: 'H100', phase: 'decode', joules: 2, low: 1, high: 3 }]),
  flow: rewardFlowChart([{ rule: 'pow-100', use: 'machines', share: 1 }], 'equal emission'),
  trajectory: trajectoryChart('Fleet', 'W', [point('pow-100', 0), point('pow-100', 1)], 'equal emission', true),
};

describe('charts', () => {
  it.each(Object.entries(CHARTS))('%s compiles without a warning and draws the same SVG twice', async (_name, spec) => {
    const first = await renderSvg(spec);
    expect(first).toMatch(/^<svg/);
    expect(first).not.toMatch(/NaN|Infinity/);
    expect(await renderSvg(spec)).toBe(first);
  });

  it('a logarithmic band is drawn between its ends and not stacked from zero', async () => {
    const svg = await renderSvg(CHARTS.trajectory);
    const area = /<path[^>]* d="([^"]+)"[^>]*opacity="0.16"/.exec(svg)?.[1] ?? '';
    const heights = [...area.matchAll(/[ML][^,]+,([\d.]+)/g)].map((match) => Number(match[1]));
    expect(heights.length).toBeGreaterThanOrEqual(4);
    // 240 is the bottom of the plot, where a stacked logarithmic area would have its base.
    for (const height of heights) expect(height).toBeLessThan(240);
  });

  it('PNG carries the text of the chart', async () => {
    const svg = await renderSvg(CHARTS.flow);
    const withText = svgToPng(svg, 1);
    const withoutText = svgToPng(svg.replaceAll(/<text[^>]*>[^<]*<\/text>/g, ''), 1);
    expect([...withText.slice(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
    expect(withText.length).toBeGreaterThan(withoutText.length);
  });
});

describe('the charts of a validation', () => {
  it('draw thinned points that keep every kernel, without a warning', async () => {
    const points = Array.from({ length: 2000 }, (_, i) => ({
      kernel: i === 7 ? 'rope' : 'gemm',
      measuredUs: 1 + i,
      predictedUs: 1.1 * (1 + i),
    }));
    for (const spec of [predictionScatter(points), residualChart(points)]) {
      const svg = await renderSvg(spec);
      expect(svg).not.toMatch(/NaN|Infinity/);
      expect(svg).toContain('rope');
    }
  });
});
