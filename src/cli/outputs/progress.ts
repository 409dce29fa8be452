import { writeSync } from 'node:fs';

/** Reports progress as a share of 1 with a short label. */
export type Progress = (share: number, label: string) => void;

export interface ProgressLine {
  readonly report: Progress;
  /** Clears the line. */
  readonly done: () => void;
}

/** A progress line on standard error, silent unless that is a terminal outside CI. */
export function createProgressLine(quiet: boolean): ProgressLine {
  const active = !quiet && process.stderr.isTTY === true && !process.env.CI;
  if (!active) return { report: () => {}, done: () => {} };
  let last = '';
  return {
    report(share, label) {
      const filled = Math.round(Math.max(0, Math.min(1, share)) * 24);
      const line = `[${'#'.repeat(filled)}${'.'.repeat(24 - filled)}] ${Math.round(share * 100)}% ${label}`;
      if (line === last) return;
      last = line;
      writeSync(2, `\r\u001b[K${line}`);
    },
    done: () => writeSync(2, '\r\u001b[K'),
  };
}
