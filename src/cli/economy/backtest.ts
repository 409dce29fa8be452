import { basename } from 'node:path';
import { BITCOIN_SETTINGS } from '../../pow-model/history/bitcoin-run.js';
import { drawnCharts } from '../../report/files/drawn-charts.js';
import { backtestCharts, backtestReport, barFigure } from '../../report/pages/backtest-report.js';
import type { BitcoinBacktest, ModelScores } from '../../study/backtest/backtest-outcome.js';
import { BACKTEST_SEED, backtestBitcoin } from '../../study/backtest/bitcoin-backtest.js';
import { backtestPearl } from '../../study/backtest/pearl-backtest.js';
import { parsePowerIndex } from '../../study/backtest/power-index.js';
import { backtestTables } from '../../study/outcome/backtest-tables.js';
import { withholdContent } from '../files/recorded-files.js';
import { checkOutputFolder } from '../folders/output-folder.js';
import { type ReportFacts, writeReport } from '../folders/write-report.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { formatTable, print, printError, printJson } from '../outputs/output.js';

/** Name of the outcome and kind of its manifest. */
const BITCOIN_BACKTEST = 'backtest-bitcoin';

/** Runs `economy backtest bitcoin`. */
export async function runBitcoinBacktest(args: {
  readonly index?: string | undefined;
  readonly out?: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}): Promise<void> {
  const startedAt = new Date();
  if (args.out !== undefined) checkOutputFolder(args.out);
  const indexText = args.index === undefined ? null : readTextFile(args.index);
  const index = indexText === null ? null : parsePowerIndex(indexText, basename(args.index!));
  const result = backtestBitcoin(index);
  if (args.out !== undefined) {
    // The licence of the index forbids passing it on, and a manifest is made to be passed on.
    if (args.index !== undefined) withholdContent(args.index);
    const resolvedInput = { settings: BITCOIN_SETTINGS, index: args.index ?? null };
    await writeBacktest(args.out, result, { resolvedInput, startedAt });
    if (!args.quiet) printError(`Written: ${args.out}`);
  }
  if (args.json) printJson({ backtest: 'bitcoin', ...result });
  else print(describe(result));
}

/** Report, pictures, tables and outcome into a folder. */
async function writeBacktest(
  folder: string,
  result: BitcoinBacktest,
  facts: Pick<ReportFacts, 'resolvedInput' | 'startedAt'>,
) {
  const parts = {
    outcome: { name: BITCOIN_BACKTEST, work: 'sha256d', tables: backtestTables(result) },
    result: { kind: BITCOIN_BACKTEST, ...result },
    page: await backtestReport(result),
    figures: await drawnCharts(backtestCharts(result)),
  };
  const common = { kind: BITCOIN_BACKTEST, seed: BACKTEST_SEED, tickSeconds: {}, fingerprint: null, replayed: null };
  await writeReport(folder, parts, { ...common, ...facts });
}

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

function scoreRow(label: string, scores: ModelScores): string[] {
  return [
    label,
    percent(scores.hashRate.medianError),
    percent(scores.hashRate.within1_5),
    `x${scores.hashRate.worst.toFixed(2)}`,
    scores.power === null ? '-' : percent(scores.power.medianError),
    scores.joulesPerTh === null ? '-' : percent(scores.joulesPerTh.medianError),
  ];
}

const HEADER = ['out of sample, median errors', 'hash rate', 'within 1.5x', 'worst', 'power', 'J/TH'];

