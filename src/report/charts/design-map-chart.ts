import type { DesignMap } from '../../study/economy/design-map.js';
import { type ChartSpec, chart } from './chart.js';

/** The process that each point of (emission, share for work) pays for, at the middling NRE; the number is of makers. */
export function designMapChart(map: DesignMap): ChartSpec {
  const values = map.cells.value.map((cell) => ({
    emission: `${cell.emissionUsdPerYear / 1e6} M$`,
    share: `${Math.round(cell.workShare * 1000) / 10} %`,
    process: cell.generationNm === null ? 'general purpose' : `${cell.generationNm} nm`,
    makers: cell.makers === 0 ? '' : String(cell.makers),
  }));
  const processes = ['general purpose', ...new Set(map.thresholds.map((one) => `${one.processNm} nm`))];
  const axes = {
    x: {
      field: 'share',
      type: 'ordinal',
      sort: null,
      title: 'share of emission paid for work',
      axis: { labelAngle: 0 },
    },
    y: { field: 'emission', type: 'ordinal', sort: 'descending', title: 'emission value a year' },
  };
  const rows = map.emissionsUsdPerYear.map((emission) => `${emission / 1e6} M$`).reverse();
  return chart('Which chip the pay brings forth', 'mode designed; middling NRE; number of makers', {
    width: 460,
    height: { step: 34 },
    data: { values },
    encoding: { ...axes, y: { ...axes.y, sort: rows } },
    layer: [
      {
        mark: { type: 'rect', stroke: '#ffffff' },
        encoding: {
          color: {
            field: 'process',
            type: 'nominal',
            title: null,
            scale: { domain: processes, range: SHADES.slice(0, processes.length) },
          },
        },
      },
      {
        mark: { type: 'text', fontSize: 12, color: '#14202c' },
        encoding: { text: { field: 'makers', type: 'nominal' } },
      },
    ],
  });
}

/** From none to the finest process, light to dark and readable under dark text. */
const SHADES = ['#eef1f4', '#dcecf7', '#b9dcf0', '#8cc8e8', '#56b4e9', '#3a98cc', '#2b7fb3'];
