import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(`${ROOT}docs`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.replaceAll('\\', '/')}`)
    // The API reference is built from the others.
    .filter((file) => !file.startsWith('docs/api/')),
].sort();

/** Paths of the project in backticks, and targets of relative links, each as a path from its root. */
function namedPaths(page: string, text: string): string[] {
  // A star stands for any name: what must exist is the folder above it.
  const quoted = [...text.matchAll(/`((?:src|test|bench|scripts|examples|schemas|docs|\.github)\/[\w./*-]*)`/g)].map(
    ([, path]) => path!.replace(/\/[^/]*\*.*$/, ''),
  );
  const linked = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)[^)]*\)/g)].map(([, path]) =>
    join(dirname(page), path!).replaceAll('\\', '/'),
  );
  return [...quoted, ...linked];
}

describe('the documents', () => {
  it.each(PAGES)('name only files that exist in %s', (page) => {
    const missing = namedPaths(page, readFileSync(`${ROOT}${page}`, 'utf8')).filter(
      (path) => !existsSync(`${ROOT}${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('say how to add six kinds of things, at least three files each', () => {
    for (const kind of ['chip', 'model', 'kernel-family', 'protocol', 'reward-rule', 'importer']) {
      const page = `docs/contributing/${kind}.md`;
      expect(readFileSync(`${ROOT}CONTRIBUTING.md`, 'utf8')).toContain(`(${page})`);
      expect(new Set(namedPaths(page, readFileSync(`${ROOT}${page}`, 'utf8'))).size).toBeGreaterThanOrEqual(3);
    }
  });

  it('are read as a reader would', () => {
    const text = 'See `src/a/b.ts`, `bench/x/*.json`, [c](../c.md#part), [d](https://example.org/d) and `npm test`.';
    expect(namedPaths('docs/contributing/page.md', text)).toEqual(['src/a/b.ts', 'bench/x', 'docs/c.md']);
  });
});
