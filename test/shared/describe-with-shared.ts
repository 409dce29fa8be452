import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from '@jest/globals';

/** The folder beside the project that holds files whose size or licence keeps them out of it. */
const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));

/** Reads files below `../shared`; every path is relative to it. */
export interface Shared {
  readonly path: (name: string) => string;
  readonly text: (name: string) => string;
  readonly bytes: (name: string) => Buffer;
  /** Files below a folder, sorted, with `/` between parts, relative to that folder. */
  readonly list: (folder: string) => string[];
}

const shared: Shared = {
  path: (name) => `${SHARED}${name}`,
  text: (name) => readFileSync(`${SHARED}${name}`, 'utf8'),
  bytes: (name) => readFileSync(`${SHARED}${name}`),
  list: (folder) =>
    readdirSync(`${SHARED}${folder}`, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .sort(),
};

/**
 * A suite that needs files of `../shared`. Without them, or with another reason in `unless`, its body is never called
 * and one skipped test stands for it, named after what is missing; so a body may read wherever it likes, and nothing
 * outside a body may.
 */
export function describeWithShared(
  title: string,
  needs: readonly string[],
  body: (files: Shared) => void,
  unless: () => string | null = () => null,
): void {
  const missing = needs.filter((name) => !existsSync(`${SHARED}${name}`)).map((name) => `no ../shared/${name}`);
  const reason = missing.length > 0 ? missing.join(', ') : unless();
  if (reason === null) describe(title, () => body(shared));
  else describe.skip(`${title} (skipped: ${reason})`, () => it('needs it', () => {}));
}
