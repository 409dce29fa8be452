/** A bar that was set before the test and how the model stands to it; null where the index is needed and was not given. */
export interface BacktestBar {
  readonly bar: string;
  readonly unit: 'share' | 'ratio';
  readonly measured: number | null;
  /** Null where it is the score of a rule that needs the index. */
  readonly limit: number | null;
  readonly kind: 'at-most' | 'at-least';
  readonly met: boolean | null;
}
