import type { GivenEconomy, GivenMachine } from '../../../study/run/given/given-outcome.js';
import { type ChartSpec, chart } from '../chart.js';

/** Who does the work over time: areas of the machines that ever do a twentieth of it, the others together. */
export function fleetChart(
  machines: readonly GivenMachine[],
  path: GivenEconomy['paths'][number],
  comparison: string,
): ChartSpec {
  const large = machines.map((_, m) => path.central.some((quarter) => quarter.machineShares[m]! > 0.05));
  const values = path.central.flatMap(({ year, machineShares }) => {
    const rows = machines.flatMap(({ label }, m) =>
      large[m] ? [{ year, machine: label, share: machineShares[m]! }] : [],
    );
    const rest = machineShares.reduce((sum, share, m) => sum + (large[m] ? 0 : share), 0);
    return rest > 0.0005 ? [...rows, { year, machine: 'others', share: rest }] : rows;
  });
  return chart(
    'Machines that do the work',
    `${comparison}; ${path.label}, on the middle path; share of the work rate`,
    {
      width: 560,
      height: 240,
      data: { values },
      mark: { type: 'area' },
      encoding: {
        x: { field: 'year', type: 'quantitative', title: 'years from the start', axis: { tickMinStep: 1 } },
        y: {
          field: 'share',
          type: 'quantitative',
          stack: 'zero',
          axis: { format: '%' },
          title: null,
          scale: { domain: [0, 1] },
        },
        color: { field: 'machine', type: 'nominal', title: null, sort: null },
      },
    },
  );
}
