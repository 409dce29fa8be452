import { bitcoinHardware, bitcoinHistory } from '../backtest/bitcoin-data.js';
import { fitBitcoin } from '../backtest/bitcoin-fit.js';
import { BITCOIN_SETTINGS, BITCOIN_START, bitcoinSeries, runBitcoin } from '../backtest/bitcoin-run.js';
import { monthOf } from '../backtest/month.js';
import { bitcoinCrossings, type GenerationCrossing } from './bitcoin-thresholds.js';
import type { ReplayFile } from './economy-file.js';
import type { ReplayEconomy } from './economy-outcome.js';

const FIRST_YEAR = 2013;
const LAST_YEAR = 2025;

/** Runs Bitcoin's history once for each share of revenue paid for work, with the market fitted to its real history. */
export function runReplay(file: ReplayFile): ReplayEconomy {
  const history = bitcoinHistory();
  const hardware = bitcoinHardware();
  const fit = fitBitcoin(bitcoinSeries(history, hardware, BITCOIN_SETTINGS), BITCOIN_SETTINGS, monthOf('2016-12'));
  const shares = file.shares.map((share) => {
    const settings = { ...BITCOIN_SETTINGS, workShare: share };
    const path = runBitcoin(bitcoinSeries(history, hardware, settings), fit, settings);
    const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, i) => {
      const first = (FIRST_YEAR + i) * 12 - BITCOIN_START;
      const mean = (series: Float64Array) =>
        series.subarray(first, first + 12).reduce((sum, value) => sum + value, 0) / 12;
      const hashRateThPerSec = mean(path.workPerSec);
      const powerW = mean(path.powerW);
      const joulesPerTh = powerW / (hashRateThPerSec * settings.powerUsageEffectiveness);
      return { year: FIRST_YEAR + i, hashRateThPerSec, powerW, joulesPerTh };
    });
    return { share, years };
  });
  const generations = bitcoinCrossings(history, file.shares);
  return {
    kind: 'bitcoin-replay',
    name: file.name,
    title: file.title,
    fit,
    shares,
    generations,
    summary: summary(shares, generations),
    assumptions: [
      'Mode ladder: the machines of history are given, so the market answers in proportion to the money; J/TH cannot change in it.',
      "The months in which money covers a design take today's NRE by process, one maker, three years of sales and r 0.2; any other buyer of such chips would bring them forward.",
      'Price, subsidy and fees are those of history: a network that pays its miners less might have had another price.',
      'Fees are 3 % of revenue where they were not measured.',
    ],
  };
}

function summary(shares: ReplayEconomy['shares'], generations: readonly GenerationCrossing[]): string[] {
  const full = shares.find((one) => one.share === 1);
  const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
  return shares.flatMap((one) => {
    const last = one.years.at(-1)!;
    const sentences = [
      `At ${percent(one.share)} paid for work the ${last.year} fleet runs ${(last.hashRateThPerSec / 1e6).toPrecision(3)} EH/s on ${(last.powerW / 1e9).toPrecision(3)} GW at ${last.joulesPerTh.toPrecision(3)} J/TH.`,
    ];
    const late = generations.map((generation) => {
      const date = generation.crossings.find((crossing) => crossing.share === one.share)!.value;
      return `${generation.processNm} nm ${date === null ? 'never' : date <= generation.shipped ? `in ${date}, before it shipped (${generation.shipped})` : `in ${date}, after it shipped (${generation.shipped})`}`;
    });
    sentences.push(`Money covers the middling design cost of ${late.join('; ')}.`);
    if (full !== undefined && one !== full) {
      const ratio = last.hashRateThPerSec / full.years.at(-1)!.hashRateThPerSec;
      sentences.push(
        `That is ${percent(ratio)} of the hash rate at full pay with the same machines: a large network answers in quantity, and in efficiency only where the money no longer covers the last designs.`,
      );
    }
    return sentences;
  });
}
