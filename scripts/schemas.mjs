import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { chipSchema } from '../dist/chips/describe/schema/chip-schema.js';
import { systemSchema } from '../dist/chips/network/system-schema.js';
import { networkSchema } from '../dist/study/files/network-file.js';
import { studySchema } from '../dist/study/files/study-file.js';
import { architectureFileSchema } from '../dist/workloads/models/architecture-schema.js';

const SCHEMAS = {
  study: studySchema,
  chip: chipSchema,
  model: architectureFileSchema,
  network: networkSchema,
  system: systemSchema,
};
const folder = fileURLToPath(new URL('../schemas/', import.meta.url));
const check = process.argv.includes('--check');

mkdirSync(folder, { recursive: true });
let stale = 0;
for (const [name, schema] of Object.entries(SCHEMAS)) {
  const text = `${JSON.stringify({ title: name, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
  const file = `${folder}${name}.schema.json`;
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (check) {
    console.error(`schemas/${name}.schema.json is not current: run "npm run schemas".`);
    stale++;
  } else writeFileSync(file, text);
}
process.exitCode = stale > 0 ? 1 : 0;
