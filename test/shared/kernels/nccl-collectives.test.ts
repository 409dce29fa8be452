import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, resolveChip, usualNetwork } from '../../../src/chips/index.js';
import { collectiveTime, parseTimings } from '../../../src/kernels/index.js';

const folder = fileURLToPath(new URL('../../../../shared/timings/', import.meta.url));
const describeWithTimings = existsSync(folder) ? describe : describe.skip;

/** Times of nccl-tests beside the closed forms of the algorithms that NCCL has. */
function compare(device: string) {
  const file = `${folder}${device}/comm.csv`;
  const { rows } = parseTimings(readFileSync(file, 'utf8'), file, () => true);
  const usual = usualNetwork(resolveChip(builtinCatalog(), device), 8)!;
  const network = { ...usual, node: { ...usual.node, algorithms: ['ring', 'double tree'] } };
  return rows
    .filter(({ exec }) => exec === 'nccl-tests')
    .flatMap(({ operator, microseconds }) =>
      'ranks' in operator
        ? [{ time: collectiveTime(operator, network, 1).seconds, measured: microseconds * 1e-6 }]
        : [],
    );
}

describeWithTimings('closed forms against nccl-tests (skipped where ../shared is absent)', () => {
  const devices = ['A100-SXM-80GB', 'H100-SXM', 'B200-SXM'];
  const pairs = devices.flatMap(compare);

  it('are within their interval for nine of ten sizes on the NVLink switches of three devices', () => {
    const inside = pairs.filter(({ time, measured }) => measured >= time.low && measured <= time.high);
    expect(pairs.length).toBe(261);
    expect(inside.length / pairs.length).toBeGreaterThanOrEqual(0.9);
  });

  it.each([
    ['A100-SXM-80GB', 0.1],
    ['B200-SXM', 0.12],
    ['H100-SXM', 0.31],
  ])('err in the median on %s by less than %d', (device, most) => {
    const errors = compare(device).map(({ time, measured }) => Math.abs(time.value / measured - 1));
    expect(errors.sort((a, b) => a - b)[errors.length >> 1]).toBeLessThan(most);
  });
});
