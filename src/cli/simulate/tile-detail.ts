import { UserError } from '../../foundation/errors/user-error.js';
import { formatSi } from '../../report/tables/format-figure.js';
import type { TileOperator } from '../../sim/machine/tile-operators.js';
import { DEFAULT_TILE_OPTIONS, type TileRunOptions } from '../../sim/tile/run-tiles.js';
import type { TileReport } from '../../sim/tile/tile-report.js';
import { CORE_STATES } from '../../sim/tile/tile-run.js';
import { formatTable } from '../outputs/output.js';

export interface DetailArguments {
  readonly detail: 'operator' | 'tile';
  readonly tieBreak: string | undefined;
  readonly timings: string | undefined;
}

/** How tiles are to be run; null for `--detail operator`. */
export function tileOptions({ detail, tieBreak, timings }: DetailArguments): TileRunOptions | null {
  const problem = (path: string, found: string, fix: string) =>
    new UserError([{ code: 'bad-option', file: 'command line', line: null, path, found, fix }]);
  if (detail === 'operator') {
    if (tieBreak === undefined) return null;
    throw problem(
      '--tie-break',
      'Only tile events have ties to break.',
      'Add --detail tile, or leave --tie-break out.',
    );
  }
  if (timings !== undefined) {
    const found = 'Tile events are not taken from measured kernels.';
    throw problem('--timings', found, 'Leave --timings out, or ask for --detail operator.');
  }
  const given = tieBreak ?? 'fifo';
  if (given === 'fifo' || isShuffle(given)) return { ...DEFAULT_TILE_OPTIONS, tieBreak: given };
  throw problem(
    '--tie-break',
    `It must be fifo or shuffle:<seed>; found ${JSON.stringify(given.slice(0, 60))}.`,
    'Write fifo, or shuffle: and a seed, such as shuffle:1.',
  );
}

function isShuffle(text: string): text is `shuffle:${string}` {
  return /^shuffle:.{1,60}$/.test(text);
}

/** What `--json` says of the tiles. */
export function tileDetailJson(operators: readonly TileOperator[], options: TileRunOptions): object {
  return {
    name: 'tile',
    model: 'tile events over the mappings of the white box; launches and links in closed form',
    provenance: 'analytic',
    tickSeconds: 1e-12,
    tieBreak: options.tieBreak,
    blockBudget: options.blockBudget,
    operators: operators.map(({ report, ...operator }) => ({
      ...operator,
      ...(report === null ? { onLink: true } : { onLink: false, ...reportJson(report) }),
    })),
  };
}

function reportJson({ runs, seconds, op, ...figures }: TileReport): object {
  return {
    kind: op.kind,
    ...figures,
    kernels: runs.map(({ plan, schedule, seconds: kernelSec }) => ({
      label: plan.label,
      seconds: kernelSec,
      closedFormSec: plan.closedFormSec,
      tile: plan.mapping.tile,
      tiles: plan.tasks,
      loadSteps: plan.steps,
      loadStages: plan.stages,
      schedule,
    })),
  };
}

const STATE_TITLES = { compute: 'works', dram: 'DRAM', bank: 'banks', noc: 'port', store: 'store', idle: 'no tile' };

/** One line an operator: where the time of its cores goes. */
export function describeTiles(operators: readonly TileOperator[]): string {
  const rows = operators.map(({ group, times, seconds, report }) => {
    const head = [group, String(times), formatSi(seconds.value, 's')];
    if (report === null) return [...head, 'link, closed form'];
    const share = (part: number) => wholePercent(part / report.seconds);
    return [
      ...head,
      formatSi(report.closedFormSec, 's'),
      report.bound,
      share(report.launchSec),
      ...CORE_STATES.map((state) => share(report.coreSec[state])),
      wholePercent(report.channels.busyShare),
      report.channels.meanQueue.toFixed(1),
    ];
  });
  const coarsest = Math.max(1, ...operators.map(({ report }) => report?.stepsPerBlock ?? 1));
  return [
    formatTable(
      [
        'operator',
        'times',
        'tile events',
        'closed form',
        'bound',
        'launch',
        ...CORE_STATES.map((state) => STATE_TITLES[state]),
        'DRAM busy',
        'queue',
      ],
      rows,
    ),
    '',
    'Times come from tile events over the mappings of the white box, not from measured kernels; closed form is its own time.',
    'Shares are of the operator, mean over all cores: at work, waiting for main memory, shared banks, the own port or a store,',
    'or without a tile. DRAM busy and queue (pieces waiting at a channel) are means over its channels until the last write is through.',
    coarsest === 1
      ? 'Every load step is an event of its own.'
      : `Up to ${coarsest} load steps are drawn together into one event; bytes, operations and tiles are counted exactly.`,
  ].join('\n');
}

function wholePercent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
