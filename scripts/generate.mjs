import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../src', import.meta.url));
const DATA_FOLDERS = new Set(['catalog', 'calibrations', 'nodes']);

function dataFolders(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return DATA_FOLDERS.has(entry.name) ? [path] : dataFolders(path);
    });
}

/** Compiles each data folder (YAML or JSON files) into one module inside it, so that the core reads its data without I/O. */
export async function generate() {
  const { parse } = await import('yaml');
  for (const folder of dataFolders(src)) {
    const entries = {};
    for (const file of readdirSync(folder).sort()) {
      const ending = extname(file);
      if (ending !== '.yaml' && ending !== '.json') continue;
      const text = readFileSync(join(folder, file), 'utf8');
      entries[basename(file, ending)] = ending === '.json' ? JSON.parse(text) : parse(text);
    }
    const name = basename(folder);
    const literal = JSON.stringify(JSON.stringify(entries));
    const module = `export const ${name}: Readonly<Record<string, unknown>> = JSON.parse(${literal});\n`;
    const target = join(folder, `${name}.generated.ts`);
    if (!existsSync(target) || readFileSync(target, 'utf8') !== module) writeFileSync(target, module);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate();
