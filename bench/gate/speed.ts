import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { comparisonMarkdown, DEFAULT_GATE, interleave } from '../../src/bench/index.js';

/**
 * `npm run gate:speed`: compares the speed of this tree's built program with that of the last accepted commit, which is
 * checked out and built beside it, and ends with exit code 1 where it became more than a tenth slower. What cannot be
 * compared (no such commit in a shallow clone, a suite that the old program does not know) is skipped by name.
 * `npm run gate:speed -- --accept` makes the commit that is checked out the accepted one.
 */
const MIN_EFFECT = 0.1;
const BUDGET_SECONDS = 40;

const root = fileURLToPath(new URL('../../', import.meta.url));
const acceptedFile = join(root, 'bench/baselines/accepted-commit.txt');
const suite = join(root, 'bench/gate/study-suite.mjs');

function run(command: string, args: readonly string[], cwd: string): { ok: boolean; text: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return { ok: status === 0, text: `${stdout ?? ''}${stderr ?? ''}`.trim() };
}

function skip(why: string): void {
  console.log(`skipped: engine speed against the last accepted commit: ${why}`);
}

/** Checks a commit out into a folder and builds it with the packages of this tree; what went wrong, or null. */
function buildCommit(commit: string, folder: string): string | null {
  const archive = join(folder, 'tree.tar');
  if (!run('git', ['archive', '--format=tar', '-o', archive, commit], root).ok) return `this clone lacks ${commit}`;
  if (!run('tar', ['-xf', archive, '-C', folder], root).ok) return 'its files cannot be unpacked';
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const build = run(process.execPath, ['scripts/build.mjs'], folder);
  return build.ok ? null : `it does not build with the packages of today: ${build.text.split('\n')[0]}`;
}

async function compareWith(commit: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'siliconomics-speed-'));
  try {
    const problem = buildCommit(commit, folder);
    if (problem !== null) return skip(problem);
    const command = (dist: string) => `node ${JSON.stringify(suite)} --dist ${JSON.stringify(dist)}`;
    const old = run(process.execPath, [suite, '--dist', join(folder, 'dist')], root);
    if (!old.ok) return skip(`it cannot run the suite of today: ${old.text.split('\n').pop()}`);
    const { comparison } = await interleave(
      { label: `accepted ${commit.slice(0, 10)}`, command: command(join(folder, 'dist')), cwd: root },
      { label: 'this tree', command: command(join(root, 'dist')), cwd: root },
      {
        ...DEFAULT_GATE,
        minEffect: MIN_EFFECT,
        budgetSeconds: BUDGET_SECONDS,
        timeoutSeconds: 60,
        design: 'auto',
        metrics: ['cpu'],
        pairs: null,
        onProgress: () => {},
      },
    );
    console.log(comparisonMarkdown(comparison));
    process.exitCode = comparison.outcome === 'regression' || comparison.outcome === 'not-comparable' ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv.includes('--accept')) {
  const head = run('git', ['rev-parse', 'HEAD'], root);
  if (!head.ok) throw new Error(head.text);
  writeFileSync(acceptedFile, `${head.text}\n`);
  console.log(`accepted ${head.text}`);
} else if (!existsSync(join(root, 'dist/cli/main.js'))) skip('this tree is not built (npm run build)');
else if (!existsSync(acceptedFile)) skip('none was accepted yet (npm run gate:speed -- --accept)');
else await compareWith(readFileSync(acceptedFile, 'utf8').trim());
