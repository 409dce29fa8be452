/** Runs independent jobs and returns their results in the order of the jobs, whatever the number of workers. */
export interface Executor {
  readonly workers: number;
  /** `kind` names a job function that every worker knows; `inputs` and results must survive structured cloning. */
  map<Input, Result>(kind: string, inputs: readonly Input[]): Promise<Result[]>;
  close(): Promise<void>;
}
