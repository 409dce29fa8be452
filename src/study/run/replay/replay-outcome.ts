import type { NreCase } from '../../../pow-model/market/design/designed-input.js';
import type { BitcoinFit } from '../../backtest/bitcoin-fit.js';
import type { GenerationCrossing } from './bitcoin-thresholds.js';

/** Means of a year. */
export interface ReplayYear {
  readonly year: number;
  readonly hashRateThPerSec: number;
  readonly powerW: number;
  readonly joulesPerTh: number;
}

/** Bitcoin's history with a part of its revenue paid for work. */
export interface ReplayEconomy {
  readonly kind: 'bitcoin-replay';
  readonly name: string;
  readonly title: string;
  readonly fit: BitcoinFit;
  readonly shares: readonly {
    readonly share: number;
    /** With the machines of history. */
    readonly years: readonly ReplayYear[];
    /** With each generation as late as its pay covers its design, by NRE case. */
    readonly delayedYears: Readonly<Record<NreCase, readonly ReplayYear[]>>;
  }[];
  readonly generations: readonly GenerationCrossing[];
  readonly summary: readonly string[];
  readonly assumptions: readonly string[];
}
