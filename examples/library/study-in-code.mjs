// A study file run from a program: node examples/library/study-in-code.mjs
import { readFileSync } from 'node:fs';
import { isUserError, runStudy } from 'siliconomics';

const file = new URL('../ladder-inference.yaml', import.meta.url);
const outcome = await runStudy(readFileSync(file, 'utf8'));
console.log(outcome.title);
for (const { id, rows } of outcome.tables) console.log(`  ${id}: ${rows.length} rows`);

try {
  await runStudy({ kind: 'ladder' });
} catch (error) {
  if (!isUserError(error)) throw error;
  console.log(`${error.problems.length} problems, as data:`, JSON.stringify(error).slice(0, 100));
}
