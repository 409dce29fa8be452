import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnCli, staleBuild } from '../cli/run-cli.js';

const CHROMIUM = '/usr/lib/chromium';
const stale = staleBuild();
const folder = mkdtempSync(join(tmpdir(), 'backends-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Chromium brings a Vulkan loader and a driver that computes on the CPU. */
const SWIFTSHADER = {
  LD_LIBRARY_PATH: CHROMIUM,
  VK_ICD_FILENAMES: `${CHROMIUM}/vk_swiftshader_icd.json`,
};
const NO_DRIVER = { LD_LIBRARY_PATH: CHROMIUM, VK_ICD_FILENAMES: '/nonexistent.json' };

function whyNoGpu(): string | null {
  if (stale !== null) return stale;
  if (!existsSync(SWIFTSHADER.VK_ICD_FILENAMES) || !existsSync(`${CHROMIUM}/libvulkan.so.1`))
    return 'no SwiftShader: install the Debian package chromium';
  try {
    createRequire(import.meta.url).resolve('webgpu');
    return null;
  } catch {
    return 'the optional package webgpu is not installed';
  }
}

const missing = whyNoGpu();
const onGpu = missing === null ? describe : describe.skip;
const whenBuilt = stale === null ? describe : describe.skip;
const kernels = (env: Record<string, string>, ...args: string[]) =>
  spawnCli(['bench', 'run', '--quick', '--only', 'softmax 4x', ...args], folder, env);

onGpu(`tfjs-webgpu on SwiftShader${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  it("times a kernel by the device's own clock and says on what", () => {
    const { status, stdout } = kernels(SWIFTSHADER, '--backend', 'tfjs-webgpu', '--json');
    expect(status).toBe(0);
    const { environment, metrics } = JSON.parse(stdout);
    expect(environment).toMatchObject({ backend: 'tfjs-webgpu', gpuTimestamps: 'true' });
    expect(environment.gpu).toMatch(/swiftshader/);
    expect(metrics).toHaveLength(1);
    const nanoseconds = metrics[0].samples.map((seconds: number) => Math.round(seconds * 1e9));
    expect(Math.min(...nanoseconds)).toBeGreaterThan(0);
    // Coarsened timestamps come in steps of 65,536 ns.
    expect(nanoseconds.some((value: number) => value % 65_536 !== 0)).toBe(true);
  });

  it('without a driver is an error that names it, or is left out beside one that works', () => {
    const alone = kernels(NO_DRIVER, '--backend', 'tfjs-webgpu');
    expect(alone).toMatchObject({ status: 2, stdout: '' });
    expect(alone.stderr).toMatch(/tfjs-webgpu: no adapter/);
    const beside = kernels(NO_DRIVER, '--backend', 'tfjs-webgpu', '--backend', 'tfjs-wasm');
    expect(beside.status).toBe(0);
    expect(beside.stderr).toMatch(/left out tfjs-webgpu: no adapter/);
    expect(beside.stdout).toMatch(/^tfjs-wasm /);
    expect(beside.stdout).not.toMatch(/webgpu/);
  });
});

whenBuilt(`backends${stale === null ? '' : ` (skipped: ${stale})`}`, () => {
  it('that are broken are an error that names them, never replaced', () => {
    const env = { SILICONOMICS_WEBGPU: join(folder, 'missing.mjs') };
    const { status, stdout, stderr } = kernels(env, '--backend', 'tfjs-webgpu');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/tfjs-webgpu: .*missing\.mjs/);
  });

  it('of several threads say so and run one kernel in each', () => {
    const { status, stdout } = kernels({}, '--workers', '2', '--json');
    expect(status).toBe(0);
    const { environment, metrics } = JSON.parse(stdout);
    expect(environment).toMatchObject({ backend: 'tfjs-wasm', threads: '2' });
    expect(metrics[0].samples.length).toBeGreaterThanOrEqual(7);
  });

  it('refuse options that do not go together, all at once', () => {
    const { status, stderr } = kernels({}, '--workers', '0', '--as-chip', 'x.yaml');
    expect(status).toBe(2);
    expect(stderr).toMatch(/--workers[\s\S]*--as-chip/);
  });
});
