import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The commit that is checked out in a folder, with a plus sign where files differ from it; null outside of git. */
export function gitCommit(folder: string): string | null {
  const git = (...args: string[]) =>
    spawnSync('git', args, { cwd: folder, encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] });
  const head = git('rev-parse', 'HEAD');
  const commit = head.status === 0 ? head.stdout.trim() : '';
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return null;
  return git('status', '--porcelain', '--untracked-files=no').stdout.trim() === '' ? commit : `${commit}+`;
}

/** The commit of the tool's own checkout; null in an installed package. */
export function gitState(): { readonly commit: string; readonly dirty: boolean } | null {
  const root = new URL('../../..', import.meta.url);
  if (!existsSync(new URL('.git', root))) return null;
  const commit = gitCommit(fileURLToPath(root));
  return commit === null ? null : { commit: commit.replace('+', ''), dirty: commit.endsWith('+') };
}
