import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { findCycle, findViolations, folderOf, readTable, type TableRow } from './source-rules.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const table = readTable(readFileSync(`${root}docs/architecture.md`, 'utf8'));

function readSources(): Map<string, string> {
  const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('.generated.ts'))
    .sort();
  return new Map(files.map((file) => [file, readFileSync(`${root}src/${file}`, 'utf8')]));
}

describe('the import table of docs/architecture.md', () => {
  it('names only folders of its own and has no cycle', () => {
    expect(table.length).toBeGreaterThan(10);
    const folders = new Set(table.map(({ folder }) => folder));
    expect(table.flatMap(({ mayImport }) => mayImport.filter((name) => !folders.has(name)))).toEqual([]);
    expect(findCycle(table)).toBeNull();
  });

  it('covers every source below src except its front door', () => {
    expect([...readSources().keys()].filter((file) => folderOf(file, table) === null && file !== 'index.ts')).toEqual(
      [],
    );
  });

  it('I7: is obeyed by every source, and the core uses nothing that differs between engines or moments', () => {
    expect(findViolations(readSources(), table)).toEqual([]);
  });
});

const SMALL: readonly TableRow[] = [
  { folder: 'base', core: true, mayImport: [] },
  { folder: 'sim/engine', core: true, mayImport: ['base'] },
  { folder: 'sim', core: true, mayImport: ['base', 'sim/engine'] },
  { folder: 'cli', core: false, mayImport: ['base', 'sim'] },
];

function check(file: string, source: string): string[] {
  return findViolations(new Map([[file, source]]), SMALL);
}

describe('the check itself', () => {
  it.each([
    ['base/a.ts', `\nimport { x } from '../sim/x.js';`, 'import-table: src/base/a.ts:2: base may not import sim'],
    ['base/a.ts', `export type { X } from '../cli/x.js';`, 'import-table: src/base/a.ts:1: base may not import cli'],
    ['base/a.ts', `type X = import('../cli/x.js').X;`, 'import-table: src/base/a.ts:1: base may not import cli'],
    ['sim/engine/a.ts', `import '../b.js';`, 'import-table: src/sim/engine/a.ts:1: sim/engine may not import sim'],
    ['cli/a.ts', `await import('../sim/engine/b.js');`, 'import-table: src/cli/a.ts:1: cli may not import sim/engine'],
    ['cli/a.ts', `import '../other/b.js';`, 'import-table: src/cli/a.ts:1: ../other/b.js is in no folder of the table'],
    ['base/a.ts', `import 'node:fs';`, 'no-node-imports: src/base/a.ts:1: node:fs'],
    ['base/a.ts', `// é\nconst x = Math.random();`, 'no-random: src/base/a.ts:2: Math.random'],
    ['base/a.ts', `const f = Math.exp(1);`, 'no-platform-math: src/base/a.ts:1: Math.exp'],
    ['base/a.ts', `const f = Math['ex' + 'p'](1);`, 'no-platform-math: src/base/a.ts:1: Math.<computed>'],
    ['base/a.ts', `const { exp } = Math;`, 'no-platform-math: src/base/a.ts:1: Math as a value'],
    [
      'base/a.ts',
      `const y = 2 ** x;`,
      'no-platform-math: src/base/a.ts:1: ** with an exponent that is no integer literal',
    ],
    ['base/a.ts', `f(a, Date.now());`, 'no-clock: src/base/a.ts:1: Date'],
    ['base/a.ts', `if (process.env.X) {}`, 'no-process: src/base/a.ts:1: process'],
    ['base/a.ts', `class A { f() { console.log(1); } }`, 'no-console: src/base/a.ts:1: console'],
    ['base/a.ts', `names.sort((a, b) => a.localeCompare(b));`, 'no-locale: src/base/a.ts:1: localeCompare'],
  ])('finds the violation in %s: %s', (file, source, violation) => {
    expect(check(file, source)).toEqual([violation]);
  });

  it.each([
    ['base/a.ts', `const x = Math.sqrt(2) + Math.PI + x ** 2 + 2 ** -53;`],
    ['base/a.ts', `const { imul, floor: down } = Math;`],
    ['base/a.ts', `// Math.exp and Date\nconst text = 'console.log Math.random';`],
    ['base/a.ts', `function f(process: string) { return process.length; }`],
    ['base/a.ts', `const o = { process: 1, Date: 2 }; o.process; type T = Date;`],
    ['sim/a.ts', `import '../base/b.js'; import './engine/c.js'; import './d.js'; import 'yaml';`],
    ['cli/a.ts', `import 'node:fs'; console.log(Math.random(), Date.now());`],
  ])('accepts %s: %s', (file, source) => {
    expect(check(file, source)).toEqual([]);
  });

  it('finds a cycle', () => {
    expect(findCycle([...SMALL.slice(1), { folder: 'base', core: true, mayImport: ['sim'] }])).not.toBeNull();
    expect(findCycle(SMALL)).toBeNull();
  });
});
