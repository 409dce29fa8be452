import { exp, ln } from '../../foundation/numeric/portable-math.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { ClosedForm } from '../run/network/network-closed-forms.js';
import { INTERVAL_LEVELS } from '../run/network/network-figures.js';
import type { NetworkResult } from '../run/network/run-network.js';
import type { Outcome } from './outcome.js';
import { column, figureColumn, keyColumn, type OutcomeCell, type OutcomeTable, textColumn } from './outcome-table.js';

const band = (figure: Band | null): (number | null)[] =>
  figure === null ? [null, null, null] : [figure.value, figure.low, figure.high];

const formula = (form: ClosedForm): [number | null, string] =>
  form.value === null ? [null, form.reason] : [form.value, form.source];

/** What `pow network` found, as tables: network, miners, difficulty and double spends. */
export function networkOutcome(result: NetworkResult): Outcome {
  const tables = [networkTable(result), minerTable(result), difficultyTable(result)];
  if (result.doubleSpend.length > 0) tables.push(doubleSpendTable(result));
  return {
    kind: result.kind,
    name: result.name,
    title: result.title,
    work: '',
    summary: [
      `${result.runs} runs of ${result.blocks} blocks; ${result.rule}, aiming at ${result.blockSec} s.`,
      'Means over the runs with intervals of 95 %; the path of the difficulty is that of the first run.',
    ],
    headlines: [],
    brief: false,
    tables,
    assumptions: [],
  };
}

function networkTable(result: NetworkResult): OutcomeTable {
  const { closedForms, meanIntervalSec } = result;
  const rows: OutcomeCell[][] = [
    ['stale share', '1', ...band(result.staleShare), ...formula(closedForms.staleShare)],
    ['contested share', '1', null, null, null, ...formula(closedForms.forkRate)],
    ['mean block interval', 's', ...band(meanIntervalSec), ...formula(closedForms.meanIntervalSec)],
  ];
  result.intervalsSec.forEach((figure, i) => {
    const level = INTERVAL_LEVELS[i]!;
    const exponential = -ln(1 - level) * meanIntervalSec.value;
    const name = `block interval, ${level * 100} % are shorter`;
    rows.push([name, 's', ...band(figure), exponential, 'exponential of the mean interval']);
  });
  rows.push(['intervals above 6 means', '1', ...band(result.longIntervalShare), exp(-6), 'exponential: e^-6']);
  return {
    id: 'network',
    title: 'Blocks of the network',
    columns: [
      column('metric', 'figure'),
      column('unit', 'unit'),
      column('value', 'mean'),
      column('low', 'low'),
      column('high', 'high'),
      textColumn('closed_form'),
      textColumn('formula'),
    ],
    rows,
    notes: [],
  };
}

function minerTable({ miners, closedForms, coin }: NetworkResult): OutcomeTable {
  return {
    id: 'miners',
    title: 'Revenue by miner',
    columns: [
      keyColumn('miner'),
      textColumn('strategy'),
      figureColumn('hash_share', '1'),
      figureColumn('main_share', '1'),
      figureColumn('main_share_low', '1'),
      figureColumn('main_share_high', '1'),
      figureColumn('closed_form', '1'),
      figureColumn('stale_share', '1'),
      figureColumn('pay_per_hash', '1'),
      figureColumn('coins', coin ?? '1'),
      textColumn('formula'),
    ],
    rows: miners.map((miner, index) => {
      const [value, source] = formula(closedForms.mainShares[index]!);
      return [
        miner.id,
        miner.strategy,
        miner.hashShare,
        ...band(miner.mainShare),
        value,
        miner.staleShare?.value ?? null,
        miner.payPerHash?.value ?? null,
        miner.coins?.value ?? null,
        source,
      ];
    }),
    notes: ['Pay per hash above 1 means that the strategy pays.'],
  };
}

function difficultyTable({ difficultyPath }: NetworkResult): OutcomeTable {
  return {
    id: 'difficulty',
    title: 'Path of the difficulty',
    columns: [
      keyColumn('height', '1'),
      figureColumn('hours', 'h'),
      figureColumn('hash_rate', '1'),
      figureColumn('difficulty', '1'),
      figureColumn('mean_interval_sec', 's'),
    ],
    rows: difficultyPath.map(({ height, seconds, hashRate, difficulty, intervalSec }) => [
      height,
      seconds / 3600,
      hashRate,
      difficulty,
      intervalSec,
    ]),
    notes: [],
  };
}

function doubleSpendTable({ doubleSpend }: NetworkResult): OutcomeTable {
  return {
    id: 'double-spend',
    title: 'Double spends',
    columns: [
      keyColumn('merchant_waits_for'),
      figureColumn('attacker_wins', '1'),
      figureColumn('attacker_wins_low', '1'),
      figureColumn('attacker_wins_high', '1'),
      figureColumn('closed_form', '1'),
      textColumn('formula'),
    ],
    rows: doubleSpend.map(({ waiting, simulated, closedForm, source }) => [
      waiting === 'blocks' ? 'the blocks' : 'the time in which the blocks are expected',
      ...band(simulated),
      closedForm,
      source,
    ]),
    notes: [],
  };
}
