import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256Hex } from '../../src/foundation/record/hash.js';
import { type Manifest, manifestId } from '../../src/foundation/record/manifest.js';
import { formatTimings } from '../../src/kernels/index.js';
import { runCli, spawnCli, staleBuild } from '../cli/run-cli.js';
import { givenText, tokenWith } from '../study/given-text.js';
import { SMALL_STUDY } from '../study/study-fixture.js';

const stale = staleBuild();
const whenBuilt = stale === null ? describe : describe.skip;

const CHIP = 'extends: h100-sxm\nname: Mine\ntdp: 650 W\n';
const DESIGNED = `
kind: designed
name: designs
title: Designs
designs: [{ chip: ./mine.yaml, unitCost: 2000 USD, nre: { low: 1e6 USD, value: 2e6 USD, high: 4e6 USD } }]
rules: [pow-100, split-5-95]
reference: pow-100
comparisons: [A]
token: { emission: 1e9 USD/year, marketValue: 20e9 USD }
draws: 20
`;
const REPLAY = 'kind: bitcoin-replay\nname: replay\ntitle: Replay\nshares: [100 %]\n';
const GEMM = {
  kernel: 'gemm',
  op: 'linear',
  device: 'h100-sxm',
  dtype: 'bf16',
  m: 4096,
  n: 4096,
  k: 4096,
  exec: 'graph',
  source: 'test',
};
const timings = (timeUs: number) => formatTimings([{ ...GEMM, latency_us: timeUs }]);
/** The columns of the power index over ten years. */
function index(power: number): string {
  const months = Array.from({ length: 120 }, (_, i) => {
    const month = String((i % 12) + 1).padStart(2, '0');
    return `${2016 + Math.floor(i / 12)}-${month},${100 - i / 2},${power + i / 10}`;
  });
  return ['date,efficiency_est_j_per_th,power_gw', ...months].join('\n');
}

/** A command that writes a folder, the files that it reads, and another content of one of them. */
interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly changed: readonly [file: string, content: string];
}

/** Every command with `-o` for a folder. `economy claims` reads no file and stands apart. */
const CASES: readonly Case[] = [
  {
    name: 'study of kind chips-to-rewards and a chip file that a chip file extends',
    args: ['study', 'study.yaml', '--seed', 'another'],
    files: {
      'study.yaml': SMALL_STUDY.replace('chip: h100-sxm', 'chip: ./mine.yaml'),
      'mine.yaml': 'extends: ./parent.yaml\nname: Mine\ntdp: 640 W\n',
      'parent.yaml': CHIP,
    },
    changed: ['parent.yaml', CHIP.replace('650 W', '651 W')],
  },
  {
    name: 'study of kind given and a price path',
    args: ['study', 'given.yaml'],
    files: {
      'given.yaml': givenText({ token: tokenWith('{ kind: history, csv: prices.csv }') }),
      'prices.csv': 'price\n1\n2\n3\n',
    },
    changed: ['prices.csv', 'price\n1\n2\n4\n'],
  },
  {
    name: 'study of kind designed and a chip file',
    args: ['study', 'designed.yaml'],
    files: { 'designed.yaml': DESIGNED, 'mine.yaml': CHIP },
    changed: ['mine.yaml', CHIP.replace('650 W', '651 W')],
  },
  {
    name: 'study of kind bitcoin-replay and its own file',
    args: ['study', 'replay.yaml'],
    files: { 'replay.yaml': REPLAY },
    changed: ['replay.yaml', REPLAY.replace('title: Replay', 'title: Another')],
  },
  {
    name: 'kernels validate and a table of timings',
    args: ['kernels', 'validate', '--timings', 'timings.csv'],
    files: { 'timings.csv': timings(200) },
    changed: ['timings.csv', timings(201)],
  },
  {
    name: 'economy backtest and the power index',
    args: ['economy', 'backtest', 'bitcoin', '--index', 'index.csv'],
    files: { 'index.csv': index(0.9) },
    changed: ['index.csv', index(0.91)],
  },
];

