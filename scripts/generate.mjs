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

/** A value as a text of JavaScript that is parsed as JSON; single quotes leave the many double ones of JSON as they are. */
function parsed(value) {
  return `JSON.parse('${JSON.stringify(value).replace(/[\\']/g, '\\$&')}')`;
}

/** A record whose entries are parsed when they are read, each time: whoever reads one keeps it. */
function record(name, entries) {
  const getters = Object.entries(entries).map(
    ([key, value]) => `  get ${JSON.stringify(key)}(): unknown {\n    return ${parsed(value)};\n  },\n`,
  );
  return `export const ${name}: Readonly<Record<string, unknown>> = {\n${getters.join('')}};\n`;
}

/** Which fits there are is asked of every device, so it is apart from the residuals, which are most of the text. */
function calibrationsModule(entries) {
  const heads = {};
  const residuals = {};
  for (const [device, calibration] of Object.entries(entries)) {
    residuals[device] = calibration.entries.map(({ residual }) => residual);
    heads[device] = { ...calibration, entries: calibration.entries.map(({ residual: _, ...head }) => head) };
  }
  return record('calibrations', heads) + record('residuals', residuals);
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
    const module = name === 'calibrations' ? calibrationsModule(entries) : record(name, entries);
    const target = join(folder, `${name}.generated.ts`);
    if (!existsSync(target) || readFileSync(target, 'utf8') !== module) writeFileSync(target, module);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate();
