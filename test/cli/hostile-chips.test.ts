import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli, staleBuild } from './run-cli.js';

const stale = staleBuild();

const ZERO_LEVEL = `name: zero
vendor: me
kind: asic
architecture: mine
year: 2026
process: 5 nm
clock: 1 GHz
design:
  arrays: { count: 16, rows: 128, columns: 128, macsPerCellCycle: { fp16: 1 } }
  scratchpad: { capacity: 0 MiB }
  localMemory: { capacity: 0 KiB }
`;
const NO_TILE = 'extends: h100-sxm\nlocalMemory: 64 B\n';
const CONTRADICTORY = 'extends: h100-sxm\nclock: +10 %\nclock: -10 %\ncores: -100 %\nmemory: { bandwidth: x1000000 }\n';
const OWN_PARENT = 'extends: ./loop.yaml\nclock: +10 %\n';

(stale === null ? describe : describe.skip)(
  `chips that cannot be${stale === null ? '' : ` (skipped: ${stale})`}`,
  () => {
    let folder = '';
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'hostile-'));
      const files = { zero: ZERO_LEVEL, tiny: NO_TILE, both: CONTRADICTORY, loop: OWN_PARENT };
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.yaml`), text);
    });
    afterAll(() => rmSync(folder, { recursive: true }));
    const run = (...args: string[]) => runCli(args, folder);

    it('name every level of zero size with its line', async () => {
      const { status, stderr } = await run('chips', 'check', './zero.yaml');
      expect(status).toBe(2);
      expect(stderr).toMatch(/zero\.yaml:10: design\.scratchpad\.capacity: The figure is zero/);
      expect(stderr).toMatch(/zero\.yaml:11: design\.localMemory\.capacity: The figure is zero/);
    });

    it('say which memory holds no tile of the operator', async () => {
      const shape = ['gemm', 'm=512', 'n=512', 'k=512', 'dtype=bf16'];
      const { status, stderr } = await run('kernels', 'estimate', ...shape, '--chip', './tiny.yaml');
      expect(status).toBe(2);
      expect(stderr).toContain('The local memory of tiny holds no tile of gemm: 54 B a unit');
    });

    it('name every override that contradicts another or describes no variant', async () => {
      const { status, stderr } = await run('chips', 'show', './both.yaml');
      expect(status).toBe(2);
      expect(stderr).toMatch(/both\.yaml:3: .*A key appears twice/);
      expect(stderr).toMatch(/both\.yaml:4: cores: "-100 %"/);
      expect(stderr).toMatch(/both\.yaml:5: memory\.bandwidth: "x1000000"/);
    });

    it('end a chip that extends itself', async () => {
      const { status, stderr } = await run('chips', 'show', './loop.yaml');
      expect(status).toBe(2);
      expect(stderr).toContain('loop.yaml');
    });
  },
);
