import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runCli, staleBuild } from './run-cli.js';

const stale = staleBuild();
const whenBuilt = stale === null ? describe : describe.skip;

const CFG = `[general]
run_name = square
[architecture_presets]
ArrayHeight: 128
ArrayWidth: 128
IfmapSramSzkB: 64
FilterSramSzkB: 64
OfmapSramSzkB: 64
Dataflow : os
Bandwidth : 10
`;

whenBuilt(`files of other tools on the command line${stale === null ? '' : ` (skipped: ${stale})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  // SCALE-Sim at 1d62b68 counts 381, 2039 and 12255 cycles for cubes of 128, 256 and 512.
  it('simulate --topology counts the cycles of SCALE-Sim on its own configuration', async () => {
    const topology = write('cubes.csv', 'Layer,M,N,K,\na,128,128,128,\nb,256,256,256,\nc,512,512,512,\n');
    const { stdout } = await runCli(['simulate', '--chip', write('a.cfg', CFG), '--topology', topology, '--json']);
    const run = JSON.parse(stdout);
    expect(run.computeCycles).toBe(381 + 2039 + 12255);
    expect(run.layers.map((layer: { computeCycles: number }) => layer.computeCycles)).toEqual([381, 2039, 12255]);
  });

  it('chips import refuses what is missing by name, and writes a chip that every command reads', async () => {
    const config = write('b.cfg', CFG);
    const refused = await runCli(['chips', 'import', config]);
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(/clock: [\s\S]*process: [\s\S]*memory\.capacity: /);
    const out = join(folder, 'square.yaml');
    const stated = ['clock=700 MHz', 'process=28 nm', 'memory.capacity=8 GiB'].flatMap((word) => ['--set', word]);
    expect((await runCli(['chips', 'import', config, ...stated, '-o', out])).status).toBe(0);
    const estimate = await runCli([
      'kernels',
      'estimate',
      'gemm',
      'm=64',
      'n=64',
      'k=64',
      'dtype=int8',
      '--chip',
      out,
      '--json',
    ]);
    expect(estimate.status).toBe(0);
  });

  it('simulate --mapping evaluates a mapping, with joules where energies are given', async () => {
    const chip = write(
      'arch.yaml',
      `architecture:
  version: 0.4
  nodes:
  - !Component { name: Main, class: DRAM, attributes: { width: 8, datawidth: 8 } }
  - !Component { name: Buffer, class: SRAM, attributes: { depth: 64, width: 8, datawidth: 8 } }
  - !Component { name: mac, class: intmac, attributes: { multiplier_width: 8, global_cycle_seconds: 1e-9 } }
`,
    );
    const workload = write(
      'product.yaml',
      `problem:
  shape:
    name: product
    dimensions: [M, N, K]
    data_spaces:
    - { name: A, projection: [[[M]], [[K]]] }
    - { name: B, projection: [[[K]], [[N]]] }
    - { name: Z, projection: [[[M]], [[N]]], read_write: true }
  instance: { M: 8, N: 4, K: 2 }
`,
    );
    const mapping = write(
      'map.txt',
      'Main [ A:16 (16) B:8 (8) Z:32 (32) ]\n---\n| for M in [0:8)\n|   for N in [0:4)\n\nBuffer [ A:2 (2) B:2 (2) Z:1 (1) ]\n---\n|     for K in [0:2)\n',
    );
    const args = ['simulate', '--chip', chip, '--workload', workload, '--mapping', mapping, '--json'];
    const energy = write(
      'ert.yaml',
      `ERT_summary:
  version: 0.4
  table_summary:
  - { name: 'system.Main[1..1]', actions: [{ name: read, energy: 100 }, { name: update, energy: 100 }] }
  - { name: 'system.Buffer[1..1]', actions: [{ name: read, energy: 1 }, { name: write, energy: 1 }, { name: update, energy: 1 }] }
  - { name: 'system.mac[1..1]', actions: [{ name: compute, energy: 0.5 }] }
`,
    );
    const run = JSON.parse((await runCli([...args, '--energy', energy])).stdout);
    expect(run).toMatchObject({ macs: 64, cycles: 64 });
    expect(run.levels[1].spaces[2]).toMatchObject({ space: 'Z', updates: 64, reads: 32 });
    // Main: A 16, B 64 and Z 32 words; buffer: 64 + 16, 64 + 64 and 64 + 32.
    expect(run.picojoules).toBe(112 * 100 + 304 + 32);
  });

  it('workloads import turns a graph into a file that simulate runs', async () => {
    const topology = write('net.csv', 'Layer,M,N,K\nfirst,64,128,256\nsecond,64,64,128\n');
    const out = join(folder, 'net.json');
    expect((await runCli(['workloads', 'import', topology, '--dtype', 'fp16', '-o', out])).status).toBe(0);
    expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(5);
    const run = JSON.parse((await runCli(['simulate', '--chip', 'a100-sxm-80gb', '--workload', out, '--json'])).stdout);
    expect(run).toMatchObject({ chip: 'a100-sxm-80gb', operators: 2, flops: 2 * 64 * (128 * 256 + 64 * 128) });
  });

  it('a damaged ONNX file and a file of the wrong kind are refused with exit code 2 and what to do', async () => {
    const damaged = write('claim.onnx', Uint8Array.from([8, 8, 0x3a, 128, 128, 128, 128, 8, 1]));
    const claim = await runCli(['simulate', '--chip', 'h100-sxm', '--workload', damaged]);
    expect([claim.status, claim.stderr]).toEqual([2, expect.stringContaining('claims 2147483648 bytes; 1 are left')]);
    const wrong = await runCli(['simulate', '--chip', damaged, '--model', 'llama-3.1-8b']);
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('Give it to simulate --workload')]);
  });
});
