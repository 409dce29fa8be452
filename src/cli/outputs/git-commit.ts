import { spawnSync } from 'node:child_process';

/** The commit that is checked out in a folder, with a plus sign where files differ from it; null outside of git. */
export function gitCommit(folder: string): string | null {
  const git = (...args: string[]) =>
    spawnSync('git', args, { cwd: folder, encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] });
  const head = git('rev-parse', 'HEAD');
  const commit = head.status === 0 ? head.stdout.trim() : '';
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return null;
  return git('status', '--porcelain', '--untracked-files=no').stdout.trim() === '' ? commit : `${commit}+`;
}