whenBuilt(`I3: a manifest holds what was read${stale === null ? '' : ` (skipped: ${stale})`}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'i3-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const manifestIn = (out: string) => JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest;
  const write = (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  };

  it.each(CASES)('$name', async ({ args, files, changed: [file, content] }) => {
    write(files);
    const name = `of-${args[1]}`;
    const out = join(folder, name);
    // A study in a process of its own: what a process has in memory is no source of the replay below.
    const isStudy = args[0] === 'study';
    const first = await (isStudy ? spawnCli : runCli)([...args, '-o', name], folder);
    expect([first.status, first.stderr]).toEqual([0, expect.any(String)]);
    const manifest = manifestIn(out);
    const withheld = args.includes('--index');
    expect(manifest.files.map(({ path, sha256, content: text }) => [path, sha256, text])).toEqual(
      Object.entries(files)
        .map(([path, text]) => [path, sha256Hex(text), withheld ? null : text])
        .sort(([a], [b]) => (a! < b! ? -1 : 1)),
    );
    expect(manifestId(manifest)).toBe(manifest.id);
    for (const { path, sha256 } of manifest.results)
      if (!path.endsWith('.parquet')) expect(sha256Hex(readFileSync(join(out, path), 'utf8'))).toBe(sha256);
    if (isStudy) await expectReplay(out);
    write({ [file]: content });
    expect((await runCli([...args, '-o', name], folder)).status).toBe(0);
    expect(manifestIn(out).id).not.toBe(manifest.id);
    expect(manifestIn(out).results).not.toEqual(manifest.results);
  });

  /** `study --from` gives the bytes of a folder again without the files that were read for it. */
  async function expectReplay(out: string): Promise<void> {
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    copyFileSync(join(out, 'manifest.json'), join(elsewhere, 'm.json'));
    const replay = await runCli(['study', '--from', 'm.json', '-o', 'b', '--quiet'], elsewhere);
    expect([replay.status, replay.stderr]).toEqual([0, '']);
    const names = (readdirSync(out, { recursive: true }) as string[]).filter((name) => /\.\w+$/.test(name));
    expect(names).toEqual(expect.arrayContaining(['outcome.json', 'report.html', 'outcome.parquet']));
    for (const name of names.filter((one) => one !== 'manifest.json'))
      expect([name, readFileSync(join(elsewhere, 'b', name)).equals(readFileSync(join(out, name)))]).toEqual([
        name,
        true,
      ]);
    expect(manifestIn(join(elsewhere, 'b')).id).toBe(manifestIn(out).id);
    rmSync(elsewhere, { recursive: true, force: true });
  }

  it('economy claims, which reads none', async () => {
    expect((await runCli(['economy', 'claims', '-o', 'claims'], folder)).status).toBe(0);
    const manifest = manifestIn(join(folder, 'claims'));
    expect(manifest.files).toEqual([]);
    expect(manifest.results.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['claims.csv', 'outcome.json', 'report.html']),
    );
  });
});

whenBuilt(`study --from${stale === null ? '' : ` (skipped: ${stale})`}`, () => {
  let folder = '';
  const at = (...parts: string[]) => join(folder, ...parts);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'replay-'));
    mkdirSync(at('away'));
    writeFileSync(at('away', 'replay.yaml'), REPLAY);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The manifest of a study in another folder. */
  const reported = async (): Promise<string> => {
    const run = await runCli(['study', 'away/replay.yaml', '-o', 'whole', '--quiet'], folder);
    expect([run.status, run.stderr]).toEqual([0, '']);
    return at('whole', 'manifest.json');
  };

  it.each([
    [
      'another version of the tool',
      (text: string) => text.replace(/("version": )"[^"]*"/, '$1"99.0.0"'),
      /written by version 99\.0\.0/,
    ],
    [
      'a file that was changed',
      (text: string) => text.replace('title: Replay', 'title: Forged'),
      /does not have the hash/,
    ],
    [
      'resolved input that was changed',
      (text: string) => text.replace('"title": "Replay"', '"title": "Forged"'),
      /changed after it was written/,
    ],
    ['text that is no manifest', (text: string) => text.slice(0, 100), /no JSON/],
    [
      'an older manifest',
      (text: string) => text.replace('"schemaVersion": 2', '"schemaVersion": 1'),
      /schema version is 1/,
    ],
    [
      'a file that is there by its hash alone',
      (text: string) => {
        const manifest = JSON.parse(text) as Manifest;
        const files = manifest.files.map((file) => ({ ...file, encoding: null, content: null }));
        return JSON.stringify({ ...manifest, files, id: manifestId({ ...manifest, files }) });
      },
      /by its hash alone/,
    ],
    [
      'other results than it comes to',
      (text: string) => {
        const manifest = JSON.parse(text) as Manifest;
        const results = manifest.results.map(({ path }) => ({ path, sha256: '00' }));
        return JSON.stringify({ ...manifest, results });
      },
      /other bytes: .*outcome\.json/,
    ],
  ])('refuses %s, exits with 2 and writes nothing', async (_, damage, message) => {
    const whole = existsSync(at('whole', 'manifest.json')) ? at('whole', 'manifest.json') : await reported();
    const text = damage(readFileSync(whole, 'utf8'));
    expect(text).not.toBe(readFileSync(whole, 'utf8'));
    writeFileSync(at('damaged.json'), text);
    const replay = await runCli(['study', '--from', 'damaged.json', '-o', 'none'], folder);
    expect(replay.status).toBe(2);
    expect(replay.stderr).toMatch(message);
    expect(existsSync(at('none'))).toBe(false);
  });

  it('refuses a manifest of another command, a file beside it, and neither', async () => {
    await runCli(['economy', 'claims', '-o', 'claims'], folder);
    for (const args of [
      ['--from', 'claims/manifest.json'],
      ['away/replay.yaml', '--from', 'claims/manifest.json'],
      [],
    ]) {
      expect(await runCli(['study', ...args, '-o', 'none'], folder)).toMatchObject({ status: 2, stdout: '' });
    }
    expect(existsSync(at('none'))).toBe(false);
  });
});
