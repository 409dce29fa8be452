/** One thing wrong with what the user gave, located as exactly as is known. */
export interface Problem {
  /** Stable kebab-case identifier, such as `unknown-key`. */
  readonly code: string;
  /** File as the user named it, or `command line`. */
  readonly file: string;
  /** First line is 1; null where no line is known. */
  readonly line: number | null;
  /** Path within the file, such as `machines[0].chip`; empty at the root. */
  readonly path: string;
  /** What was found, in one sentence. */
  readonly found: string;
  /** What to do about it, in one sentence. */
  readonly fix: string;
}
