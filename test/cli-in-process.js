import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const built = (path) => import(new URL(`../dist/cli/${path}`, import.meta.url).href);
const BIN = new URL('../bin/siliconomics.js', import.meta.url).pathname;

/**
 * Runs the compiled command line, before it is bundled, in this process, in `folder`, and gives the exit code and what it
 * printed, as a process of its own would; a worker loads the modules once for all suites. One command runs at a time.
 */
export async function runCliInProcess(args, folder) {
  const before = { cwd: process.cwd(), argv: process.argv, exitCode: process.exitCode, env: { ...process.env } };
  const { write, columns } = process.stdout;
  const { writeSync } = fs;
  const listeners = process.stdout.listeners('error');
  let stdout = '';
  let stderr = '';
  process.chdir(folder);
  process.argv = [process.execPath, BIN, ...args];
  process.exitCode = undefined;
  Object.assign(process.env, { CI: 'true', NO_COLOR: '1' });
  process.stdout.write = (text) => {
    stdout += text;
    return true;
  };
  process.stdout.columns = undefined;
  fs.writeSync = (fd, text, ...more) => {
    if (fd !== 2) return writeSync(fd, text, ...more);
    stderr += text;
    return Buffer.byteLength(text);
  };
  syncBuiltinESMExports();
  try {
    const [{ main }, { readFilesFrom }, { DISK }] = await Promise.all(
      ['main.js', 'files/recorded-files.js', 'files/disk-source.js'].map(built),
    );
    // A new process has read nothing yet.
    readFilesFrom(DISK);
    await main(args);
    return { status: process.exitCode ?? 0, stdout, stderr };
  } finally {
    fs.writeSync = writeSync;
    syncBuiltinESMExports();
    process.stdout.write = write;
    process.stdout.columns = columns;
    for (const listener of process.stdout.listeners('error'))
      if (!listeners.includes(listener)) process.stdout.removeListener('error', listener);
    process.env = before.env;
    process.exitCode = before.exitCode;
    process.argv = before.argv;
    process.chdir(before.cwd);
  }
}
