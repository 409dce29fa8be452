// A study from a file and one written in code: node examples/library/study-in-code.mjs
import { readFileSync } from 'node:fs';
import { evaluate, isUserError, runStudy } from 'siliconomics';

const file = 'given-inference.yaml';
const outcome = await runStudy(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'), { file });
console.log(outcome.title);
for (const { id, rows } of outcome.tables) console.log(`  ${id}: ${rows.length} rows`);

const question = { kind: 'bitcoin-replay', name: 'shares', title: 'Bitcoin at other shares of emission' };
for (const share of ['100 %', '5 %']) {
  const { summary } = await evaluate('study', { ...question, shares: [share] });
  console.log(`${share}: ${summary[0] ?? 'no finding'}`);
}

try {
  await runStudy({ ...question, shares: ['5 %'], shars: [] });
} catch (error) {
  if (!isUserError(error)) throw error;
  for (const { path, found, doInstead } of error.toJSON().problems)
    console.log(`refused: ${path}: ${found} ${doInstead}`);
}
