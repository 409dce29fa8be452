import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { pageDecompressors } from '../dist/cli/inputs/page-decompressors.js';
import { formatTimings, importTimings } from '../dist/kernels/index.js';

// Rebuilds timing tables from clones of the public repositories that they were sampled from, keeping only the rows whose
// (source, shape) key is in a list, so that others can repeat the fidelity table. `--list TABLES` prints such a list.
const USAGE = `fetch-timings --keys FILE --sources FILE --clones DIR --out DIR
fetch-timings --list FILE_OR_FOLDER

  --keys     CSV with the columns source,shape, as --list prints it
  --sources  CSV with the columns source,repository,path,licence and, where the table does not say it, device
  --clones   folder that holds each repository by its name, such as DIR/ai-dynamo/aiconfigurator
  --out      folder to write to, one CSV a device`;

const SHAPE = ['kernel', 'dtype', 'kv_dtype', 'm', 'n', 'k', 'batch', 'q_len', 'kv_len', 'heads', 'kv_heads'].concat([
  'head_dim',
  'window',
  'tokens',
  'hidden',
  'inter',
  'experts',
  'topk',
  'tp',
  'ep',
  'distribution',
  'n_gpus',
  'bytes',
]);

/** A row's shape as text; equal shapes give equal keys whatever tool wrote them. */
const shapeKey = (row) =>
  SHAPE.filter((name) => row[name] !== undefined && String(row[name]) !== '')
    .map((name) => `${name}=${row[name]}`)
    .join(';');
const rowKey = (row) => `${row.source}\t${shapeKey(row)}`;
const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const readCsv = (file) => parse(readFileSync(file, 'utf8'), { columns: true });

function tables(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => /[^/]+\/[^/]+\.csv$/.test(file))
    .map((file) => join(path, file));
}

function list(path) {
  const keys = new Set(tables(path).flatMap((file) => readCsv(file).map(rowKey)));
  console.log('source,shape');
  for (const key of [...keys].sort()) console.log(key.split('\t').map(quoted).join(','));
}

async function rebuild({ keys, sources, clones, out }) {
  const wanted = new Set(readCsv(keys).map(({ source, shape }) => `${source}\t${shape}`));
  const named = new Set([...wanted].map((key) => key.split('\t')[0]));
  const known = readCsv(sources).filter(({ source }) => named.has(source));
  const byDevice = new Map();
  const found = new Set();
  const decompressors = await pageDecompressors();
  for (const { source, repository, path, licence, device } of known) {
    const file = join(clones, repository, path);
    const labels = { file, device: device ? device : null, source, licence, acrossNodes: false };
    const { rows, problems } = await importTimings(readFileSync(file), labels, decompressors);
    if (problems.length > 0)
      console.error(`${source}: ${problems.length} rows of the table cannot be read and are left out`);
    for (const row of rows) {
      if (!wanted.has(rowKey(row)) || found.has(rowKey(row))) continue;
      found.add(rowKey(row));
      byDevice.set(row.device, [...(byDevice.get(row.device) ?? []), row]);
    }
  }
  mkdirSync(out, { recursive: true });
  for (const [device, rows] of byDevice) writeFileSync(join(out, `${device}.csv`), formatTimings(rows));
  const missing = [...wanted].filter((key) => !found.has(key));
  for (const key of missing.slice(0, 20)) console.error(`not found: ${key.replace('\t', ' ')}`);
  console.log(`${found.size} of ${wanted.size} rows rebuilt`);
  process.exitCode = missing.length > 0 ? 1 : 0;
}

const text = { type: 'string' };

function given() {
  try {
    return parseArgs({ options: { keys: text, sources: text, clones: text, out: text, list: text } }).values;
  } catch {
    return {};
  }
}

const values = given();
if (values.list !== undefined) list(values.list);
else if (values.keys && values.sources && values.clones && values.out) await rebuild(values);
else {
  console.error(USAGE);
  process.exitCode = 2;
}
