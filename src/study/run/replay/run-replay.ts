import { bitcoinHardware, bitcoinHistory, type ListedMachine } from '../../../pow-model/history/bitcoin-data.js';
import { BITCOIN_SETTINGS, BITCOIN_START, bitcoinSeries, runBitcoin } from '../../../pow-model/history/bitcoin-run.js';
import { monthOf } from '../../../pow-model/history/month.js';
import type { NreCase } from '../../../pow-model/market/design/designed-input.js';
import { fitBitcoin } from '../../backtest/bitcoin-fit.js';
import type { ReplayFile } from '../../files/replay/replay-file.js';
import { bitcoinCrossings, delayedHardware, type GenerationCrossing } from './bitcoin-thresholds.js';
import type { ReplayEconomy, ReplayYear } from './replay-outcome.js';

const FIRST_YEAR = 2013;
const LAST_YEAR = 2025;

/** Runs Bitcoin's history once for each share of revenue paid for work, with the market fitted to its real history. */
export function runReplay(file: ReplayFile): ReplayEconomy {
  const history = bitcoinHistory();
  const hardware = bitcoinHardware();
  const fit = fitBitcoin(bitcoinSeries(history, hardware, BITCOIN_SETTINGS), BITCOIN_SETTINGS, monthOf('2016-12'));
  const generations = bitcoinCrossings(history, file.shares);
  const yearsOf = (share: number, machines: readonly ListedMachine[]): ReplayYear[] => {
    const settings = { ...BITCOIN_SETTINGS, workShare: share };
    const path = runBitcoin(bitcoinSeries(history, machines, settings), fit, settings);
    return Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, i) => {
      const first = (FIRST_YEAR + i) * 12 - BITCOIN_START;
      const mean = (series: Float64Array) =>
        series.subarray(first, first + 12).reduce((sum, value) => sum + value, 0) / 12;
      const hashRateThPerSec = mean(path.workPerSec);
      const powerW = mean(path.powerW);
      const joulesPerTh = powerW / (hashRateThPerSec * settings.pue);
      return { year: FIRST_YEAR + i, hashRateThPerSec, powerW, joulesPerTh };
    });
  };
  const shares = file.shares.map((share) => {
    const delayed = (nreCase: NreCase) => yearsOf(share, delayedHardware(hardware, generations, share, nreCase));
    return {
      share,
      years: yearsOf(share, hardware),
      delayedYears: { low: delayed('low'), value: delayed('value'), high: delayed('high') },
    };
  });
  return {
    kind: 'bitcoin-replay',
    name: file.name,
    title: file.title,
    fit,
    shares,
    generations,
    summary: summary(shares, generations),
    assumptions: [
      'With the machines of history given, the market answers in proportion to the money and J/TH cannot change. Beside it each generation is made as late as its pay covers its design, plus the lead; that part rests on the designers of docs/economics.md, section 4, which no history can validate.',
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
    const late = generations.map(({ processNm, crossings }) => {
      const { delayMonths } = crossings.find((crossing) => crossing.share === one.share)!;
      const ends = [lateText(delayMonths.low), lateText(delayMonths.high)];
      const range = ends[0] === ends[1] ? '' : ` (${ends.join(' to ')})`;
      return `${processNm} nm ${lateText(delayMonths.value)}${range}`;
    });
    const made = (nreCase: NreCase) => one.delayedYears[nreCase].at(-1)!.joulesPerTh.toPrecision(3);
    const madeRange = made('low') === made('high') ? '' : ` (${made('low')} to ${made('high')})`;
    sentences.push(
      `If chips had come only when this pay covered their design, at middling NRE (low to high): ${late.join('; ')}. The ${last.year} fleet would then run at ${made('value')} J/TH${madeRange}.`,
    );
    if (full !== undefined && one !== full) {
      const ratio = last.hashRateThPerSec / full.years.at(-1)!.hashRateThPerSec;
      sentences.push(
        `With the machines of history that is ${percent(ratio)} of the hash rate at full pay: a large network answers in quantity, and in efficiency only where the money no longer covers the last designs.`,
      );
    }
    return sentences;
  });
}

function lateText(months: number | null): string {
  return months === null ? 'never' : months === 0 ? 'on time' : `${months} months late`;
}