function describe(result: BitcoinBacktest): string {
  const { fit, closedFormMargin, bootstrap, settingBand, survey } = result;
  const range = ([low, high]: readonly [number, number]) => `${percent(low)} to ${percent(high)}`;
  return [
    'Bitcoin, fitted on 2013-07 to 2016-12, run free over 2017 to 2025 with price, subsidy and hardware list known',
    `  fitted: speed of entry ${fit.adjustmentPerMonth.toFixed(3)} a month, free-entry margin ${fit.freeEntryMargin.toFixed(2)}` +
      ` (closed form ${closedFormMargin.value.toFixed(2)}, ${closedFormMargin.low.toFixed(2)} to ${closedFormMargin.high.toFixed(2)})`,
    `  in sample: hash rate ${percent(result.inSample.medianError)} over ${result.inSample.quarters} quarters`,
    '',
    formatTable(HEADER, [
      scoreRow(`this model, ${result.outOfSample.hashRate.quarters} quarters`, result.outOfSample),
      scoreRow('  without 2021Q2 to 2022Q3', result.outOfSampleWithoutEpisode),
      ...result.naive.map((rule) => scoreRow(`naive: ${rule.rule}`, rule)),
      ...result.ablations.map((one) => scoreRow(one.variant, one)),
      ...result.windows.map((one) => scoreRow(`fitted to ${one.until}, scored from ${one.scoredFrom}`, one)),
    ]),
    '',
    `90 % block-bootstrap intervals (5 quarters): hash rate ${range(bootstrap.medianError)}, within 1.5x ${range(bootstrap.within1_5)}`,
    ...(result.bootstrapPower === null || result.bootstrapJoulesPerTh === null
      ? []
      : [
          `  power ${range(result.bootstrapPower.medianError)}, J/TH ${range(result.bootstrapJoulesPerTh.medianError)}`,
        ]),
    `with ${settingBand.draws} random settings and nothing fitted: hash rate ${percent(settingBand.medianError.value)} (${range([settingBand.medianError.low, settingBand.medianError.high])}), within 1.5x ${percent(settingBand.within1_5.value)}; their band covers ${percent(settingBand.covered)} of the quarters`,
    `errors of 2013 to 2016 laid around the run hold ${percent(result.residualBand.covered)} of the quarters (90 % wanted)`,
    `fleet of 2024: ${survey.modelJoulesPerTh2024.toFixed(1)} J/TH, surveyed ${survey.surveyedJoulesPerTh2024} (${survey.source})`,
    '',
    formatTable(
      ['from the observed hash rate, error over a drifting random walk', 'origins', 'price known', 'price frozen'],
      result.conditional.map((one) => [
        `${one.quartersAhead} quarter${one.quartersAhead === 1 ? '' : 's'} ahead`,
        String(one.origins),
        one.ratioPriceKnown.toFixed(2),
        one.ratioPriceFrozen.toFixed(2),
      ]),
    ),
    '',
    formatTable(
      ['bar', 'measured', 'limit', ''],
      result.bars.map((bar) => [
        bar.bar,
        bar.measured === null ? '-' : barFigure(bar, bar.measured),
        bar.limit === null ? '-' : `${bar.kind === 'at-most' ? '<=' : '>='} ${barFigure(bar, bar.limit)}`,
        bar.met === null ? 'needs --index' : bar.met ? 'met' : 'missed',
      ]),
    ),
    '',
    ...(result.indexReason === null ? [] : [`- ${result.indexReason}`]),
    ...result.targets.map((one) => `- ${one.figure}: ${one.observed ? 'observed' : 'itself a model'}, ${one.what}`),
    ...result.remarks.map((remark) => `- ${remark}`),
  ].join('\n');
}

/** Runs `economy backtest pearl`. */
export function runPearlBacktest(args: { readonly json: boolean }): void {
  const result = backtestPearl();
  if (args.json) {
    printJson({ backtest: 'pearl', ...result });
    return;
  }
  const thousands = (value: number) => Math.round(value / 1000);
  const { cards, rentUsdPerHour, usdPerDay } = result;
  print(
    [
      'Pearl: free entry at the rental price of a card',
      `  emission ${(usdPerDay.value / 1e6).toFixed(2)} M$ a day, rent ${rentUsdPerHour.value} USD/h (${rentUsdPerHour.low} to ${rentUsdPerHour.high})`,
      `  cards: ${thousands(cards.value)} thousand (${thousands(cards.low)} to ${thousands(cards.high)}); measured about ${thousands(result.measuredCards)} thousand, ${result.measuredInBand ? 'inside' : 'outside'} the band`,
      ...[...result.sources, ...result.remarks].map((sentence) => `- ${sentence}`),
    ].join('\n'),
  );
}
