import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist/bundle');

/** What nearly every command loads; other packages are large, find files of their own, or serve few commands. */
const BUNDLED = new Set(['csv-parse', 'simple-statistics', 'yaml', 'yargs', 'zod']);

/** A path as a module of the bundle writes it. */
const fromFolder = (path) => relative(folder, path).replaceAll('\\', '/');
const own = (path) => path.startsWith(join(root, 'dist'));
const packageOf = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** Leaves to Node.js what is not bundled, among it the data, which would be in the package twice. */
const external = {
  name: 'external',
  setup({ onResolve }) {
    onResolve({ filter: /\.generated\.js$/ }, ({ path, resolveDir }) => ({
      path: fromFolder(resolve(resolveDir, path)),
      external: true,
    }));
    onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
      const left = own(importer) && !BUNDLED.has(packageOf(path));
      return left ? { path, external: true } : null;
    });
  },
};

/** `import.meta.url` stays the place of the module as it was compiled: workers, assets and package.json are found from there. */
const places = {
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, ({ path }) => {
      if (!own(path)) return null;
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta.url')) return null;
      const place = `new URL(${JSON.stringify(fromFolder(path))}, import.meta.url).href`;
      return { contents: text.replaceAll('import.meta.url', place), loader: 'js' };
    });
  },
};

/** The licence of each package that the bundle holds a copy of. */
function licences(inputs) {
  const packages = new Set(
    Object.keys(inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  return [...packages].sort().map((path) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, path)).find((one) => /^licen[cs]e/i.test(one));
    if (file === undefined) throw new Error(`${name} has no file with its licence.`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(root, path, file), 'utf8').trim()}\n`;
  });
}

/**
 * Bundles the command line into few files, `dist/bundle/main.js` and what its dynamic imports load: resolving and reading
 * hundreds of small modules takes Node.js longer than most commands. Library exports stay as they were compiled.
 */
export async function bundle() {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join(root, 'dist/cli/main.js')],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    logLevel: 'warning',
    // Packages in CommonJS ask for modules of Node.js.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module';const require = requireOf(import.meta.url);",
    },
    plugins: [external, places],
  });
  writeFileSync(join(folder, 'LICENSES.txt'), [...new Set(licences(metafile.inputs))].join(`\n${'-'.repeat(80)}\n\n`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
