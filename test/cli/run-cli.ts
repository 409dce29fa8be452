import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUILT = `${ROOT}dist/bundle/main.js`;

/** Why commands cannot be tested: they run from dist, which must be current; null if they can. */
export function staleBuild(): string | null {
  if (!existsSync(BUILT)) return 'dist is missing, run `npm run build`';
  const builtAt = statSync(BUILT).mtimeMs;
  for (const file of readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })) {
    const isSource = file.endsWith('.ts') && !file.endsWith('.generated.ts');
    if (isSource && statSync(`${ROOT}src/${file}`).mtimeMs > builtAt)
      return `dist is older than src/${file}, run \`npm run build\``;
  }
  return null;
}

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type InProcess = (args: readonly string[], folder: string) => Promise<CliResult>;

/** Runs the command line in `folder` within this process, which saves the start of Node; one command at a time. */
export function runCli(args: readonly string[], folder: string = ROOT): Promise<CliResult> {
  return (globalThis as unknown as Record<symbol, InProcess>)[Symbol.for('siliconomics.cli')]!(args, folder);
}

/** Runs the command line in a process of its own, in `folder`, as a user would; `env` is added to the environment. */
export function spawnCli(
  args: readonly string[],
  folder: string = ROOT,
  env: Readonly<Record<string, string>> = {},
): CliResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${ROOT}bin/siliconomics.js`, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true', NO_COLOR: '1', ...env },
  });
  return { status, stdout, stderr };
}
