/** A job: a pure function from a serialisable input to a serialisable result. */
export type Job = (input: never) => unknown;

/** The jobs that an executor can run, by the kind that `map` names. */
export type JobTable = Readonly<Record<string, Job>>;

/** Where a worker in another thread or process finds the same table: a module of built JavaScript and its export. */
export interface JobModule {
  /** URL of the module, such as that of a file. */
  readonly url: string;
  readonly exportName: string;
}

/** Imports the table of a job module. Throws an Error where the module has no such export. */
export async function loadJobTable({ url, exportName }: JobModule): Promise<JobTable> {
  const loaded = (await import(url)) as Readonly<Record<string, unknown>>;
  const table = loaded[exportName];
  if (typeof table !== 'object' || table === null) throw new Error(`${url} exports no job table ${exportName}.`);
  return table as JobTable;
}
