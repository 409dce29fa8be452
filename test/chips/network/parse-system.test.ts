import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, editChip, parseSystemFile, resolveChip, usualNetwork } from '../../../src/chips/index.js';
import { networkSize } from '../../../src/chips/network/network.js';

const chip = (id: string) => resolveChip(builtinCatalog(), id);
const h100 = chip('h100-sxm');
const parse = (text: string, on = h100) => parseSystemFile('pod.yaml', text, on);

describe('a system file', () => {
  it('takes what it leaves out from the link of the chip', () => {
    const { network, hostGapSec } = parse('node: { chips: 8 }');
    expect(network).toMatchObject({ between: null, usualNode: true, node: { topology: 'switch', dimensions: [8] } });
    expect(network.node.bandwidthBytesPerSec.value).toBe(450e9);
    expect(hostGapSec).toBeNull();
  });

  it('describes nodes of a torus and a network between them', () => {
    const { network, hostGapSec, hostPowerW } = parse(`
node: { chips: 64, topology: torus, dimensions: [4, 4, 4], bandwidth: 540 GB/s, latency: 1 us }
network: { nodes: 2, bandwidth: { value: 50 GB/s, low: 25 GB/s, high: 50 GB/s }, latency: 4 us }
host: { gap: 1 ms, power: 800 W }
`);
    expect(networkSize(network)).toBe(128);
    expect(network.usualNode).toBe(false);
    expect(network.between!.bandwidthBytesPerSec).toEqual({ value: 50e9, low: 25e9, high: 50e9 });
    expect([hostGapSec, hostPowerW]).toEqual([1e-3, 800]);
  });

  it('is not as measured where any figure of the node differs', () => {
    for (const more of ['topology: ring', 'bandwidth: 100 GB/s', 'latency: 1 us', 'inNetworkReduction: true'])
      expect(parse(`node: { chips: 8, ${more} }`).network.usualNode).toBe(false);
  });

  it('is refused with every problem at once and its line', () => {
    expect(() => parse('node: { chips: -8 }\nnetwork: { nodes: 2, bandwidth: 1 GHz, latency: 1 us }')).toThrow(
      /pod.yaml:1.*chips[\s\S]*pod.yaml:2.*bandwidth/,
    );
    expect(() => parse('node: { chips: 8, topology: torus }')).toThrow(/no dimensions/);
    expect(() => parse('node: { chips: 8, topology: torus, dimensions: [4, 4] }')).toThrow(/make 16 members, not 8/);
    expect(() => parse('node: { chips: 8, topology: ring, dimensions: [4, 2] }')).toThrow(/has no dimensions/);
    expect(() => parse('node: { chips: 1e9 }')).toThrow(/pod.yaml:1/);
  });

  it('must give what a chip without a link cannot', () => {
    const none = editChip(h100, { name: 'Linkless', link: null });
    expect(() => parse('node: { chips: 8 }', none)).toThrow(/bandwidth[\s\S]*latency/);
    expect(parse('node: { chips: 8, bandwidth: 10 GB/s, latency: 2 us }', none).network.node.topology).toBe('switch');
  });
});

describe('the usual network', () => {
  it('fills nodes of eight and joins them at a rate known as an interval', () => {
    expect(usualNetwork(h100, 8)!.between).toBeNull();
    const { node, between } = usualNetwork(h100, 32)!;
    expect([node.dimensions, between!.dimensions]).toEqual([[8], [4]]);
    expect(between!.bandwidthBytesPerSec.high).toBeGreaterThan(between!.bandwidthBytesPerSec.low);
    expect(usualNetwork(chip('gb200'), 72)!.between).toBeNull();
  });
});
