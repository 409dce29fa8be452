/**
 * Runs independent jobs and returns their results in the order of the jobs, whatever the number of workers: who adds them up
 * in this order gets the same bits from any executor (I8).
 */
export interface Executor {
  readonly workers: number;
  /** `kind` names a job of the table that the executor was made with; `inputs` and results must survive structured cloning. */
  map<Input, Result>(kind: string, inputs: readonly Input[]): Promise<Result[]>;
  close(): Promise<void>;
}
