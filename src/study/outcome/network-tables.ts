import { exp, ln } from '../../foundation/numeric/portable-math.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import { type EconomyTable, figureColumn, keyColumn, textColumn } from '../economy/economy-table.js';
import type { ClosedForm } from '../run/network-closed-forms.js';
import { INTERVAL_LEVELS } from '../run/network-figures.js';
import type { NetworkOutcome } from '../run/run-network.js';

const band = (figure: Band | null): (number | null)[] =>
  figure === null ? [null, null, null] : [figure.value, figure.low, figure.high];

const formula = (form: ClosedForm): [number | null, string] =>
  form.value === null ? [null, form.reason] : [form.value, form.source];

/** The outcome of `pow network` as tables: network, miners, difficulty and double spends; intervals are 95 %. */
export function networkTables(outcome: NetworkOutcome): EconomyTable[] {
  const tables = [networkTable(outcome), minerTable(outcome), difficultyTable(outcome)];
  if (outcome.doubleSpend.length > 0) tables.push(doubleSpendTable(outcome));
  return tables;
}

function networkTable(outcome: NetworkOutcome): EconomyTable {
  const { closedForms, meanIntervalSec } = outcome;
  const rows: (string | number | null)[][] = [
    ['stale share', '1', ...band(outcome.staleShare), ...formula(closedForms.staleShare)],
    ['contested share', '1', null, null, null, ...formula(closedForms.forkRate)],
    ['mean block interval', 's', ...band(meanIntervalSec), ...formula(closedForms.meanIntervalSec)],
  ];
  outcome.intervalsSec.forEach((figure, i) => {
    const level = INTERVAL_LEVELS[i]!;
    const exponential = -ln(1 - level) * meanIntervalSec.value;
    const name = `block interval, ${level * 100} % are shorter`;
    rows.push([name, 's', ...band(figure), exponential, 'exponential of the mean interval']);
  });
  rows.push(['intervals above 6 means', '1', ...band(outcome.longIntervalShare), exp(-6), 'exponential: e^-6']);
  return {
    name: 'network',
    columns: [
      keyColumn('figure'),
      textColumn('unit'),
      figureColumn('mean', 'as in unit'),
      figureColumn('low', 'as in unit'),
      figureColumn('high', 'as in unit'),
      figureColumn('closed form', 'as in unit'),
      textColumn('formula'),
    ],
    rows,
  };
}

function minerTable({ miners, closedForms, coin }: NetworkOutcome): EconomyTable {
  return {
    name: 'miners',
    columns: [
      keyColumn('miner'),
      textColumn('strategy'),
      figureColumn('hash share', '1'),
      figureColumn('main chain share', '1'),
      figureColumn('low', '1'),
      figureColumn('high', '1'),
      figureColumn('closed form', '1'),
      figureColumn('stale share', '1'),
      figureColumn('pay per hash', '1'),
      figureColumn('coins a run', coin ?? 'none'),
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
  };
}

function difficultyTable({ difficultyPath }: NetworkOutcome): EconomyTable {
  return {
    name: 'difficulty',
    columns: [
      keyColumn('height', '1'),
      figureColumn('time', 'h'),
      figureColumn('hash rate', '1'),
      figureColumn('difficulty', '1'),
      figureColumn('mean interval', 's'),
    ],
    rows: difficultyPath.map(({ height, seconds, hashRate, difficulty, intervalSec }) => [
      height,
      seconds / 3600,
      hashRate,
      difficulty,
      intervalSec,
    ]),
  };
}

function doubleSpendTable({ doubleSpend }: NetworkOutcome): EconomyTable {
  return {
    name: 'double-spend',
    columns: [
      keyColumn('merchant waits for'),
      figureColumn('attacker wins', '1'),
      figureColumn('low', '1'),
      figureColumn('high', '1'),
      figureColumn('closed form', '1'),
      textColumn('formula'),
    ],
    rows: doubleSpend.map(({ waiting, simulated, closedForm, source }) => [
      waiting === 'blocks' ? 'the blocks' : 'the time in which the blocks are expected',
      ...band(simulated),
      closedForm,
      source,
    ]),
  };
}
