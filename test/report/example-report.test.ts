import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runCli, staleBuild } from '../cli/run-cli.js';

const COMMITTED = fileURLToPath(new URL('../../reports/example/', import.meta.url));
const stale = staleBuild();

(stale === null ? describe : describe.skip)(
  `reports/example${stale === null ? '' : ` (skipped: ${stale})`}; where it is stale: npm run report:example`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'example-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const committed = (name: string) => readFileSync(join(COMMITTED, name));

    it('has the outcome that the main example gives now, byte for byte', async () => {
      const run = await runCli(['study', 'examples/bittensor-5-95.yaml', '--quiet', '-o', folder]);
      expect(run.status).toBe(0);
      const fresh = readFileSync(join(folder, 'outcome.json'), 'utf8');
      expect(fresh === committed('outcome.json').toString('utf8')).toBe(true);
    });

    it('has the page and picture of that outcome, the page below 1 MB', () => {
      const { fingerprint } = JSON.parse(committed('outcome.json').toString('utf8'));
      const page = committed('report.html').toString('utf8');
      expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
      expect(page).toContain(fingerprint);
      expect(page.length).toBeLessThan(1e6);
      expect(committed('reward-flow.png').subarray(1, 4).toString('latin1')).toBe('PNG');
    });
  },
);
