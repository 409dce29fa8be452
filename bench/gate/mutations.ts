import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Ten wrong models: each is planted in a copy of the tree, where the gate must end with exit code 1. */
const MUTATIONS: readonly [what: string, file: string, from: string, to: string][] = [
  ['one operation more in a round of SHA-256', 'workloads/pow/hash-costs.ts', '64 * 24', '64 * 25'],
  ['two event classes swapped', 'sim/engine/priority-class.ts', 'completion: 0, change: 1', 'completion: 1, change: 0'],
  ['arrivals after decisions', 'sim/engine/priority-class.ts', 'arrival: 2, decision: 3', 'arrival: 3, decision: 2'],
  ['launch of row-wise kernels dropped', 'kernels/forms/rowwise-form.ts', 'c[ROWWISE.launch]! + normSum', 'normSum'],
  ['a halving one block late', 'pow-model/protocols/bitcoin/bitcoin-subsidy.ts', '210_000n', '210_001n'],
  ['a block time of 195 s', 'pow-model/protocols/pearl/pearl-subsidy.ts', '194n', '195n'],
  [
    'half the emission of a block',
    'pow-model/protocols/bittensor/tao-block-emission.ts',
    '>> halvings;',
    '>> (halvings + 1n);',
  ],
  [
    'a retarget that may rise by 5',
    'pow-model/protocols/bitcoin/bitcoin-retarget.ts',
    '* 4n) seconds = TARGET_TIMESPAN_SEC * 4n',
    '* 5n) seconds = TARGET_TIMESPAN_SEC * 5n',
  ],
  ['products that count an operation a term', 'workloads/operator-cost.ts', 'flops: 2 * op.m', 'flops: op.m'],
  ['one bit of a constant of BLAKE3', 'pow-model/protocols/pearl/blake3-compress.ts', '0x6a09e667', '0x6a09e666'],
];

const root = fileURLToPath(new URL('../../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'siliconomics-mutations-'));
let missed = 0;
try {
  for (const name of ['src', 'bench', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const gate = () =>
    spawnSync(process.execPath, ['--import', 'tsx', 'bench/gate/main.ts'], { cwd: copy, encoding: 'utf8' });
  const clean = gate();
  if (clean.status !== 0) throw new Error(`The gate fails without any mutation:\n${clean.stdout}${clean.stderr}`);
  for (const [what, file, from, to] of MUTATIONS) {
    const path = join(copy, 'src', file);
    const source = readFileSync(path, 'utf8');
    if (!source.includes(from)) throw new Error(`${file} no longer holds ${JSON.stringify(from)}.`);
    writeFileSync(path, source.replace(from, to));
    const { status } = gate();
    writeFileSync(path, source);
    console.log(`${status === 1 ? 'caught' : `MISSED (exit ${status})`}: ${what}`);
    if (status !== 1) missed++;
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${MUTATIONS.length - missed} of ${MUTATIONS.length} mutations caught`);
process.exitCode = missed === 0 ? 0 : 1;
