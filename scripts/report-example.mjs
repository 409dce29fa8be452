import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Writes reports/example/: the page and outcome of the main example, and its first picture for the README.
const root = fileURLToPath(new URL('..', import.meta.url));
const PICTURE = 'Uses of the emission by rule';

const build = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
if (build.status !== 0) process.exit(1);
const { svgToPng } = await import('../dist/report/pages/render-chart.js');

const fresh = mkdtempSync(join(tmpdir(), 'report-example-'));
try {
  const argv = ['bin/siliconomics.js', 'study', 'examples/bittensor-5-95.yaml', '--quiet', '-o', fresh];
  const run = spawnSync(process.execPath, argv, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (run.status !== 0) process.exit(1);
  const page = readFileSync(join(fresh, 'report.html'), 'utf8');
  const [, picture] = new RegExp(`aria-label="${PICTURE}"[^>]*>\\s*(<svg[\\s\\S]*?</svg>)`).exec(page) ?? [];
  if (picture === undefined) throw new Error(`The page has no picture "${PICTURE}".`);
  const target = join(root, 'reports', 'example');
  mkdirSync(target, { recursive: true });
  for (const name of ['report.html', 'outcome.json']) copyFileSync(join(fresh, name), join(target, name));
  writeFileSync(join(target, 'reward-flow.png'), svgToPng(picture, 1.5));
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
