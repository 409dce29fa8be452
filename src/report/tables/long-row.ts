/** One figure of an outcome. Rows of any two outcomes can be laid under each other. */
export interface LongRow {
  /** What was run and compared, such as `bittensor-5-95/machine/h100`. */
  readonly runId: string;
  /** Null where the figure is not of one chip. */
  readonly chip: string | null;
  readonly workload: string | null;
  readonly metric: string;
  /** Unit of `value`, such as `USD/year`; `1` for a share or a count. */
  readonly unit: string;
  readonly value: number;
  /** Ends of the interval; null where the figure has none. */
  readonly low: number | null;
  readonly high: number | null;
}
