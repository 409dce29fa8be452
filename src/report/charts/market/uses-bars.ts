import type { ChartSpec } from '../chart.js';
import { NAME_AXIS, NAME_LEGEND } from '../name-labels.js';

/** A part of a rule's bar. */
export interface UseShare {
  readonly rule: string;
  readonly use: string;
  readonly share: number;
  readonly order: number;
}

/** Bars of shares, one a rule, stacked by use in the order given. */
export function usesBars(values: readonly UseShare[], x: ChartSpec, color: ChartSpec): ChartSpec {
  return {
    width: 560,
    height: { step: 34 },
    data: { values },
    mark: { type: 'bar' },
    encoding: {
      y: { field: 'rule', type: 'nominal', title: null, sort: null, axis: NAME_AXIS },
      x: { field: 'share', type: 'quantitative', stack: 'zero', axis: { format: '%' }, ...x },
      color: { field: 'use', type: 'nominal', title: null, legend: NAME_LEGEND, ...color },
      order: { field: 'order', type: 'quantitative' },
    },
  };
}
