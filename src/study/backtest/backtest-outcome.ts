import type { BacktestBar } from './backtest-bar.js';
import type { BacktestPaths } from './backtest-paths.js';
import type { BitcoinFit } from './bitcoin-fit.js';
import type { ConditionalScore } from './conditional-test.js';
import type { QuarterRatio, QuarterScore, ScoreIntervals } from './quarter-scores.js';
import type { ResidualBand } from './residual-band.js';
import type { SettingBand } from './setting-band.js';

/** Scores of one model; null where it or the data say nothing. */
export interface ModelScores {
  readonly hashRate: QuarterScore;
  readonly power: QuarterScore | null;
  readonly joulesPerTh: QuarterScore | null;
}

/** What `economy backtest bitcoin` finds. */
export interface BitcoinBacktest {
  readonly bars: readonly BacktestBar[];
  readonly fit: BitcoinFit;
  /** x0 of the closed form at 0.8 USD/W, r 0.2, and its range over 0.6 to 0.8 USD/W and r 0.1 to 0.2. */
  readonly closedFormMargin: { readonly value: number; readonly low: number; readonly high: number };
  readonly inSample: QuarterScore;
  readonly outOfSample: ModelScores;
  readonly outOfSampleWithoutEpisode: ModelScores;
  /** 90 % block-bootstrap intervals of the hash rate's scores, and of the others where the index is given. */
  readonly bootstrap: ScoreIntervals;
  readonly bootstrapPower: ScoreIntervals | null;
  readonly bootstrapJoulesPerTh: ScoreIntervals | null;
  readonly naive: readonly ({ readonly rule: string; readonly silence: string | null } & ModelScores)[];
  readonly ablations: readonly ({ readonly variant: string; readonly fit: BitcoinFit } & ModelScores)[];
  readonly windows: readonly ({
    readonly until: string;
    readonly scoredFrom: string;
    readonly fit: BitcoinFit;
  } & ModelScores)[];
  readonly settingBand: SettingBand;
  readonly residualBand: ResidualBand;
  readonly conditional: readonly ConditionalScore[];
  readonly survey: {
    readonly modelJoulesPerTh2024: number;
    readonly surveyedJoulesPerTh2024: number;
    readonly source: string;
  };
  readonly quarters: {
    readonly hashRate: readonly QuarterRatio[];
    readonly power: readonly QuarterRatio[] | null;
    readonly joulesPerTh: readonly QuarterRatio[] | null;
  };
  readonly paths: BacktestPaths;
  /** What each figure is scored against, and whether that was observed or is itself the output of a model. */
  readonly targets: readonly { readonly figure: string; readonly observed: boolean; readonly what: string }[];
  readonly indexReason: string | null;
  readonly remarks: readonly string[];
}
