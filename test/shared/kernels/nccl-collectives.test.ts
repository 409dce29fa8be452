import { expect, it } from '@jest/globals';
import { builtinCatalog, resolveChip, usualNetwork } from '../../../src/chips/index.js';
import { collectiveTime, parseTimings } from '../../../src/kernels/index.js';
import { describeWithShared, type Shared } from '../describe-with-shared.js';

/** Times of nccl-tests beside the closed forms of the algorithms that NCCL has. */
function compare(shared: Shared, device: string) {
  const file = `timings/${device}/comm.csv`;
  const { rows } = parseTimings(shared.text(file), file, () => true);
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

describeWithShared('closed forms against nccl-tests', ['timings'], (shared) => {
  const devices = ['A100-SXM-80GB', 'H100-SXM', 'B200-SXM'];
  const pairs = devices.flatMap((device) => compare(shared, device));

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
    const errors = compare(shared, device).map(({ time, measured }) => Math.abs(time.value / measured - 1));
    expect(errors.sort((a, b) => a - b)[errors.length >> 1]).toBeLessThan(most);
  });
});
