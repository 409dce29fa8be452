import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { spawnCli, staleBuild } from './run-cli.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The function that lays out a row of the help text. */
const WRITES_HELP = 'rowToString';

/** What a run of the command line took from disk, by V8's own record of it. */
interface Loaded {
  /** Files, from the root of the project. */
  readonly files: readonly string[];
  /** Packages whose modules are in those files, or are those files. */
  readonly packages: ReadonlySet<string>;
  /** Functions of the bundle's main file that were called. */
  readonly called: ReadonlySet<string>;
}

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly count: number }[];
    }[];
  }[];
}

function loadedBy(args: readonly string[]): Loaded {
  const folder = mkdtempSync(join(tmpdir(), 'loaded-parts-'));
  try {
    expect(spawnCli(args, ROOT, { NODE_V8_COVERAGE: folder }).status).toBe(0);
    const [record] = readdirSync(folder);
    const { result } = JSON.parse(readFileSync(join(folder, record!), 'utf8')) as Coverage;
    const scripts = result.filter(({ url }) => url.startsWith('file:'));
    const paths = scripts.map(({ url }) => fileURLToPath(url));
    const main = scripts.find(({ url }) => url.endsWith('/bundle/main.js'));
    const called = (main?.functions ?? []).filter(({ ranges }) => ranges[0]!.count > 0);
    return {
      files: paths.map((path) => relative(ROOT, path).replaceAll('\\', '/')),
      packages: new Set(paths.flatMap(packagesOf)),
      called: new Set(called.map(({ functionName }) => functionName)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Of a module of a package its name; of a bundled file those of the modules in it, each of which follows its path. */
function packagesOf(path: string): readonly string[] {
  const modules = [path, ...(readFileSync(path, 'utf8').match(/^\/\/ \S+\.[cm]?js$/gm) ?? [])];
  return modules.flatMap((module) => /.*node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(module)?.[1] ?? []);
}

const stale = staleBuild();

(stale === null ? describe : describe.skip)(`what commands load${stale === null ? '' : ` (${stale})`}`, () => {
  it('of help is the parser of the command line, and neither schemas nor data', () => {
    const { files, packages, called } = loadedBy(['--help']);
    expect(called).toContain(WRITES_HELP);
    expect(files.filter((file) => file.startsWith('dist/') && !file.startsWith('dist/bundle/'))).toEqual([]);
    expect(packages).toContain('yargs');
    for (const name of ['zod', 'simple-statistics', 'yaml', 'csv-parse']) expect(packages).not.toContain(name);
    expect(files.length).toBeLessThan(20);
  });

  it('of the help of one command is no more than its options', () => {
    const { files, packages } = loadedBy(['bench', 'compare', '--help']);
    for (const name of ['zod', 'simple-statistics', 'yaml']) expect(packages).not.toContain(name);
    expect(files.length).toBeLessThan(30);
  });

  it('of a simulated model of the catalog are few files, the models of cost, and no library of other commands', () => {
    const { files, packages, called } = loadedBy([
      'simulate',
      '--chip',
      'h100-sxm',
      '--model',
      'llama-3.1-8b',
      '--json',
    ]);
    expect(packages).toContain('zod');
    for (const name of ['mathjs', 'vega', 'vega-lite', 'hyparquet', 'piscina', 'protobufjs', 'simple-statistics'])
      expect(packages).not.toContain(name);
    expect([...packages].filter((name) => name.startsWith('@'))).toEqual([]);
    expect(files.filter((file) => !file.startsWith('dist/bundle/')).sort()).toEqual([
      'bin/siliconomics.js',
      'dist/chips/catalog/catalog.generated.js',
      'dist/chips/nodes/nodes.generated.js',
      'dist/kernels/calibrations/calibrations.generated.js',
      'dist/workloads/models/catalog/catalog.generated.js',
    ]);
    expect(files.length).toBeLessThan(80);
    expect(called).toContain('loadCommands');
    expect(called).not.toContain(WRITES_HELP);
  });
});
